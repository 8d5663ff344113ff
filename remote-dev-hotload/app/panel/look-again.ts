import type { Session } from '../../../contracts/index.ts'
import type { Clock } from '../../kernel/index.ts'
import { hasEnded, healthOf, type Evidence, type SessionStore } from '../../sessions/index.ts'

/** Asks the server about sessions that have said nothing for so long that silence would begin to mean something. */
export interface LookAgain {
  dispose(): void
}

export interface LookAgainDeps {
  clock: Clock
  sessions: Pick<SessionStore, 'rows' | 'selected' | 'byId' | 'isGone' | 'seenAt' | 'statusSince' | 'skewMs'>
  /** Nobody looks, or nobody can be asked. */
  isIdle: () => boolean
  askList: () => void
  askSession: (sessionId: string) => void
}

/** The verdict is never older than this by our own doing … */
const LOOK_EVERY_MS = 5_000
/** … and the server is not asked more often than this on that account. */
const ASK_EVERY_MS = 15_000
/** What is bad already is asked about now and then: how long it has been so, and whether it still is. */
const BAD_EVERY_MS = 60_000
const BAD = new Set<string | null>(['late', 'lost', 'overdue'])

/** True when the verdict would be another one if the server had just repeated what it said last. */
export function isOutdated(session: Session, evidence: Evidence): boolean {
  const { now, seenAt } = evidence
  if (seenAt === null || hasEnded(session)) return false
  const told = healthOf(session, evidence)
  const byNow = healthOf(session, { ...evidence, seenAt: now })
  if (told.word !== byNow.word) return true
  if (told.word === 'reloading') return told.reason?.key !== byNow.reason?.key
  return BAD.has(told.word) && now - seenAt > BAD_EVERY_MS
}

export function createLookAgain({ clock, sessions, isIdle, askList, askSession }: LookAgainDeps): LookAgain {
  let askedAt = -Infinity

  function isOld(session: Session): boolean {
    const { sessionId } = session
    return isOutdated(session, {
      now: clock.now(),
      seenAt: sessions.seenAt(sessionId),
      skewMs: sessions.skewMs,
      statusSince: sessions.statusSince(sessionId),
    })
  }

  function look(): void {
    if (isIdle() || clock.monotonic() - askedAt < ASK_EVERY_MS) return
    const { rows, selected } = sessions
    // A row that is only still on screen is not in the next answer either.
    const isListOld = rows.some((session) => !sessions.isGone(session.sessionId) && isOld(session))
    const isOpenOld = selected !== null && sessions.isGone(selected.sessionId) && isOld(selected)
    if (!isListOld && !isOpenOld) return
    askedAt = clock.monotonic()
    if (isListOld) askList()
    if (isOpenOld) askSession(selected.sessionId)
  }

  return { dispose: clock.every(LOOK_EVERY_MS, look) }
}
