import type { LogRow } from './log-row.ts'
import type { LogSegment } from './log-segment.ts'

/** The reading side of a log buffer, for whoever looks at many rows. */
export interface LogRows {
  /** First seq that is kept. Retention raises it, older rows that are put before the others lower it; may be negative. */
  readonly first: number
  /** The seq that the next row will get. */
  readonly next: number
  /** Changes when rows got other numbers: whoever looked at them must look again. */
  readonly generation: number
  /** Changes with every change of the rows. */
  readonly version: number
  /** Lines pushed out by the limit. */
  readonly dropped: number
  row(seq: number): LogRow | undefined
  /** All kept rows as columns, oldest first, without holes. */
  segments(): readonly LogSegment[]
  sourceName(index: number): string
  sessionName(index: number): string
}

/** The segment that holds a row; undefined when none does. */
export function segmentOf(segments: readonly LogSegment[], seq: number): LogSegment | undefined {
  let low = 0
  let high = segments.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const segment = segments[middle]!
    if (seq < segment.start) high = middle - 1
    else if (seq >= segment.start + segment.count) low = middle + 1
    else return segment
  }
  return undefined
}
