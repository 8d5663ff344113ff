import type { Session } from '../../contracts/index.ts'

/** What the verdict on a session rests on. Times are wall-clock ms of this browser. */
export interface Evidence {
  readonly now: number
  /** When the server last told how the session is, its heartbeat included; null when it has not since the page was opened. */
  readonly seenAt: number | null
  /** The server's clock minus ours. */
  readonly skewMs: number
  /** Since when it has been heard to be in its status, at the latest; null or absent when nobody can tell. */
  readonly statusSince?: number | null
  /** False where the server tells none: then silence is no sign, and nothing can put a session's end off. */
  readonly tellsHeartbeats?: boolean
}

/** A CLI beats every few seconds and the stream tells of it every ten: three in a row are missing. */
export const LATE_MS = 30_000
/** Six in a row: a slow network does not explain that. */
export const LOST_MS = 60_000
/** Time enough to save what a sandbox holds. */
export const EXPIRES_SOON_MS = 120_000
/** What the server said longer ago than this is told as such. */
export const UNSEEN_MS = 60_000
/** A reload that takes so many times as long as this session's slowest ones is worth a word … */
export const LONG_RELOAD_TIMES = 3
/** … but not before this time. */
export const LONG_RELOAD_MS = 10_000

/** `untold`: this server does not say, or nothing was heard yet; that is no silence. */
export type Heartbeat =
  { readonly kind: 'untold' } | { readonly kind: 'fresh' | 'late' | 'lost'; readonly ageMs: number }

/** The server's clock at the moment it spoke: when nobody can be heard, nobody grows older. */
const toldAt = ({ seenAt, skewMs }: Evidence): number => (seenAt === null ? Number.NaN : seenAt + skewMs)

/** How long the CLI had been silent when the server last told of the session. */
export function heartbeatOf({ lastHeartbeatAt }: Session, evidence: Evidence): Heartbeat {
  const isTold = lastHeartbeatAt !== null && evidence.tellsHeartbeats !== false
  const ageMs = !isTold ? Number.NaN : toldAt(evidence) - Date.parse(lastHeartbeatAt)
  if (Number.isNaN(ageMs)) return { kind: 'untold' }
  const kind = ageMs > LOST_MS ? 'lost' : ageMs > LATE_MS ? 'late' : 'fresh'
  return { kind, ageMs }
}

/** What was left of the session's life then, ms; below 0 when it was over. Infinity when nobody can tell. */
export function lifeLeft({ expiresAt }: Session, evidence: Evidence): number {
  const left = Date.parse(expiresAt) - toldAt(evidence)
  return Number.isNaN(left) ? Number.POSITIVE_INFINITY : left
}

export interface LongReload {
  readonly elapsedMs: number
  /** How long a slow reload of this session takes; null when none is known. */
  readonly usualMs: number | null
}

/** The reload that is running, when it takes longer than usual. */
export function longReload({ metrics, lastReload }: Session, { seenAt, statusSince }: Evidence): LongReload | null {
  if (seenAt === null || statusSince === null || statusSince === undefined) return null
  const elapsedMs = seenAt - statusSince
  const usualMs = metrics.reloadLatencyP95Ms ?? metrics.reloadLatencyMs ?? lastReload?.durationMs ?? null
  return elapsedMs > Math.max(LONG_RELOAD_MS, (usualMs ?? 0) * LONG_RELOAD_TIMES) ? { elapsedMs, usualMs } : null
}
