import type { Session } from '../../contracts/index.ts'
import { statusLook, type StatusLook } from './session-status.ts'

/** What the verdict on a session rests on. Times are wall-clock ms of this browser. */
export interface Evidence {
  readonly now: number
  /** When the server last spoke of this session, or null when it has not since the page was opened. */
  readonly seenAt: number | null
  /** The server's clock minus ours. */
  readonly skewMs: number
}

/** One word, one shape, one reason: lifecycle × heartbeat × expiry. */
export interface Health extends StatusLook {
  /** Key of the word below `health`, or null when the server's own word is shown. */
  readonly word: string | null
  /** Key of the sentence below `health.reason` with its figures; null when the word says it all. */
  readonly reason: { readonly key: string; readonly named: Readonly<Record<string, string | number>> } | null
  /** Nobody has heard of it for too long: it is never shown as plain "Running". */
  readonly isLost: boolean
}

export const healthOf = (session: Session, _evidence: Evidence): Health => ({
  ...statusLook(session.status),
  word: session.status,
  reason: null,
  isLost: false,
})
