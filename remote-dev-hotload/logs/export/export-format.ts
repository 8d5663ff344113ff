import type { NewRow } from '../engine/log-row.ts'
import type { ExportFooter, ExportHeader } from './export-header.ts'
import { csvWriter } from './format-csv.ts'
import { jsonlWriter } from './format-jsonl.ts'
import { txtWriter } from './format-txt.ts'

export const EXPORT_FORMATS = ['txt', 'jsonl', 'csv'] as const
/** Also the file's extension. */
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

/** Turns a log into the text of a file, a whole line or record at a time. Holds no state. */
export interface ExportWriter {
  /** Media type of the file. */
  readonly type: string
  header(header: ExportHeader): string
  row(row: NewRow): string
  footer(footer: ExportFooter): string
}

const WRITERS: Readonly<Record<ExportFormat, ExportWriter>> = { txt: txtWriter, jsonl: jsonlWriter, csv: csvWriter }

export const exportWriter = (format: ExportFormat): ExportWriter => WRITERS[format]
