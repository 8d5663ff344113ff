import type { NewRow } from '../engine/log-row.ts'
import type { ExportWriter } from './export-format.ts'
import { footerFacts, headerFacts, type Fact } from './export-header.ts'
import { cleanText, fieldsText, gapText, MARK_TEXT, reloadText, timeText } from './export-text.ts'

/*
 * Where the header goes: spreadsheets, pandas and import wizards take the first record for the names of the
 * columns and want as many cells in each record [RFC 4180, 2.4]. Comment lines and short leading rows break
 * them, so the names come first and what the file says about itself are records of kind `header` and `footer`:
 * name in `source`, value in `message`. One filter on `kind` leaves the lines.
 */
export const CSV_COLUMNS = [
  'kind',
  'time',
  'level',
  'source',
  'session',
  'reload',
  'trace',
  'log_id',
  'message',
  'fields',
] as const

/** Without it Excel takes UTF-8 for the local code page and Chinese for noise; other readers skip it. */
const BYTE_ORDER_MARK = '\ufeff'

/**
 * Where a spreadsheet would begin to calculate: at the start of a cell, and after what another locale or an
 * import wizard takes for the end of one. Blanks and quotes before the sign do not help against it. Linear:
 * a run of blanks holds no separator, so it is looked at once.
 */
const FORMULA = /(^|[;\t\r\n])((?:[^\S\t\r\n]|["'\u200b-\u200f\u2060\ufeff])*)(?=[=+\-@＝＋－＠﹦﹢﹣﹫])/g
const LEADING_BREAK = /^(?:[^\S\t\r\n]|["'\u200b-\u200f\u2060\ufeff])*[\t\r\n]/

/** The cell as text in every spreadsheet: an apostrophe before whatever would make it a formula. */
export function formulaSafe(cell: string): string {
  const safe = cell.replace(FORMULA, "$1'$2")
  return LEADING_BREAK.test(safe) ? `'${safe}` : safe
}

function cell(text: string): string {
  const safe = formulaSafe(text)
  return /[",;\t\r\n]/.test(safe) || safe.trim() !== safe ? `"${safe.replaceAll('"', '""')}"` : safe
}

type Cells = Partial<Record<(typeof CSV_COLUMNS)[number], string>>

const record = (cells: Cells): string => `${CSV_COLUMNS.map((name) => cell(cells[name] ?? '')).join(',')}\r\n`
const facts = (kind: string, list: readonly Fact[]): string =>
  list.map(([source, value]) => record({ kind, source, message: cleanText(value) })).join('')

function rowCells(row: NewRow): Cells {
  const { kind } = row
  switch (row.kind) {
    case 'line': {
      const { logId, ts, level, source, message, fields, reloadSequence, traceId } = row.entry
      return {
        kind,
        time: cleanText(ts),
        level: cleanText(level),
        source: cleanText(source ?? ''),
        session: cleanText(row.sessionId),
        reload: reloadSequence === null ? '' : String(reloadSequence),
        trace: cleanText(traceId ?? ''),
        log_id: cleanText(logId),
        message: cleanText(message),
        fields: fieldsText(fields),
      }
    }
    case 'reload': {
      const { at, sequence } = row.reload
      const session = cleanText(row.sessionId)
      return { kind, time: cleanText(at), session, reload: String(sequence), message: reloadText(row.reload) }
    }
    case 'gap':
      return { kind, time: timeText(row.gap.at), message: gapText(row.gap) }
    case 'mark':
      return { kind, time: timeText(row.mark.at), message: MARK_TEXT }
  }
}

/** For spreadsheets: RFC 4180, the same columns for every kind of record, no cell that calculates. */
export const csvWriter: ExportWriter = {
  type: 'text/csv;charset=utf-8',
  header: (header) => `${BYTE_ORDER_MARK}${CSV_COLUMNS.join(',')}\r\n${facts('header', headerFacts(header))}`,
  row: (row) => record(rowCells(row)),
  footer: (footer) => facts('footer', footerFacts(footer)),
}
