import { hasEnded, type PoolSession, type SessionPool } from './session-pool.ts'
import { viewBeat, viewMetrics, viewReload, viewSession } from './session-view.ts'

/** One event of the stream before it has a number. */
export interface SessionNews {
  readonly type: 'SessionStarted' | 'SessionUpdated' | 'SessionReloaded' | 'SessionTerminated'
  readonly sessionId: string
  readonly payload: object
}

export interface SessionUpdatesDeps {
  pool: SessionPool
  random: () => number
  /** Ids of the rows that the page was last answered with. */
  onPage: () => readonly string[]
}

/** What one update is. Ends and starts are equally frequent, so that the tenant keeps its size of living sessions. */
const SHARES = [
  ['heartbeat', 0.62],
  ['metrics', 0.25],
  ['status', 0.07],
  ['reload', 0.04],
  ['start', 0.01],
  ['end', 0.01],
] as const
/** Spread evenly, 50 rows of 10 000 would hear of themselves once a second together. */
const ON_PAGE = 0.25
const FAILS = 0.1

/** Changes the pool, one update at a time, and tells what the Dev API would tell of it. */
export function createSessionUpdates({ pool, random, onPage }: SessionUpdatesDeps): {
  /** With `onlyValues` a row of the page, and nothing that would be a reason to ask for the list again. */
  next(now: number, onlyValues?: boolean): SessionNews[]
} {
  const below = (limit: number) => Math.floor(random() * limit)

  function living(share: number): PoolSession {
    const ids = onPage()
    const near = random() < share && ids.length > 0 ? pool.byId(ids[below(ids.length)]!) : undefined
    if (near && !hasEnded(near)) return near
    for (let tries = 0; tries < 1_000; tries++) {
      const found = pool.sessions[below(pool.sessions.length)]!
      if (!hasEnded(found)) return found
    }
    return pool.sessions[0]!
  }

  const updated = ({ sessionId }: PoolSession, patch: object): SessionNews => ({
    type: 'SessionUpdated',
    sessionId,
    payload: { sessionId, ...patch },
  })

  function reload(session: PoolSession, now: number, success = random() >= FAILS): SessionNews[] {
    const sequence = (session.lastReload?.sequence ?? 0) + 1
    session.lastReload = {
      reloadId: `r-${sequence}`,
      sequence,
      at: now,
      durationMs: 20 + below(970),
      buildTimeMs: 5 + below(200),
      success,
    }
    session.status = success ? 'ACTIVE' : 'FAILED'
    session.statusReason = success ? null : 'The build stopped.'
    if (!success) session.reloadFailureCount++
    const { sessionId } = session
    return [
      { type: 'SessionReloaded', sessionId, payload: viewReload(session.lastReload) },
      updated(session, viewSession(session, now)),
    ]
  }

  function end(session: PoolSession, now: number): SessionNews[] {
    session.status = 'TERMINATED'
    session.statusReason = null
    session.endedAt = now
    session.note = 'The CLI went away.'
    const { sessionId } = session
    const payload = { note: session.note, reason: null, auditId: null, endedAt: new Date(now).toISOString() }
    return [{ type: 'SessionTerminated', sessionId, payload }, updated(session, viewSession(session, now))]
  }

  function change(session: PoolSession): object {
    session.status = session.status === 'ACTIVE' ? (random() < FAILS ? 'FAILED' : 'RELOADING') : 'ACTIVE'
    session.statusReason = session.status === 'FAILED' ? 'The build stopped.' : null
    return { status: session.status, statusReason: session.statusReason }
  }

  function count(session: PoolSession): object {
    session.errorCount += random() < 0.5 ? 1 : 0
    session.warnCount += 1
    session.logRatePerSec = below(50) / 10
    return { metrics: viewMetrics(session) }
  }

  /** A reload that succeeds leaves a running session as it was. */
  const valuesOf = (session: PoolSession, now: number): SessionNews[] =>
    session.status === 'ACTIVE' && random() < 0.5 ? reload(session, now, true) : [updated(session, count(session))]

  return {
    next(now, onlyValues = false) {
      if (onlyValues) return valuesOf(living(1), now)
      let dice = random()
      const kind = (SHARES.find(([, share]) => (dice -= share) < 0) ?? SHARES[0])[0]
      if (kind === 'start') {
        const session = pool.add(now)
        session.toldErrors = session.errorCount
        return [{ type: 'SessionStarted', sessionId: session.sessionId, payload: viewSession(session, now) }]
      }
      const session = living(ON_PAGE)
      // Whatever a session does is a sign of life, but those that are lost stay so.
      if (!session.isLost) session.lastHeartbeatAt = now
      if (kind === 'reload') return reload(session, now)
      if (kind === 'end') return end(session, now)
      if (kind === 'status') return [updated(session, change(session))]
      return [updated(session, kind === 'metrics' ? count(session) : viewBeat(session, now))]
    },
  }
}
