const SHORT_MS = 120_000
const MINUTE = 60_000
const HOUR = 3_600_000

/** The time that is left, as coarse as a reader needs it. */
export type Countdown =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'over' }
  /** Less than two minutes, as `1:32`. */
  | { readonly kind: 'short'; readonly clock: string }
  | { readonly kind: 'minutes' | 'hours' | 'days'; readonly count: number }

/** `at` is RFC 3339, `now` the server's time in ms. */
export function countdownTo(at: string, now: number): Countdown {
  const left = Date.parse(at) - now
  if (Number.isNaN(left)) return { kind: 'unknown' }
  if (left <= 0) return { kind: 'over' }
  if (left < SHORT_MS) {
    const seconds = Math.ceil(left / 1_000)
    return { kind: 'short', clock: `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}` }
  }
  if (left < 2 * HOUR) return { kind: 'minutes', count: Math.floor(left / MINUTE) }
  return left < 48 * HOUR
    ? { kind: 'hours', count: Math.floor(left / HOUR) }
    : { kind: 'days', count: Math.floor(left / (24 * HOUR)) }
}
