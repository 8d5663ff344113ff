import type { IconName } from '../../ui/index.ts'
import { plainText } from '../ansi.ts'
import type { LogGap, LogMark, LogRow } from '../engine/log-row.ts'
import type { LogFold } from '../engine/log-view.ts'
import type { LogLook } from '../log-look.ts'
import { timeText, type TimeWords } from './log-time.ts'
import { drawnMessage, type DrawnMessage, type MessageLook } from './message-parts.ts'

/** What a row element shows. Plain texts; nothing in it is markup. */
export interface RowModel {
  readonly kind: LogRow['kind']
  readonly logId: string | null
  readonly level: string | null
  /** `data-success` of a reload; null while it has not been reported, and for other rows. */
  readonly success: boolean | null
  /** `data-mark` of a divider that the reader has not drawn; null for other rows. */
  readonly mark: 'resumed' | null
  readonly time: string
  /** Machine-readable time, '' when there is none. */
  readonly at: string
  readonly word: string
  readonly icon: IconName
  readonly session: string
  readonly source: string
  readonly columns: readonly string[]
  readonly message: DrawnMessage
  /** "×14", '' for a plain row. */
  readonly fold: string
  /** Words of the button that loads a gap, null when it cannot be loaded. */
  readonly load: string | null
  readonly canOpen: boolean
}

/** Everything that a model depends on and that is the same for all rows. */
export interface RowContext extends MessageLook {
  readonly look: LogLook
  readonly withSession: boolean
  readonly words: RowWords
}

export interface RowWords extends TimeWords {
  level(level: string): string
  gap(gap: LogGap): string
  gapLoad(): string
  reload(row: Extract<LogRow, { kind: 'reload' }>['reload'], details: string): string
  mark(mark: LogMark): string
  fold(fold: LogFold): string
  more(count: number): string
  /** The whole row, for a screen reader that stands on it. */
  spoken(row: LogRow, place: { readonly line: number; readonly total: number }): string
}

const ICONS: Readonly<Record<string, IconName>> = {
  trace: 'trace',
  debug: 'debug',
  info: 'info',
  warn: 'warn',
  error: 'error',
  fatal: 'failed',
}
const COLUMN_LIMIT = 200

const oneRun = (text: string): DrawnMessage => ({ text, parts: null, more: 0 })

/** The value of one field as the text of a cell; '' when the line has no such field. */
export function columnText(fields: unknown, name: string): string {
  if (typeof fields !== 'object' || fields === null || !Object.hasOwn(fields, name)) return ''
  const value = (fields as Record<string, unknown>)[name]
  if (value === null || value === undefined) return ''
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return plainText(text.slice(0, COLUMN_LIMIT)).replaceAll('\n', ' ')
}

/** When a row happened, as the server or the browser says; '' when nobody does. */
export function timeOf(row: LogRow): string {
  switch (row.kind) {
    case 'line':
      return row.entry.ts
    case 'reload':
      return row.reload.at
    case 'gap':
      return Number.isFinite(row.gap.at) ? new Date(row.gap.at).toISOString() : ''
    case 'mark':
      return Number.isFinite(row.mark.at) ? new Date(row.mark.at).toISOString() : ''
  }
}

/** The model of a row; `before` is the time of the row above for the look `delta`. */
export function rowModel(row: LogRow, fold: LogFold | null, before: string | null, context: RowContext): RowModel {
  const { look, words, withSession } = context
  const at = timeOf(row)
  const base = {
    kind: row.kind,
    logId: null,
    level: null,
    success: null,
    mark: null,
    at,
    time: at ? timeText(look.time, at, before, words) : '',
    word: '',
    session: '',
    source: '',
    columns: [],
    fold: '',
    load: null,
    canOpen: false,
  }
  switch (row.kind) {
    case 'line': {
      const { entry } = row
      return {
        ...base,
        logId: entry.logId,
        level: entry.level,
        word: words.level(entry.level),
        icon: ICONS[entry.level] ?? 'unknown',
        session: withSession ? row.sessionId.slice(0, 8) : '',
        source: entry.source ?? '',
        columns: look.columns.map((name) => columnText(entry.fields, name)),
        message: drawnMessage(entry.message, context),
        fold: fold ? words.fold(fold) : '',
        canOpen: true,
      }
    }
    case 'reload': {
      const { success, changedFiles, error } = row.reload
      const details = plainText(error ?? changedFiles.join(', ')).replaceAll('\n', ' ⏎ ')
      return {
        ...base,
        success,
        icon: success === false ? 'failed' : success === null ? 'pending' : 'reload',
        message: oneRun(words.reload(row.reload, details.slice(0, 2_000))),
      }
    }
    case 'gap':
      return {
        ...base,
        icon: 'warn',
        message: oneRun(words.gap(row.gap)),
        // Lines are asked for by session; a gap in the log of all sessions names none.
        load: withSession || row.gap.fill === 'loading' ? null : words.gapLoad(),
      }
    case 'mark':
      return row.mark.downMs === undefined
        ? { ...base, icon: 'next', message: oneRun(words.mark(row.mark)) }
        : { ...base, mark: 'resumed', icon: 'live', message: oneRun(words.mark(row.mark)) }
  }
}

/** A row that has left the buffer since the view was asked. */
export const blankRow: RowModel = {
  kind: 'line',
  logId: null,
  level: null,
  success: null,
  mark: null,
  at: '',
  time: '',
  word: '',
  icon: 'unknown',
  session: '',
  source: '',
  columns: [],
  message: { text: '', parts: null, more: 0 },
  fold: '',
  load: null,
  canOpen: false,
}
