import { LOG_LEVELS } from '../../../contracts/index.ts'
import type { AlertRules } from '../alerts/alert-rules.ts'
import { toIso, type Clock } from '../clock.ts'
import type { Database } from '../db/open-database.ts'
import type { LogRates } from '../metrics/log-rates.ts'
import { sessionOver, type SessionRow } from '../sessions/session-row.ts'
import { done, type Outcome } from '../problem.ts'
import type { SessionStore } from '../sessions/session-store.ts'
import type { Vitality } from '../sessions/vitality.ts'
import type { EventLog } from '../stream/event-log.ts'
import type { LogLine } from './log-batch.ts'
import { writeLogId } from './log-id.ts'
import type { LogStore } from './log-store.ts'

export interface IngestDeps {
  db: Database
  clock: Clock
  logs: LogStore
  sessions: SessionStore
  rates: LogRates
  events: EventLog
  rules: AlertRules
  vitality: Vitality
  /** Lines kept for each session. */
  retention: number
  /** Last lines of an ended session are still taken this long; milliseconds. */
  stragglerMs: number
}

// A stream frame stays well below what a browser parses within a frame.
const BATCH_LINES = 500
const BATCH_CHARS = 256 * 1024
const WARN = LOG_LEVELS.indexOf('warn')
const ERROR = LOG_LEVELS.indexOf('error')

/** Takes the lines of a CLI: numbers, stores, counts and streams them in one transaction. */
export const createIngest = (deps: IngestDeps) => {
  const { db, clock, logs, sessions, rates, events, rules, vitality, retention, stragglerMs } = deps

  const stream = (row: SessionRow, bodies: readonly string[]): void => {
    const to = { tenantId: row.tenant_id, sessionId: row.session_id }
    let batch: string[] = []
    let chars = 0
    const flush = () => {
      if (batch.length === 1) events.append({ ...to, type: 'LogEntry', payload: batch[0] ?? '' })
      else if (batch.length > 1) events.append({ ...to, type: 'LogBatch', payload: `{"entries":[${batch.join(',')}]}` })
      batch = []
      chars = 0
    }
    for (const body of bodies) {
      if (batch.length === BATCH_LINES || (chars > 0 && chars + body.length > BATCH_CHARS)) flush()
      batch.push(body)
      chars += body.length
    }
    flush()
  }

  /** Drops old lines a hundredth of the retention at a time. */
  const droppedTo = (row: SessionRow, total: number): number => {
    const surplus = total - retention - row.log_pruned
    if (surplus <= retention / 100) return row.log_pruned
    logs.dropTo(row.no, total - retention)
    return total - retention
  }

  return (session: SessionRow, lines: readonly LogLine[]): Outcome<{ accepted: number }> =>
    db.write(() => {
      if (lines.length === 0) return done({ accepted: 0 })
      const row = vitality.beat(session)
      if (row.ended_at !== null && clock.now() - row.ended_at > stragglerMs) return sessionOver(row)
      const now = toIso(clock.now())
      const bodies: string[] = []
      let [n, warns, errors, sequence] = [row.log_total, 0, 0, -1]
      let firstError: string | null = null
      for (const line of lines) {
        n++
        const level = line.level ?? 'info'
        const rank = LOG_LEVELS.indexOf(level)
        const logId = writeLogId(row.no, n)
        const body = JSON.stringify({
          logId,
          ts: line.ts ? toIso(Date.parse(line.ts)) : now,
          level,
          source: line.source ?? 'cli',
          message: line.message,
          fields: line.fields ?? undefined,
          reloadSequence: line.reloadSequence ?? undefined,
          traceId: line.traceId ?? undefined,
        })
        bodies.push(body)
        logs.insert(row.no, { n, level: rank, body })
        if (rank === WARN) warns++
        if (rank >= ERROR) {
          errors++
          firstError ??= logId
        }
        if (line.reloadSequence != null && line.reloadSequence !== sequence) {
          sequence = line.reloadSequence
          logs.markReload(row.no, sequence, n)
        }
      }
      rates.add(row.no, row.tenant_id, lines.length, errors)
      const updated = sessions.update(row, {
        log_total: n,
        log_pruned: droppedTo(row, n),
        warn_count: row.warn_count + warns,
        error_count: row.error_count + errors,
      })
      stream(updated, bodies)
      rules.onLogs(updated, firstError)
      return done({ accepted: lines.length })
    })
}

export type Ingest = ReturnType<typeof createIngest>
