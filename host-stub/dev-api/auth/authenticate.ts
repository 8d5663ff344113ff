import { done, refused, type Outcome } from '../problem.ts'
import type { Caller } from './caller.ts'
import type { Tokens } from './tokens.ts'

/** The token of an `Authorization: Bearer` header. */
export const bearerOf = (request: Request): string | null =>
  /^Bearer +(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? null

/** Stands in front of every handler that serves people. */
export const createAuthenticate =
  (tokens: Tokens) =>
  async (request: Request): Promise<Outcome<Caller>> => {
    const token = bearerOf(request)
    if (!token) return refused('unauthenticated', 'missing bearer token')
    const caller = await tokens.verify(token)
    if (!caller) return refused('unauthenticated', 'invalid or expired token')
    const tenantId = request.headers.get('x-tenant-id')
    if (!tenantId) return refused('bad-input', 'tenant uuid required')
    if (tenantId.toLowerCase() !== caller.tenant.id) return refused('forbidden', 'the token is for another tenant')
    return done(caller)
  }

export type Authenticate = ReturnType<typeof createAuthenticate>
