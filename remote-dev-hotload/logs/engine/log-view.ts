import type { LogFilter } from './log-filter.ts'

/** Why a pattern cannot be used. The last good one stays in force meanwhile. */
export type PatternProblem =
  | { readonly kind: 'syntax'; readonly detail: string }
  /** Look-around and back references: not offered, because they cannot be matched in linear time. */
  | { readonly kind: 'unsupported'; readonly detail: string }

/** Lines that are shown as one row, the first of them. */
export interface LogFold {
  /** `repeat`: equal lines in a row. `trace`: a stack trace under the line that it belongs to. */
  readonly kind: 'repeat' | 'trace'
  /** Rows in the fold, the shown one included. */
  readonly count: number
  /** `seq` of the last row in it; all rows of the fold lie between the shown one and this. */
  readonly last: number
}

/**
 * The rows of one buffer that pass a filter, in order, addressed by position. Live: `refresh` looks at what is
 * new; a changed filter is worked off newest first in slices, so the end of the log is right at once.
 */
export interface LogView {
  /** Rows shown now. */
  readonly length: number
  /** Changes whenever any answer of this object may have changed. */
  readonly version: number
  /** `seq` of the row at a position 0 … length - 1. */
  seqAt(position: number): number
  /** Position of that row, or of the first shown one after it; `length` when there is none. */
  positionOf(seq: number): number
  isShown(seq: number): boolean
  /** The fold that this row heads; null for a plain row. */
  foldOf(seq: number): LogFold | null
  /** The shown row that this one stands under in a fold, or is; null when the filter hides it. */
  headOf(seq: number): number | null
  /** The rows of the fold that a row heads, itself first; only itself for a plain row. */
  rowsOf(seq: number): readonly number[]
  /** Lines shown after a row, and how many of them are errors; without unpacking anything. */
  countAfter(seq: number): { readonly lines: number; readonly errors: number }
  /**
   * How far back the search has come; null when all rows have been looked at. `backTo` is wall-clock ms, NaN
   * as long as no row with a readable time has been looked at.
   */
  readonly search: { readonly part: number; readonly backTo: number } | null
  readonly problem: PatternProblem | null
  /** Resolves when the filter is in force or refused; a pattern's engine may have to be loaded first. */
  setFilter(filter: LogFilter): Promise<void>
  setFold(on: boolean): void
  /** Takes in what the buffer has got or lost since last time. Cheap: new rows only. */
  refresh(): void
  dispose(): void
}
