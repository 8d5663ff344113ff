import { createWatched } from './watched.js'

/** @typedef {import('../../contracts/host.ts').HostUser} HostUser */
/** @typedef {import('../../contracts/host.ts').HostTenant} HostTenant */
/** @typedef {{ accessToken: string, refreshToken: string, expiresAt: string, user: HostUser, tenant: HostTenant }} Grant */

const FRESH_MS = 30_000

/** One sign-in. Both tokens live in this closure and nowhere else. */
export function createSignIn() {
  /** @type {Grant | null} */
  let grant = null
  /** @type {Promise<string> | null} */
  let refreshing = null
  const user = createWatched(/** @type {HostUser | null} */ (null))
  const tenant = createWatched(/** @type {HostTenant | null} */ (null))

  /** @param {Grant | null} next */
  function keep(next) {
    grant = next
    tenant.set(next?.tenant ?? null)
    user.set(next?.user ?? null)
  }

  /**
   * @param {string} verb
   * @param {object} body
   */
  async function ask(verb, body) {
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(`/stub/auth/${verb}`, { method: 'POST', headers, body: JSON.stringify(body) })
    if (!answer.ok) throw new Error(`The sign-in service answered ${answer.status}.`)
    const next = /** @type {Grant} */ (await answer.json())
    keep(next)
    return next.accessToken
  }

  function refresh() {
    if (!grant) return Promise.reject(new Error('Nobody is signed in.'))
    // Several parts of a page notice an old token at once; a refresh token is good for one exchange.
    refreshing ??= ask('refresh', { refreshToken: grant.refreshToken }).finally(() => (refreshing = null))
    return refreshing
  }

  return {
    user,
    tenant,
    refresh,
    /** @param {string} role */
    signIn: (role) => ask('sign-in', { role }),
    getAccessToken: () =>
      grant && Date.parse(grant.expiresAt) - Date.now() > FRESH_MS ? Promise.resolve(grant.accessToken) : refresh(),
    end: () => keep(null),
  }
}
