import type { LogSegment } from './log-segment.ts'
import { NO_LINE } from './log-segment.ts'
import type { HitCounts } from './seq-stack.ts'

const ERROR_RANK = 4

function count({ rank }: LogSegment, from: number, to: number): HitCounts {
  let lines = 0
  let errors = 0
  for (let index = from; index < to; index++) {
    const own = rank[index]!
    if (own === NO_LINE) continue
    lines++
    if (own >= ERROR_RANK) errors++
  }
  return { lines, errors }
}

/** Counts lines and errors by the columns; what whole segments hold is counted once. */
export interface LineTally {
  /** Lines in `[from, to)`. */
  between(segments: readonly LogSegment[], from: number, to: number): HitCounts
}

export function createLineTally(): LineTally {
  const known = new WeakMap<LogSegment, HitCounts & { readonly size: number }>()

  function whole(segment: LogSegment): HitCounts {
    const before = known.get(segment)
    if (before?.size === segment.count) return before
    const counts = { ...count(segment, 0, segment.count), size: segment.count }
    known.set(segment, counts)
    return counts
  }

  return {
    between(segments, from, to) {
      let lines = 0
      let errors = 0
      for (let at = segments.length - 1; at >= 0; at--) {
        const segment = segments[at]!
        const end = segment.start + segment.count
        if (end <= from) break
        const isWhole = segment.start >= from && end <= to
        const start = Math.max(from - segment.start, 0)
        const part = isWhole ? whole(segment) : count(segment, start, Math.min(segment.count, to - segment.start))
        lines += part.lines
        errors += part.errors
      }
      return { lines, errors }
    },
  }
}
