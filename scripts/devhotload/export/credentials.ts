import { readFile } from 'node:fs/promises'
import type { Credentials } from '../../../remote-dev-hotload/client/credentials.ts'

/** The tenant that a token names itself; the server checks it, this only spares an argument. */
export function tenantOfToken(token: string): string | null {
  try {
    const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')) as unknown
    if (typeof claims !== 'object' || claims === null) return null
    const tenant = ('tenant' in claims && claims.tenant) || ('tenantId' in claims && claims.tenantId)
    return typeof tenant === 'string' && tenant !== '' ? tenant : null
  } catch {
    return null
  }
}

export interface TokenWish {
  readonly tokenFile: string | null
  readonly tenant: string | null
  readonly env: NodeJS.ProcessEnv
}

/**
 * The token of this run. A file is read anew when the server calls the token old: whatever keeps the file
 * fresh keeps a long export alive. Null when there is none.
 */
export async function createTokenCredentials({ tokenFile, tenant, env }: TokenWish): Promise<Credentials | null> {
  const read = async () =>
    tokenFile === null ? (env['DH_TOKEN'] ?? '').trim() : (await readFile(tokenFile, 'utf8').catch(() => '')).trim()
  let token = await read()
  if (token === '') return null
  return {
    token: async () => token,
    async refresh() {
      const before = token
      token = (await read()) || before
      return token === before ? '' : token
    },
    tenantId: () => tenant ?? tenantOfToken(token),
  }
}
