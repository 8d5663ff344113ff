import { redactText, redactValue } from '../../kernel/index.ts'
import type { NewRow } from '../engine/log-row.ts'
import type { ExportWriter } from './export-format.ts'
import { MASK_POLICY, PRODUCT } from './export-header.ts'

/** What JSON lets stand as it is and a terminal, an editor or a reader's eye would obey. */
const UNESCAPED = /[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g
const escapeOne = (char: string): string => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`
const line = (value: unknown): string => `${JSON.stringify(value).replace(UNESCAPED, escapeOne)}\n`

const maskedOrNull = (text: string | null): string | null => (text === null ? null : redactText(text))

function rowValue(row: NewRow): unknown {
  switch (row.kind) {
    case 'line': {
      const { logId, ts, level, source, message, fields, reloadSequence, traceId } = row.entry
      const { kind, sessionId } = row
      const rest = { fields: redactValue(fields), reloadSequence, traceId: maskedOrNull(traceId) }
      return { kind, sessionId, logId, ts, level, source, message: redactText(message), ...rest }
    }
    case 'reload': {
      const { kind, sessionId, reload } = row
      return { kind, sessionId, ...reload, error: maskedOrNull(reload.error) }
    }
    case 'gap': {
      const { since, ...gap } = row.gap
      return { kind: row.kind, ...gap, ...(since !== undefined && { since: new Date(since) }), at: new Date(gap.at) }
    }
    case 'mark':
      return { kind: row.kind, at: new Date(row.mark.at) }
  }
}

/** For programs: one object a line, told apart by `kind`; the first is the header, the last the footer. */
export const jsonlWriter: ExportWriter = {
  type: 'application/x-ndjson',
  header: (header) => line({ kind: 'header', product: PRODUCT, format: 1, ...header, maskPolicy: MASK_POLICY }),
  row: (row) => line(rowValue(row)),
  footer: (footer) => line({ kind: 'footer', complete: true, ...footer }),
}
