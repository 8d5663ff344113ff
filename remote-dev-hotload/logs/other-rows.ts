import type { LogBuffer } from './engine/log-buffer.ts'
import type { LogRow } from './engine/log-row.ts'
import { NO_LINE } from './engine/log-segment.ts'

/** The rows that are no lines, newest first. Reads no text, so it is quick also where lines are packed. */
export function* otherRows(buffer: LogBuffer): Generator<Exclude<LogRow, { kind: 'line' }>> {
  for (const { rank, count, start } of buffer.segments().toReversed()) {
    for (let i = rank.lastIndexOf(NO_LINE, count - 1); i >= 0; i = i === 0 ? -1 : rank.lastIndexOf(NO_LINE, i - 1)) {
      const row = buffer.row(start + i)
      if (row && row.kind !== 'line') yield row
    }
  }
}

/** The nearest line after (+1) or before (-1) a row. */
export function nextLine(buffer: LogBuffer, seq: number, step: 1 | -1): Extract<LogRow, { kind: 'line' }> | null {
  for (let at = seq + step; ; at += step) {
    const row = buffer.row(at)
    if (!row) return null
    if (row.kind === 'line') return row
  }
}
