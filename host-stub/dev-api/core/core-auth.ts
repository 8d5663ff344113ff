import { mayUsePanel } from '../auth/caller.ts'
import type { Tokens } from '../auth/tokens.ts'
import { denied, granted, type Result } from './core-outcome.ts'
import type { ReloadTokens } from './reload-tokens.ts'

export interface CoreAuthDeps {
  tokens: Tokens
  reloadTokens: ReloadTokens
}

/** An administrator, and the tenant of the token. */
export interface Administrator {
  tenantId: string
}

/** The middleware in front of every route; the tenant comes from the token, a tenant header is not read. */
export const createCoreAuth =
  ({ tokens, reloadTokens }: CoreAuthDeps) =>
  async (request: Request): Promise<Result<Administrator>> => {
    const header = request.headers.get('authorization')?.trim() ?? ''
    if (header === '') return denied(401, 'missing or invalid Authorization header')
    const [, scheme = '', credential = ''] = /^(\S+) +(\S.*)$/.exec(header) ?? []
    if (credential === '') return denied(400, 'invalid authorization header')
    switch (scheme.toLowerCase()) {
      case 'apikey':
      case 'api-key':
        // The double has issued none.
        return denied(401, 'api key unauthorized: invalid api key')
      case 'bearer': {
        const caller = await tokens.verify(credential)
        if (caller) return mayUsePanel(caller) ? granted({ tenantId: caller.tenant.id }) : denied(403, 'admin only')
        const tenant = await reloadTokens.verify(credential)
        return tenant ? granted({ tenantId: tenant.id }) : denied(401, 'token is invalid or expired')
      }
      default:
        return denied(400, 'unsupported authorization scheme')
    }
  }

export type CoreAuth = ReturnType<typeof createCoreAuth>
