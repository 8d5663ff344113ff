import { noFilter, type LogFilter } from './engine/log-filter.ts'

/** Where the reader is in a log: what a pasted link must bring back. */
export interface LogPlace {
  readonly filter: LogFilter
  /** Text that is looked for without hiding anything; '' when nothing is. */
  readonly find: string
  /** Id of the line that the link points at. */
  readonly line: string | null
  /** The log as it was then: its first line at or after this time, ms. A `line` is more exact and wins. */
  readonly at: number | null
  /** Long lines are broken; wins over the reader's taste as long as the link is open. */
  readonly wrap: boolean
}

export const startOfLog: LogPlace = { filter: noFilter, find: '', line: null, at: null, wrap: false }
