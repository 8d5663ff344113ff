import type { LogEntry } from '../../../../contracts/index.ts'
import type { NewRow } from '../log-row.ts'

export const T0 = 1_700_000_000_000

let lastId = 0

/** A line of session `s`; anything can be said otherwise. */
export function line(message: string, more: Partial<LogEntry> & { sessionId?: string } = {}): NewRow {
  const { sessionId = 's', ...entry } = more
  return {
    kind: 'line',
    sessionId,
    entry: {
      logId: `l${++lastId}`,
      ts: new Date(T0).toISOString(),
      level: 'info',
      source: 'sandbox',
      message,
      fields: null,
      reloadSequence: null,
      traceId: null,
      ...entry,
    },
  }
}

export const reload = (sequence: number, sessionId = 's'): NewRow => ({
  kind: 'reload',
  sessionId,
  reload: {
    reloadId: null,
    sequence,
    at: new Date(T0).toISOString(),
    durationMs: null,
    buildTimeMs: null,
    mode: null,
    trigger: null,
    changedFiles: [],
    success: true,
    error: null,
    firstLogId: null,
  },
})

export const gap: NewRow = { kind: 'gap', gap: { fromId: null, toId: null, missed: 3, at: T0, fill: 'open' } }
export const mark: NewRow = { kind: 'mark', mark: { at: T0 } }
export const resumed: NewRow = { kind: 'mark', mark: { at: T0, downMs: 3_000 } }
