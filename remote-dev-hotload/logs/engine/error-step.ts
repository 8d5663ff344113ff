import { isError } from './level.ts'
import { NO_LINE, type LogSegment } from './log-segment.ts'

/**
 * The nearest error after (1) or before (-1) a row that passes `isShown`; null when there is none that way. By the
 * columns alone, so that the far end of a large log is looked at too.
 */
export function errorStep(
  segments: readonly LogSegment[],
  seq: number,
  direction: 1 | -1,
  isShown: (seq: number) => boolean,
): number | null {
  const ordered = direction === 1 ? segments : [...segments].reverse()
  for (const { start, count, rank } of ordered) {
    let at = direction === 1 ? Math.max(0, seq + 1 - start) : Math.min(count - 1, seq - 1 - start)
    for (; at >= 0 && at < count; at += direction) {
      if (rank[at] !== NO_LINE && isError(rank[at]!) && isShown(start + at)) return start + at
    }
  }
  return null
}
