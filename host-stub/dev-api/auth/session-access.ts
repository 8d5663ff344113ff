import { done, failed, refused, type Outcome } from '../problem.ts'
import { fingerprintOf } from '../random.ts'
import { accessOf, type SessionRow } from '../sessions/session-row.ts'
import type { SessionStore } from '../sessions/session-store.ts'
import { bearerOf, type Authenticate } from './authenticate.ts'
import type { Caller } from './caller.ts'

/** The session that a CLI speaks for; `caller` when a person's token was used instead of the session's own. */
export interface SessionAccess {
  row: SessionRow
  caller: Caller | null
}

const isJwt = (token: string) => token.split('.').length === 3

/** Lets a CLI act for its session: by the session's reload token, or by the token of the session's owner. */
export const createSessionAccess = (authenticate: Authenticate, sessions: SessionStore) => {
  const byReloadToken = (request: Request, sessionId: string, token: string): Outcome<SessionAccess> => {
    const row = sessions.find(sessionId)
    if (!row) return failed('not-found', 'There is no such session.')
    if (row.reload_token_hash !== fingerprintOf(token))
      return refused('unauthenticated', 'the reload token does not match')
    const tenantId = request.headers.get('x-tenant-id')
    if (tenantId && tenantId.toLowerCase() !== row.tenant_id) {
      return refused('forbidden', 'the session belongs to another tenant')
    }
    return done({ row, caller: null })
  }

  const byPerson = async (request: Request, sessionId: string): Promise<Outcome<SessionAccess>> => {
    const caller = await authenticate(request)
    if (!caller.ok) return caller
    const row = sessions.inTenant(caller.value.tenant.id, sessionId)
    return row ? done({ row, caller: caller.value }) : failed('not-found', 'There is no such session.')
  }

  return {
    /** Does not yet look whether a person may do it: see `isOwner`. */
    identify(
      request: Request,
      sessionId: string,
      reloadToken?: string | null,
    ): Promise<Outcome<SessionAccess>> | Outcome<SessionAccess> {
      if (reloadToken) return byReloadToken(request, sessionId, reloadToken)
      const bearer = bearerOf(request)
      return bearer && !isJwt(bearer) ? byReloadToken(request, sessionId, bearer) : byPerson(request, sessionId)
    },

    isOwner: ({ row, caller }: SessionAccess): boolean =>
      caller === null || accessOf(row).owners.includes(caller.person.id),
  }
}

export type SessionAccessCheck = ReturnType<typeof createSessionAccess>
