import type { TextRange } from '../engine/log-find.ts'
import type { LogRow } from '../engine/log-row.ts'
import type { LogView } from '../engine/log-view.ts'
import type { LogEnd } from '../log-end.ts'
import type { LogLook } from '../log-look.ts'

/** A line as the server has it, nothing masked. */
export interface Revealed {
  readonly text: string
  readonly fields: unknown
  readonly auditId?: string
}

/** What the list is told. Neither the view nor its rows are reactive: `version` says when to look again. */
export interface LogListProps {
  view: LogView
  /** Changes when something may have to be redrawn, at most once a frame. */
  version: number
  row: (seq: number) => LogRow | undefined
  look: LogLook
  follow: boolean
  withSession: boolean
  /** `noMatch` also while rows that are no lines are there. */
  empty: 'loading' | 'failed' | 'noMatch' | 'none' | null
  /** How the session ended: from then on nothing is followed. */
  end?: LogEnd | null
  older: 'none' | 'idle' | 'loading' | 'failed' | 'full'
  /** Where the text that is searched for stands in a readable line. */
  rangesIn: ((text: string) => readonly TextRange[]) | null
  /** The hit that find stands on, or the line of the address. */
  current: number | null
  /** Why masked text may not be seen; null when it may. */
  revealWhyNot: string | null
  reveal: (seq: number) => Promise<Revealed | null>
}

/** What the list asks for. Rows are named by `seq`. */
export interface LogListEvents {
  follow: [on: boolean]
  loadGap: [seq: number]
  loadOlder: []
  clearFilter: []
  /** Lines that are on the clipboard now, 0 when the browser refused; and whether there were more. */
  copied: [lines: number, isCut: boolean]
  copyLink: [seq: number]
  context: [seq: number]
  /** The reader stands on this row. */
  cursor: [seq: number]
}

/** How the events are sent. */
export type LogListEmit = <Name extends keyof LogListEvents>(name: Name, ...values: LogListEvents[Name]) => void
