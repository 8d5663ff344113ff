import type { Reload } from '../../../../contracts/index.ts'

export interface FailedRow {
  readonly count: number
  /** RFC 3339 of the first and of the newest failure. */
  readonly from: string
  readonly to: string
}

/**
 * The newest reloads that failed one right after the other; null when the newest did not fail. One that was not
 * reported, or not heard of, ends the row: nobody can say that there was no success in between.
 * @param reloads oldest first
 */
export function failedInARow(reloads: readonly Reload[]): FailedRow | null {
  const newest = reloads.at(-1)
  if (newest?.success !== false) return null
  let first = newest
  let count = 1
  for (const reload of reloads.slice(0, -1).toReversed()) {
    const isNext = first.sequence <= 0 || reload.sequence === first.sequence - 1
    if (reload.success !== false || !isNext) break
    first = reload
    count++
  }
  return { count, from: first.at, to: newest.at }
}
