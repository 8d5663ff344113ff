/** How long something took, over many times; ms. */
export interface Spread {
  readonly count: number
  readonly median: number
  /** Nearest rank: a time that was measured. */
  readonly p95: number
  readonly max: number
}

/** Null when nothing was measured. What is no duration is left out. */
export function spreadOf(times: readonly (number | null)[]): Spread | null {
  const known = times.filter((time) => time !== null && Number.isFinite(time) && time >= 0) as number[]
  if (known.length === 0) return null
  known.sort((a, b) => a - b)
  const rank = (share: number) => known[Math.max(0, Math.ceil(share * known.length) - 1)]!
  const middle = known.length / 2
  const median = Number.isInteger(middle) ? (known[middle - 1]! + known[middle]!) / 2 : known[Math.floor(middle)]!
  return { count: known.length, median, p95: rank(0.95), max: known.at(-1)! }
}
