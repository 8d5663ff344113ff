/** What the host lends for each request. The token is asked for anew every time and kept nowhere. */
export interface Credentials {
  token(): Promise<string>
  refresh(): Promise<string>
  tenantId(): string | null
}

/** Thrown by `authHeaders` when nobody is signed in: final, unlike a network failure. */
export class SignedOut extends Error {
  override readonly name = 'SignedOut'
}

/** The headers of the wire contract for one request. */
export async function authHeaders(credentials: Credentials, requestId: string): Promise<Record<string, string>> {
  const token = await credentials.token()
  if (token === '') throw new SignedOut('no access token')
  const headers: Record<string, string> = { Authorization: `Bearer ${token}`, 'X-Request-ID': requestId }
  const tenantId = credentials.tenantId()
  if (tenantId !== null) headers['X-Tenant-ID'] = tenantId
  return headers
}

/** One refresh at a time, shared by everybody who got a 401 meanwhile. Resolves to false when the sign-in has ended. */
export function createSingleRefresh(credentials: Credentials): () => Promise<boolean> {
  let running: Promise<boolean> | null = null
  return () =>
    (running ??= credentials
      .refresh()
      .then(
        (token) => token !== '',
        () => false,
      )
      .finally(() => {
        running = null
      }))
}
