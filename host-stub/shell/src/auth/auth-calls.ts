import { readGrant } from './grant.ts'
import type { Grant } from './grant.ts'

/** Who signs in; the stand-in asks for no password. */
export type Role = 'ops' | 'engineer' | 'viewer'

/** A call's end, when it is not a bug: a grant, a refusal for good, or nobody there. */
export type AuthAnswer =
  { kind: 'granted'; grant: Grant } | { kind: 'refused'; status: number } | { kind: 'unreachable'; why: string }

export interface AuthCalls {
  signIn(role: Role, tenantId?: string): Promise<AuthAnswer>
  refresh(refreshToken: string): Promise<AuthAnswer>
  switchTenant(refreshToken: string, tenantId: string): Promise<AuthAnswer>
  /** Tells the server; its answer does not matter. */
  signOut(refreshToken: string): Promise<void>
}

/** The four calls of `/stub/auth`, through the shell's own origin. */
export function createAuthCalls(deps: { fetch: typeof fetch; base?: string; timeoutMs?: number }): AuthCalls {
  const { fetch, base = '/stub/auth', timeoutMs = 15_000 } = deps

  const post = (verb: string, body: object): Promise<Response> =>
    fetch(`${base}/${verb}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMs),
    })

  const ask = async (verb: string, body: object): Promise<AuthAnswer> => {
    try {
      const response = await post(verb, body)
      if (response.ok) return { kind: 'granted', grant: readGrant(await response.json()) }
      const final = response.status >= 400 && response.status < 500 && ![408, 425, 429].includes(response.status)
      return final
        ? { kind: 'refused', status: response.status }
        : { kind: 'unreachable', why: `status ${response.status}` }
    } catch (error) {
      return { kind: 'unreachable', why: error instanceof Error ? error.message : String(error) }
    }
  }

  return {
    signIn: (role, tenantId) => ask('sign-in', tenantId === undefined ? { role } : { role, tenantId }),
    refresh: (refreshToken) => ask('refresh', { refreshToken }),
    switchTenant: (refreshToken, tenantId) => ask('switch-tenant', { refreshToken, tenantId }),
    async signOut(refreshToken) {
      await post('sign-out', { refreshToken }).catch(() => undefined)
    },
  }
}
