/** Milliseconds that rule the life of a session. */
export interface SessionTiming {
  /** A session without a sign of life expires after this. */
  ttlMs: number
  /** A CLI that spoke within this time is expected to obey. */
  aliveMs: number
  /** Silence that counts as a lost heartbeat. */
  lostMs: number
  /** The CLI's time to end its session before the server does. */
  terminateMs: number
  /** The CLI's time to report a reload that the panel asked for. */
  reloadMs: number
  /** The stream hears of heartbeats at most this often. */
  heartbeatNewsMs: number
  /** Last lines of an ended session are still taken this long. */
  stragglerMs: number
}

export const DEFAULT_TIMING: SessionTiming = {
  ttlMs: 15 * 60_000,
  aliveMs: 15_000,
  lostMs: 30_000,
  terminateMs: 10_000,
  reloadMs: 30_000,
  heartbeatNewsMs: 10_000,
  stragglerMs: 60_000,
}
