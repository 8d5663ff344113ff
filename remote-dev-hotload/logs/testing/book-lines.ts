import type { LogEntry, Reload } from '../../../contracts/index.ts'
import type { LogBook, LogScope } from '../log-book.ts'

const T0 = 1_700_000_000_000

/** Line number `n` of a session, one a second. */
export const line = (n: number, reloadSequence: number | null = null): LogEntry => ({
  logId: `l${n}`,
  ts: new Date(T0 + n * 1_000).toISOString(),
  level: 'info',
  source: 'sandbox',
  message: `line ${n}`,
  fields: null,
  reloadSequence,
  traceId: null,
})

/** Lines `from` … `to - 1`. */
export const lines = (from: number, to: number, reloadSequence: number | null = null): LogEntry[] =>
  Array.from({ length: to - from }, (_, i) => line(from + i, reloadSequence))

/** A reload that ended half a second after a line. */
export const reload = (sequence: number, afterLine: number): Reload => ({
  sequence,
  at: new Date(T0 + afterLine * 1_000 + 500).toISOString(),
  reloadId: null,
  durationMs: 38,
  buildTimeMs: 20,
  mode: 'hot',
  trigger: 'file',
  changedFiles: ['a.ts'],
  success: true,
  error: null,
  firstLogId: null,
})

/** The rows of a log in short: ids of lines, `#1` for a reload, `#1?` for one that has not ended. */
export function shown(book: LogBook, sessionId: string | null): string[] {
  const scope: LogScope = sessionId === null ? 'all' : { sessionId }
  const { buffer } = book.of(scope)!
  return Array.from({ length: buffer.next - buffer.first }, (_, i) => {
    const row = buffer.row(buffer.first + i)!
    if (row.kind === 'line') return row.entry.logId
    if (row.kind === 'reload') return `#${row.reload.sequence}${row.reload.success === null ? '?' : ''}`
    return row.kind
  })
}
