import type { PatternProblem } from './log-view.ts'

/** `[from, to)` in UTF-16 units of a line's readable text. */
export type TextRange = readonly [from: number, to: number]

/**
 * Find keeps the context: it hides nothing and steps through the lines of a view that have the text.
 * Works like a view underneath: newest first, in slices, live.
 */
export interface LogFind {
  readonly version: number
  /** Lines with a hit so far. */
  readonly count: number
  readonly isSearching: boolean
  readonly problem: PatternProblem | null
  /** '' ends the search. */
  setText(text: string, isPattern: boolean): Promise<void>
  /** 1-based number of the hit at that row, oldest first; 0 when the row is none. */
  numberOf(seq: number): number
  /** The hit after or before a row, going round at the ends; null without hits. */
  step(seq: number, direction: 1 | -1): number | null
  /** Where the text stands in a readable line, for highlighting; empty when nothing is searched. */
  rangesIn(text: string): readonly TextRange[]
  refresh(): void
  dispose(): void
}
