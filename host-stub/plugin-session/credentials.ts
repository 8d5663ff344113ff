import { z } from 'zod'

const signInSchema = z.object({
  accessToken: z.string(),
  refreshToken: z.string().nullish(),
  user: z.object({ id: z.string(), name: z.string().nullish() }).nullish(),
  tenant: z.object({ id: z.string() }).nullish(),
})

/** Who speaks to the Dev API, and for which tenant. */
export interface Identity {
  token: string
  tenantId: string | null
  developerId: string | null
}

export interface CredentialsDeps {
  fetch: typeof fetch
  /** Origin of the Dev API. */
  api: string
  /** A token from outside; without it the stand-in Dev API is asked for one. */
  token: string | null
  tenantId: string | null
  developerId: string | null
  /** Role of the stand-in sign-in. */
  role: string
}

/** The sign-in is over or was refused; the sentence is for the developer. */
export class SignInError extends Error {
  override name = 'SignInError'
}

const unwrap = (body: unknown): unknown =>
  typeof body === 'object' && body !== null && 'data' in body ? (body as { data: unknown }).data : body

/** Keeps one identity; `renew` exchanges it after a 401. Network failures reject as `fetch` does. */
export const createCredentials = (deps: CredentialsDeps) => {
  const { api, token, tenantId, developerId, role } = deps
  let current: Promise<Identity> | null = null
  let refreshToken: string | null = null

  const ask = async (path: string, body: object): Promise<Identity | null> => {
    const answer = await deps.fetch(`${api}/stub/auth/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(10_000),
    })
    if (answer.status >= 500) throw new TypeError(`HTTP ${answer.status}`)
    if (!answer.ok) return null
    const signedIn = signInSchema.safeParse(unwrap(await answer.json()))
    if (!signedIn.success) throw new SignInError(`The sign-in at ${api} answered something unexpected.`)
    const { accessToken, refreshToken: next, user, tenant } = signedIn.data
    refreshToken = next ?? refreshToken
    return {
      token: accessToken,
      tenantId: tenantId ?? tenant?.id ?? null,
      developerId: developerId ?? user?.id ?? null,
    }
  }

  const signIn = async (): Promise<Identity> => {
    if (token) return { token, tenantId, developerId }
    const identity = await ask('sign-in', { role, ...(tenantId ? { tenantId } : {}) })
    if (identity) return identity
    throw new SignInError(`${api} has no sign-in for ${role}. Give a token with --token or PX_DEV_API_TOKEN.`)
  }

  const refresh = async (): Promise<Identity> => {
    if (token) throw new SignInError('The Dev API does not accept the token (any more). Give a new one with --token.')
    const known = refreshToken
    refreshToken = null
    return (known ? await ask('refresh', { refreshToken: known }) : null) ?? signIn()
  }

  const remember = (identity: Promise<Identity>) => {
    current = identity
    // A failed attempt must not be the answer for ever.
    identity.catch(() => {
      if (current === identity) current = null
    })
    return identity
  }

  return {
    identity: (): Promise<Identity> => current ?? remember(signIn()),
    /** Several callers that hold the same rejected token share one renewal. */
    async renew(rejected: string): Promise<Identity> {
      const known = await (current ?? Promise.resolve(null))
      return known && known.token !== rejected ? known : remember(refresh())
    },
  }
}

export type Credentials = ReturnType<typeof createCredentials>
