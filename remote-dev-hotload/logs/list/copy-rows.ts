import { plainTextWhole } from '../ansi.ts'
import type { LogRow } from '../engine/log-row.ts'
import type { LogView } from '../engine/log-view.ts'
import { timeOf } from './row-model.ts'

/** More than that nobody pastes; an export has no limit. */
export const COPY_LIMIT = 100_000
const CHARACTER_LIMIT = 64 * 1024 * 1024
const SLICE = 1_000

/** Words for rows that are no lines. */
export interface CopyWords {
  reload(row: Extract<LogRow, { kind: 'reload' }>): string
  gap(row: Extract<LogRow, { kind: 'gap' }>): string
  mark(row: Extract<LogRow, { kind: 'mark' }>): string
}

export interface CopySource {
  readonly view: Pick<LogView, 'length' | 'seqAt' | 'positionOf' | 'rowsOf'>
  row(seq: number): LogRow | undefined
}

/** One row as text: time, level, source and message, masked as it is kept and without escapes. */
export function lineText(row: LogRow, words: CopyWords): string {
  switch (row.kind) {
    case 'line': {
      const { ts, level, source, message } = row.entry
      return [ts, level, source, plainTextWhole(message)].filter(Boolean).join(' ')
    }
    case 'reload':
      return `${timeOf(row)} ${words.reload(row)}`
    case 'gap':
      return `${timeOf(row)} ${words.gap(row)}`
    case 'mark':
      return `${timeOf(row)} ${words.mark(row)}`
  }
}

/** Rows shown between two rows as text, folds unfolded. */
export interface CopiedRows {
  readonly text: string
  readonly lines: number
  /** There was more than the limit. */
  readonly isCut: boolean
}

/** Builds the text in slices; between two the browser gets to breathe by `pause`. */
export async function copyRows(
  range: { readonly from: number; readonly to: number },
  source: CopySource,
  words: CopyWords,
  pause: () => Promise<void>,
): Promise<CopiedRows> {
  const slices: string[] = []
  let slice: string[] = []
  let lines = 0
  let characters = 0
  let seq = range.from
  for (;;) {
    // By `seq` and not by position: rows may come and go while the browser breathes.
    const position = source.view.positionOf(seq)
    if (position >= source.view.length) break
    seq = source.view.seqAt(position)
    if (seq > range.to) break
    for (const member of source.view.rowsOf(seq)) {
      const row = source.row(member)
      if (!row) continue
      if (lines >= COPY_LIMIT || characters > CHARACTER_LIMIT) {
        return { text: [...slices, ...slice].join('\n'), lines, isCut: true }
      }
      const text = lineText(row, words)
      slice.push(text)
      lines++
      characters += text.length
      if (slice.length >= SLICE) {
        slices.push(slice.join('\n'))
        slice = []
        await pause()
      }
    }
    seq++
  }
  return { text: [...slices, ...slice].join('\n'), lines, isCut: false }
}
