import type { LogEntry, Reload } from '../../../contracts/index.ts'

/** Events that were missed and not sent again; the lines among them may still be on the server. */
export interface LogGap {
  /** First and last missed event, as the server names them; null when it does not know. */
  readonly fromId: string | null
  readonly toId: string | null
  /** How many events; null when the server does not know. */
  readonly missed: number | null
  /** When the gap was noticed, wall-clock ms. */
  readonly at: number
  /** `partial`: the server gave what it still had, and that is not all. */
  readonly fill: 'open' | 'loading' | 'failed' | 'partial'
  /** Time of the last line before it, ms; left out when there is none. */
  readonly since?: number
}

/**
 * A divider: of the reader, to find the place again, or where the stream came back and nothing was lost. Lives as
 * long as the log is open; a log that is loaded anew has none.
 */
export interface LogMark {
  /** Wall-clock ms. */
  readonly at: number
  /** How long the stream was down, ms; left out where the reader has drawn the line. */
  readonly downMs?: number
}

/** One row of the log. `seq` numbers the rows of one buffer in order; in one generation it is never given twice. */
export type LogRow =
  | { readonly kind: 'line'; readonly seq: number; readonly sessionId: string; readonly entry: LogEntry }
  | { readonly kind: 'reload'; readonly seq: number; readonly sessionId: string; readonly reload: Reload }
  | { readonly kind: 'gap'; readonly seq: number; readonly gap: LogGap }
  | { readonly kind: 'mark'; readonly seq: number; readonly mark: LogMark }

type WithoutSeq<T> = T extends LogRow ? Omit<T, 'seq'> : never

/** A row that has not been placed in a buffer yet. */
export type NewRow = WithoutSeq<LogRow>
