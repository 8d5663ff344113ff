import type { Reload } from '../../../../contracts/index.ts'

/** The figures of the reloads that are loaded. Times in ms, null without a measured one. */
export interface ReloadSummary {
  readonly count: number
  readonly failed: number
  readonly medianMs: number | null
  readonly p95Ms: number | null
}

/** A failed reload took time too, but not that of a reload: it is counted and not timed. */
export function summarize(reloads: readonly Reload[]): ReloadSummary {
  const times = reloads
    .filter(({ success, durationMs }) => success !== false && durationMs !== null && Number.isFinite(durationMs))
    .map(({ durationMs }) => durationMs!)
    .sort((a, b) => a - b)
  return {
    count: reloads.length,
    failed: reloads.filter(({ success }) => success === false).length,
    medianMs: medianOf(times),
    p95Ms: times[Math.ceil(times.length * 0.95) - 1] ?? null,
  }
}

function medianOf(sorted: readonly number[]): number | null {
  const middle = sorted.length / 2
  const upper = sorted[Math.floor(middle)]
  if (upper === undefined) return null
  return Number.isInteger(middle) ? (sorted[middle - 1]! + upper) / 2 : upper
}
