import type { Session } from '../../contracts/index.ts'
import { heartbeatOf, lifeLeft, EXPIRES_SOON_MS, type Evidence, type Heartbeat } from './session-evidence.ts'
import * as reasons from './health-reasons.ts'
import type { HealthReason } from './health-reasons.ts'
import type { StatusLook } from './session-status.ts'

export type { Evidence } from './session-evidence.ts'

/** The words below `health`; each has a shape of its own. */
export const HEALTH_WORDS = [
  'starting',
  'running',
  'reloading',
  'reloadFailed',
  'failed',
  'late',
  'lost',
  'expiring',
  'overdue',
  'ending',
  'ended',
  'expired',
] as const
export type HealthWord = (typeof HEALTH_WORDS)[number]

/** One word, one shape, one reason: lifecycle × heartbeat × expiry × last reload. */
export interface Health extends StatusLook {
  /** Key of the word below `health`, or null when the server's own word is shown. */
  readonly word: HealthWord | null
  /** Key of the sentence below `health.reason` with its figures; a name that ends in `Ms` is a duration. */
  readonly reason: HealthReason | null
  /** Nobody has heard of it for too long: it is never shown as plain "Running". */
  readonly isLost: boolean
}

const LOOKS: Readonly<Record<HealthWord, StatusLook>> = {
  starting: { icon: 'pending', tone: 'info' },
  running: { icon: 'running', tone: 'ok' },
  reloading: { icon: 'reloading', tone: 'info' },
  reloadFailed: { icon: 'reload-failed', tone: 'error' },
  failed: { icon: 'failed', tone: 'error' },
  late: { icon: 'late', tone: 'warn' },
  lost: { icon: 'lost', tone: 'error' },
  expiring: { icon: 'expiring', tone: 'warn' },
  overdue: { icon: 'overdue', tone: 'warn' },
  ending: { icon: 'stopping', tone: 'warn' },
  ended: { icon: 'ended', tone: 'off' },
  expired: { icon: 'expired', tone: 'off' },
}
const UNKNOWN: StatusLook = { icon: 'unknown', tone: 'off' }

/** What lives: whatever else a newer server may say is not judged. */
const ALIVE = new Set<string>(['PENDING', 'ACTIVE', 'RELOADING', 'FAILED', 'TERMINATING'])

/** The verdict that the evidence carries; nothing is concluded from our own silence. */
export function healthOf(session: Session, evidence: Evidence): Health {
  const heartbeat = heartbeatOf(session, evidence)
  const word = wordOf(session, evidence, heartbeat)
  return {
    ...(word === null ? UNKNOWN : LOOKS[word]),
    word,
    reason: reasonOf(word, session, evidence, heartbeat),
    isLost: ALIVE.has(session.status) && heartbeat.kind === 'lost',
  }
}

/** What nobody can do anything about any more comes first, then what is worst. */
function wordOf(session: Session, evidence: Evidence, { kind }: Heartbeat): HealthWord | null {
  const { status, lastReload } = session
  if (status === 'TERMINATED') return 'ended'
  if (status === 'EXPIRED') return 'expired'
  if (!ALIVE.has(status)) return null
  if (status === 'TERMINATING') return 'ending'
  if (kind === 'lost') return 'lost'
  const left = lifeLeft(session, evidence)
  if (left <= 0) return 'overdue'
  if (status === 'FAILED') return 'failed'
  // `null` is "not reported", never failed.
  if (status === 'ACTIVE' && lastReload?.success === false) return 'reloadFailed'
  if (kind === 'late') return 'late'
  if (status === 'RELOADING') return 'reloading'
  if (left < EXPIRES_SOON_MS) return 'expiring'
  return status === 'PENDING' ? 'starting' : 'running'
}

function reasonOf(
  word: HealthWord | null,
  session: Session,
  evidence: Evidence,
  heartbeat: Heartbeat,
): HealthReason | null {
  const isFixed = evidence.tellsHeartbeats === false
  switch (word) {
    case null:
      return reasons.unknown(session)
    case 'running':
      return reasons.running(session, evidence, heartbeat)
    case 'reloading':
      return reasons.reloading(session, evidence)
    case 'reloadFailed':
      return reasons.reloadFailed(session)
    case 'failed':
      return reasons.failed(session)
    case 'ending':
      return reasons.ending(session, heartbeat)
    case 'ended':
      return reasons.ended(session)
    case 'late':
    case 'lost':
      return reasons.silent(word, heartbeat)
    case 'expiring':
    case 'overdue':
      return reasons.expiry(word, lifeLeft(session, evidence), isFixed)
    case 'expired':
      return reasons.expired(isFixed)
    case 'starting':
      return { key: word, named: {} }
  }
}
