import type { LogEntry } from '../../../../contracts/index.ts'
import type { LogRow, NewRow } from '../../engine/log-row.ts'
import type { ExportHeader } from '../export-header.ts'
import type { RowBuffer } from '../row-source.ts'

export const entryOf = (n: number, patch: Partial<LogEntry> = {}): LogEntry => ({
  logId: `l-${n}`,
  ts: new Date(1_700_000_000_000 + n).toISOString(),
  level: 'info',
  source: 'sandbox',
  message: `line ${n}`,
  fields: null,
  reloadSequence: null,
  traceId: null,
  ...patch,
})

export const lineOf = (n: number, patch: Partial<LogEntry> = {}): NewRow => ({
  kind: 'line',
  sessionId: 's-1',
  entry: entryOf(n, patch),
})

export const gapOf = (missed: number | null): NewRow => ({
  kind: 'gap',
  gap: { fromId: 'e-1', toId: 'e-9', missed, at: 1_700_000_000_000, fill: 'open' },
})

export const reloadOf = (sequence: number): NewRow => ({
  kind: 'reload',
  sessionId: 's-1',
  reload: {
    reloadId: 'r-1',
    sequence,
    at: '2026-01-05T10:00:00.000Z',
    durationMs: 120,
    buildTimeMs: 80,
    mode: 'hot',
    trigger: 'save',
    changedFiles: ['src/index.ts'],
    success: true,
    error: null,
    firstLogId: null,
  },
})

export const markOf = (): NewRow => ({ kind: 'mark', mark: { at: 1_700_000_000_000 } })

export const headerOf = (patch: Partial<ExportHeader> = {}): ExportHeader => ({
  scope: 'filtered',
  sessions: ['s-1'],
  from: '2026-01-05T10:00:00.000Z',
  to: '2026-01-05T10:15:00.000Z',
  lines: 3,
  filter: 'warn and above',
  gaps: [7, null],
  dropped: 12,
  hasOlder: true,
  auditId: 'audit-1',
  exportedAt: '2026-01-05T10:20:00.000Z',
  ...patch,
})

/** A buffer that a test may change as the panel's does: rows come, leave, and get other numbers. */
export interface TestBuffer extends RowBuffer {
  generation: number
  dropped: number
  append(row: NewRow): void
  drop(count: number): void
  /** Puts rows first and renumbers. */
  prepend(rows: readonly NewRow[]): void
}

export function bufferOf(rows: readonly NewRow[]): TestBuffer {
  let kept = [...rows]
  let first = 0
  const buffer: TestBuffer = {
    generation: 0,
    dropped: 0,
    get first() {
      return first
    },
    get next() {
      return first + kept.length
    },
    row: (seq) => (kept[seq - first] ? ({ ...kept[seq - first]!, seq } as LogRow) : undefined),
    append: (row) => void kept.push(row),
    drop(count) {
      kept = kept.slice(count)
      first += count
      buffer.dropped += count
    },
    prepend(older) {
      kept = [...older, ...kept]
      buffer.generation++
    },
  }
  return buffer
}
