/** How many lines a second come in, over the last two seconds. */
export interface RateMeter {
  add(lines: number): void
  perSecond(): number
}

const BUCKET_MS = 100
const BUCKETS = 20
/** In the first moments a handful of lines would count as a flood. */
const LEAST_MS = 1_000

/** `now`: monotonic ms. */
export function createRateMeter({ now }: { readonly now: () => number }): RateMeter {
  const counts = new Float64Array(BUCKETS)
  let begun: number | null = null
  /** Number of the newest bucket since the clock began. */
  let newest = 0

  /** Empties the buckets that time has passed over. */
  function turn(): void {
    const bucket = Math.floor(now() / BUCKET_MS)
    const passed = Math.min(bucket - newest, BUCKETS)
    for (let step = 1; step <= passed; step++) counts[(newest + step) % BUCKETS] = 0
    if (passed === BUCKETS) counts.fill(0)
    newest = Math.max(newest, bucket)
  }

  return {
    add(lines) {
      turn()
      begun ??= now()
      counts[newest % BUCKETS] = counts[newest % BUCKETS]! + lines
    },
    perSecond() {
      if (begun === null) return 0
      turn()
      const window = Math.min(Math.max(now() - begun, LEAST_MS), BUCKET_MS * BUCKETS)
      return (counts.reduce((sum, count) => sum + count, 0) * 1_000) / window
    },
  }
}
