export interface BackoffOptions {
  /** First step, ms. */
  base: number
  /** No wait is longer, ms. */
  cap: number
  /** No wait is shorter, ms; a server's `retry:` raises it. */
  floor: number
}

export const STREAM_BACKOFF: BackoffOptions = { base: 1_000, cap: 30_000, floor: 250 }
export const REQUEST_BACKOFF: BackoffOptions = { base: 300, cap: 5_000, floor: 100 }

/** A floor above the current step leaves no room for jitter: everybody would return in the same instant. */
const SPREAD = 1.25
/** A longer `Retry-After` is taken for this; timers of browsers overflow after 24 days and would fire at once. */
const LONGEST_RETRY_AFTER_MS = 24 * 3_600_000

/**
 * Wait before attempt `failures` + 1, with full jitter: everybody who lost the same server comes back
 * at another moment.
 * @param failures how many attempts have failed in a row, from 1
 * @param random 0 ≤ x < 1
 */
export function backoffDelay(failures: number, random: number, options: BackoffOptions = STREAM_BACKOFF): number {
  const floor = Math.min(options.floor, options.cap)
  const step = Math.max(options.base * 2 ** Math.max(0, failures - 1), floor * SPREAD)
  return Math.round(floor + random * (Math.min(options.cap, step) - floor))
}

/** A server's `Retry-After` (seconds or HTTP date) in ms from `now`, a day at most; null when absent or not readable. */
export function retryAfterMs(header: string | null, now: number): number | null {
  const value = header?.trim() ?? ''
  const isSeconds = /^\d+$/.test(value)
  // `Date.parse` reads almost anything; an HTTP date begins with its day of the week. [RFC 9110, 5.6.7]
  if (!isSeconds && !/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(value)) return null
  const ms = isSeconds ? Number(value) * 1_000 : Date.parse(value) - now
  return Number.isNaN(ms) ? null : Math.min(LONGEST_RETRY_AFTER_MS, Math.max(0, ms))
}
