import { plainText } from '../ansi.ts'
import type { LogSegment } from './log-segment.ts'
import type { TextSearch } from './text-search.ts'

/** The texts of one segment, unpacked when the first one is asked for. */
export interface RowTexts {
  message(index: number): string
  fields(index: number): string
}

export function createRowTexts(segment: LogSegment): RowTexts {
  let messages: readonly string[] | null = null
  let fields: readonly string[] | null = null
  return {
    message: (index) => (messages ??= segment.texts())[index] ?? '',
    fields: (index) => (fields ??= segment.fields())[index] ?? '',
  }
}

/** Decides which rows of a buffer are shown. */
export interface RowTest {
  /** Moves when rows that were decided have to be looked at again. */
  readonly epoch: number
  /** Whether rows that are no lines pass. */
  readonly others: boolean
  /** A line by its columns alone. */
  columns(segment: LogSegment, index: number): boolean
  /** A line that passed by its columns; null when no text matters and nothing needs to be unpacked. */
  readonly text: ((texts: RowTexts, index: number) => boolean) | null
}

export const passAll: RowTest = { epoch: 0, others: true, columns: () => true, text: null }

/** Fields are searched so far; a longer JSON text is no longer something that a person looks through. */
const MAX_FIELDS = 64 * 1024

/** Whether the readable text of a line has it, or else its fields. */
export function hasText(search: TextSearch, texts: RowTexts, index: number): boolean {
  if (search.has(plainText(texts.message(index)))) return true
  const fields = texts.fields(index)
  return fields !== '' && search.has(fields.length > MAX_FIELDS ? fields.slice(0, MAX_FIELDS) : fields)
}
