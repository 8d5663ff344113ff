/** The server's clock beside ours, learned from the times that its events carry. */
export interface ServerTime {
  /** An event that the server dates `ts` has just come; `now` is our wall clock. */
  heard(ts: string | null, now: number): void
  /** The server's clock minus ours, ms; 0 until something was heard. */
  skewMs(): number
  clear(): void
}

/** Two events so far apart … */
const PAIR_APART_MS = 1_000
/** … that took this equally long to come were not replayed: a replay runs faster than time does. */
const PAIR_AGREES_MS = 500

/**
 * An event is older than its arrival, so the youngest one ever heard is the nearest to the truth and one that was
 * replayed says nothing. Only when two events agree that the distance is smaller has one of the clocks been set.
 */
export function createServerTime(): ServerTime {
  let skew: number | null = null
  let earlier: { at: number; offset: number } | null = null

  return {
    heard(ts, now) {
      const offset = (ts === null ? Number.NaN : Date.parse(ts)) - now
      if (Number.isNaN(offset)) return
      if (skew === null || offset > skew) skew = offset
      earlier ??= { at: now, offset }
      // Our own clock may have been set back: then nothing lies between the two.
      if (Math.abs(now - earlier.at) < PAIR_APART_MS) return
      if (Math.abs(offset - earlier.offset) <= PAIR_AGREES_MS) skew = Math.max(offset, earlier.offset)
      earlier = { at: now, offset }
    },
    skewMs: () => skew ?? 0,
    clear() {
      skew = null
      earlier = null
    },
  }
}
