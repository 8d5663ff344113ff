import type { Clock } from '../clock.ts'
import type { Random } from '../random.ts'
import type { CoreRegistration } from './bind-json.ts'
import { isLive, type CoreSession } from './core-session.ts'
import { denied, granted, type Result } from './core-outcome.ts'
import { createExpiringKeys } from './expiring-keys.ts'
import type { CoreStatus } from './list-query.ts'
import type { ReloadTokens } from './reload-tokens.ts'

export interface RegistryDeps {
  clock: Clock
  random: Random
  reloadTokens: ReloadTokens
  /** Life of a session, counted from its registration, whatever happens in it. */
  ttlMs: number
  /** Over all tenants. */
  maxSessions: number
}

export interface CoreFilter {
  tenantId: string
  pluginId: string
  statuses: readonly CoreStatus[]
}

const notFound = () => denied(404, 'dev hotload session not found')

/** Sessions and the rules of their life. It tells nobody: what is published is decided where requests are handled. */
export const createRegistry = ({ clock, random, reloadTokens, ttlMs, maxSessions }: RegistryDeps) => {
  /** Newest last. */
  let sessions: CoreSession[] = []
  const locks = createExpiringKeys(clock)
  const tokens = createExpiringKeys(clock)
  const lockOf = ({ pluginId, tenantId }: Pick<CoreSession, 'pluginId' | 'tenantId'>) => `${pluginId}:${tenantId}`
  const find = (sessionId: string) => sessions.find((session) => session.sessionId === sessionId)

  const conflictWith = (session: CoreSession | undefined) =>
    denied(
      409,
      'dev hotload session already active',
      session && {
        sessionId: session.sessionId,
        pluginId: session.pluginId,
        tenant_uuid: session.tenantId,
        status: session.status,
      },
    )

  const matching = ({ tenantId, pluginId, statuses }: CoreFilter) =>
    sessions.filter(
      (session) =>
        session.tenantId === tenantId &&
        (pluginId.trim() === '' || session.pluginId === pluginId.trim()) &&
        (statuses.length === 0 || statuses.includes(session.status)),
    )

  const end = (session: CoreSession, now: number): void => {
    session.status = 'terminated'
    session.expiresAt = now
    locks.delete(lockOf(session))
    tokens.delete(session.sessionId)
  }

  return {
    async register(wish: CoreRegistration, tenantId: string): Promise<Result<CoreSession>> {
      const pluginId = wish.pluginId.trim()
      if (pluginId === '') return denied(500, 'invalid register request')
      if (sessions.filter(isLive).length >= maxSessions) {
        return denied(500, 'dev hotload concurrent session limit reached')
      }
      const lock = lockOf({ pluginId, tenantId })
      const living = sessions.findLast((other) => isLive(other) && lockOf(other) === lock)
      // A purged session leaves its lock behind: a conflict with nobody, until the lock's time is over.
      if (!locks.claim(lock, ttlMs)) return conflictWith(living)
      if (living) {
        locks.delete(lock)
        return conflictWith(living)
      }
      const [sessionId, { developerId, sandboxEndpoint, logUrl, metadata }] = [random.uuid(), wish]
      const session: CoreSession = {
        sessionId,
        pluginId,
        tenantId,
        developerId,
        status: 'active',
        reloadToken: '',
        expiresAt: clock.now() + ttlMs,
        sandboxEndpoint: sandboxEndpoint.trim(),
        logUrl: logUrl.trim(),
        metadata: metadata ?? {},
      }
      sessions.push(session)
      session.reloadToken = await reloadTokens.issue({ sessionId, tenantId, developerId })
      tokens.set(sessionId, session.reloadToken, ttlMs)
      return granted(session)
    },

    /** Looks at the token only: a session that is over takes reloads as before. */
    mayReload(sessionId: string, token: string): Result<null> {
      const expected = tokens.get(sessionId) ?? find(sessionId)?.reloadToken
      if (expected === undefined) return notFound()
      return expected === token ? granted(null) : denied(401, 'dev hotload reload token mismatch')
    },

    /** Whatever its tenant; once more is fine too. */
    terminate(sessionId: string): Result<null> {
      const session = find(sessionId)
      if (!session) return notFound()
      if (session.status !== 'terminated') end(session, clock.now())
      return granted(null)
    },

    /** Ends what is over its time, without a word to anybody. */
    cleanUp(): void {
      const now = clock.now()
      sessions.filter((session) => isLive(session) && session.expiresAt <= now).forEach((session) => end(session, now))
    },

    /** Whatever its tenant. */
    get(sessionId: string): Result<CoreSession> {
      const session = find(sessionId)
      return session ? granted(session) : notFound()
    },

    /** Newest first. */
    list: (filter: CoreFilter, limit: number, offset: number): CoreSession[] =>
      matching(filter)
        .reverse()
        .slice(offset, offset + limit),

    /** Removes them altogether, their locks and tokens not. */
    purge(filter: CoreFilter): CoreSession[] {
      const gone = matching(filter)
      sessions = sessions.filter((session) => !gone.includes(session))
      return gone
    },
  }
}

export type Registry = ReturnType<typeof createRegistry>
