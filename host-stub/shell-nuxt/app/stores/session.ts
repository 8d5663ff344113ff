import type { HostTenant, HostUser } from '../../../../contracts/host.ts'

/** What the stand-in for the sign-in service answers. */
interface Grant {
  accessToken: string
  refreshToken: string
  expiresAt: string
  user: HostUser
  tenant: HostTenant
}

const FRESH_MS = 30_000

/** Who is signed in. Both tokens live in this closure and nowhere else, so a page load signs out. */
export const useSessionStore = defineStore('session', () => {
  const grant = shallowRef<Grant | null>(null)
  let refreshing: Promise<string> | null = null

  async function ask(verb: string, body: object): Promise<string> {
    const next = await $fetch<Grant>(`/stub/auth/${verb}`, { method: 'POST', body, retry: 0 })
    grant.value = next
    return next.accessToken
  }

  function refresh(): Promise<string> {
    if (!grant.value) return Promise.reject(new Error('Nobody is signed in.'))
    // Several parts of a page notice an old token at once; a refresh token is good for one exchange.
    refreshing ??= ask('refresh', { refreshToken: grant.value.refreshToken }).finally(() => (refreshing = null))
    return refreshing
  }

  return {
    user: computed(() => grant.value?.user ?? null),
    tenant: computed(() => grant.value?.tenant ?? null),
    refresh,
    signIn: (role: string) => ask('sign-in', { role }),
    getAccessToken(): Promise<string> {
      const held = grant.value
      const isFresh = held !== null && Date.parse(held.expiresAt) - Date.now() > FRESH_MS
      return isFresh ? Promise.resolve(held.accessToken) : refresh()
    },
    end(): void {
      grant.value = null
    },
  }
})
