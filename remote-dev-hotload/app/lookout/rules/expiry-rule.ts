import type { Session } from '../../../../contracts/index.ts'
import type { OwnAlertStore } from '../../../alerts/index.ts'
import type { Clock } from '../../../kernel/index.ts'
import { hasEnded, sessionTitle } from '../../../sessions/index.ts'
import type { Rule } from './rule.ts'
import { sessionsInView, type WatchedSessions } from './sessions-in-view.ts'

export interface ExpiryRuleDeps {
  sessions: WatchedSessions
  clock: Clock
  userId: () => string | null
  /** Bytes come: what was not told has not happened. */
  isHearing: () => boolean
  /** False where nothing can put the end of a session off. */
  mayRenew: () => boolean
  ownAlerts: Pick<OwnAlertStore, 'raise' | 'resolve'>
}

export const expiryAlertOf = (sessionId: string): string => `expiry.near:${sessionId}`

const NEAR_MS = 300_000
/** A CLI that beats renews several times in so long, and the stream tells of it every ten seconds. */
const RENEWS_WITHIN_MS = 60_000
/** Silent for so long when the server last spoke of it, nobody waits for the rest of that. */
const SILENT_MS = 30_000
/** Older than this, the word of a server that is not heard says nothing about now. */
const TOLD_MS = 75_000

interface Sight {
  expiresAt: number
  /** When the end was last seen to move, or first seen at all. */
  at: number
  isRaised: boolean
}

/** "A session expires within five minutes and its CLI does not renew it", of one's own and the one that is open. */
export function createExpiryRule(deps: ExpiryRuleDeps): Rule {
  const { sessions, clock, ownAlerts } = deps
  const sights = new Map<string, Sight>()
  let deafAt = -Infinity

  function takeBack(sessionId: string): void {
    if (sights.get(sessionId)?.isRaised) ownAlerts.resolve(expiryAlertOf(sessionId))
    sights.delete(sessionId)
  }

  /** Nobody puts its end off, as far as anybody can tell. */
  function isLeftAlone({ sessionId, lastHeartbeatAt }: Session, { at }: Sight, now: number): boolean {
    if (!deps.mayRenew()) return true
    const seenAt = sessions.seenAt(sessionId)
    const wasTold = seenAt !== null && now - seenAt < TOLD_MS
    const silentMs = wasTold && lastHeartbeatAt ? seenAt + sessions.skewMs - Date.parse(lastHeartbeatAt) : 0
    // Whoever hears again has not heard what was said meanwhile.
    const unmovedSince = deps.isHearing() ? Math.max(at, deafAt) : wasTold ? at : now
    return now - unmovedSince >= RENEWS_WITHIN_MS || silentMs > SILENT_MS
  }

  function judge(session: Session): void {
    const { sessionId } = session
    const now = clock.now()
    const expiresAt = Date.parse(session.expiresAt)
    const before = sights.get(sessionId)
    const isRenewed = before !== undefined && expiresAt > before.expiresAt
    if (isRenewed || hasEnded(session)) takeBack(sessionId)
    const left = expiresAt - (now + sessions.skewMs)
    if (Number.isNaN(left) || hasEnded(session)) return
    const sight = sights.get(sessionId) ?? { expiresAt, at: now, isRaised: false }
    sights.set(sessionId, sight)
    const isNear = left > 0 && left <= NEAR_MS
    if (sight.isRaised && !isNear) return takeBack(sessionId)
    if (sight.isRaised || !isNear || !isLeftAlone(session, sight, now)) return
    sight.isRaised = true
    ownAlerts.raise({
      ...{ id: expiryAlertOf(sessionId), code: 'DH_ALERT_004', severity: 'WARNING', count: 1 },
      ...{ sessionId, title: sessionTitle(session), since: now, at: now },
    })
  }

  return {
    look() {
      if (!deps.isHearing()) deafAt = clock.now()
      const me = deps.userId()
      const mine = sessionsInView(sessions).filter(
        ({ developer, sessionId }) => developer.id === me || sessionId === sessions.selectedId,
      )
      const ids = new Set(mine.map(({ sessionId }) => sessionId))
      for (const sessionId of [...sights.keys()]) if (!ids.has(sessionId)) takeBack(sessionId)
      mine.forEach(judge)
    },
    changeScope: () => sights.clear(),
    dispose: () => {},
  }
}
