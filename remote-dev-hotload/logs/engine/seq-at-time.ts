import type { LogSegment } from './log-segment.ts'

/** The first row at or after a time, wall-clock ms; null when all rows are older. */
export function seqAtTime(segments: readonly LogSegment[], at: number): number | null {
  for (const { start, count, ts } of segments) {
    // Servers send times in order, by and large: the last of a segment tells whether it is worth a look.
    if (count === 0 || ts[count - 1]! < at) continue
    for (let index = 0; index < count; index++) if (ts[index]! >= at) return start + index
  }
  return null
}
