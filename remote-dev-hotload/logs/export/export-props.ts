import type { LogFilter } from '../engine/log-filter.ts'
import type { LogView } from '../engine/log-view.ts'
import type { RowBuffer, SeqRange } from './row-source.ts'

/** What an export needs of the log that is shown. */
export interface ExportProps {
  /** Null: the log of all sessions. */
  readonly scope: string | null
  /** Whose lines may be in it. */
  readonly sessionIds: readonly string[]
  readonly filter: LogFilter
  readonly view: LogView
  readonly buffer: RowBuffer
  readonly selected: SeqRange | null
  /** The server has lines before the first one. */
  readonly hasOlder: boolean
  readonly pluginName: string | null
  /** Named in the command for the terminal; null or absent leaves the command's own default. */
  readonly apiUrl?: string | null
}
