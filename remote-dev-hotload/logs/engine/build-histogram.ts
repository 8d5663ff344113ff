import type { HistogramBar, LogHistogram } from './log-histogram.ts'
import { NO_LINE, type LogSegment } from './log-segment.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Steps that a person can name. Longer ones are 1, 2 or 5 times a power of ten of days. */
const STEPS = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
]

const WARN_RANK = 3
const ERROR_RANK = 4
const DEFAULT_BARS = 100

interface Summary {
  readonly size: number
  readonly min: number
  readonly max: number
  /** Counts by step number, three to a step; null until they are asked for. */
  counts: { readonly stepMs: number; readonly first: number; readonly values: Uint32Array } | null
}

function stepFor(span: number, bars: number): number {
  const round = STEPS.find((step) => span / step < bars - 1)
  if (round !== undefined) return round
  for (let power = DAY; ; power *= 10) {
    const step = [1, 2, 5].map((n) => n * power).find((wide) => span / wide < bars - 1)
    if (step !== undefined) return step
  }
}

function summarize({ count, ts, rank }: LogSegment): Summary {
  let min = Infinity
  let max = -Infinity
  for (let index = 0; index < count; index++) {
    const at = ts[index]!
    if (rank[index] === NO_LINE) continue
    // False for NaN, both times.
    if (at < min) min = at
    if (at > max) max = at
  }
  return { size: count, min, max, counts: null }
}

function countSteps({ count, ts, rank }: LogSegment, { min, max }: Summary, stepMs: number) {
  const first = Math.floor(min / stepMs)
  const values = new Uint32Array((Math.floor(max / stepMs) - first + 1) * 3)
  for (let index = 0; index < count; index++) {
    const own = rank[index]!
    const at = ts[index]!
    if (own === NO_LINE || Number.isNaN(at)) continue
    const kind = own < WARN_RANK ? 0 : own < ERROR_RANK ? 1 : 2
    const slot = (Math.floor(at / stepMs) - first) * 3 + kind
    values[slot] = values[slot]! + 1
  }
  return { stepMs, first, values }
}

/** Builds histograms of one buffer again and again; what full segments hold is counted once. */
export function createHistogramBuilder(): {
  /** Up to `bars` bars of a round step over the time that the lines span; no bars without a readable time. */
  build(segments: readonly LogSegment[], bars?: number): LogHistogram
} {
  const known = new WeakMap<LogSegment, Summary>()

  function summaryOf(segment: LogSegment): Summary {
    const before = known.get(segment)
    if (before?.size === segment.count) return before
    const summary = summarize(segment)
    known.set(segment, summary)
    return summary
  }

  return {
    build(segments, bars = DEFAULT_BARS) {
      const summaries = segments.map(summaryOf)
      const min = summaries.reduce((least, summary) => Math.min(least, summary.min), Infinity)
      const max = summaries.reduce((most, summary) => Math.max(most, summary.max), -Infinity)
      if (min > max) return { from: 0, to: 0, stepMs: SECOND, bars: [] }
      const stepMs = stepFor(max - min, Math.max(2, bars))
      const first = Math.floor(min / stepMs)
      const size = Math.floor(max / stepMs) - first + 1
      const values = new Float64Array(size * 3)
      segments.forEach((segment, at) => {
        const summary = summaries[at]!
        if (summary.min > summary.max) return
        if (summary.counts?.stepMs !== stepMs) summary.counts = countSteps(segment, summary, stepMs)
        const offset = (summary.counts.first - first) * 3
        summary.counts.values.forEach((value, slot) => {
          values[offset + slot] = values[offset + slot]! + value
        })
      })
      const drawn = Array.from({ length: size }, (_, at): HistogramBar => {
        const [calm = 0, warn = 0, error = 0] = values.subarray(at * 3, at * 3 + 3)
        return { at: (first + at) * stepMs, calm, warn, error }
      })
      return { from: first * stepMs, to: (first + size) * stepMs, stepMs, bars: drawn }
    },
  }
}

/** One histogram, nothing remembered. */
export function buildHistogram(segments: readonly LogSegment[], bars = DEFAULT_BARS): LogHistogram {
  return createHistogramBuilder().build(segments, bars)
}
