import type { LogRows } from './log-rows.ts'

/** Which rows of a buffer a reader has taken in: `[low, high)`, growing at both ends. */
export interface RowSpan {
  low: number
  high: number
  /** Follows what the buffer lost. True when the numbers have changed their meaning: start over. */
  sync(): boolean
  /** Nothing has been taken in; reading starts at the newest row and goes both ways. */
  restart(): void
}

export function createRowSpan(rows: LogRows): RowSpan {
  let generation = rows.generation
  let dropped = rows.dropped
  let first = rows.first

  /** Lines were dropped and older ones put before the rest since the last look: numbers may have been given again. */
  const isReused = () => rows.dropped !== dropped && rows.first < first + (rows.dropped - dropped)

  const span: RowSpan = {
    low: rows.next,
    high: rows.next,
    sync() {
      const isOther = rows.generation !== generation || isReused()
      generation = rows.generation
      dropped = rows.dropped
      first = rows.first
      span.low = Math.max(span.low, first)
      span.high = Math.max(span.high, first)
      return isOther
    },
    restart() {
      span.low = rows.next
      span.high = rows.next
    },
  }
  return span
}
