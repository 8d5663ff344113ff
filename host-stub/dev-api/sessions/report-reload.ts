import { z } from 'zod'
import type { AlertRules } from '../alerts/alert-rules.ts'
import type { Clock } from '../clock.ts'
import type { Database } from '../db/open-database.ts'
import { percentile } from '../metrics/percentile.ts'
import { done } from '../problem.ts'
import type { CommandStore } from './command-store.ts'
import type { ReloadStore } from './reload-store.ts'
import type { SessionNews } from './session-news.ts'
import { sessionOver, type KnownStatus, type SessionFacts, type SessionRow } from './session-row.ts'
import type { SessionStore } from './session-store.ts'
import type { Vitality } from './vitality.ts'

const milliseconds = z
  .number()
  .nonnegative()
  .max(86_400_000)
  .transform((ms) => Math.round(ms))
  .nullish()

/** What a CLI says of a reload. */
export const reloadReportSchema = z.object({
  sessionId: z.string().min(1).max(128),
  reloadToken: z.string().max(500).nullish(),
  sequence: z.number().int().nonnegative().max(2_147_483_647).nullish(),
  durationMs: milliseconds,
  buildTimeMs: milliseconds,
  changedFiles: z.array(z.string().max(4000)).max(10_000).nullish(),
  trigger: z.string().max(200).nullish(),
  mode: z.string().max(50).nullish(),
  success: z.boolean().nullish(),
  error: z.string().max(100_000).nullish(),
  buildHash: z.string().max(200).nullish(),
})
export type ReloadReport = z.output<typeof reloadReportSchema>

export interface ReportReloadDeps {
  db: Database
  clock: Clock
  store: SessionStore
  reloads: ReloadStore
  commands: CommandStore
  news: SessionNews
  rules: AlertRules
  vitality: Vitality
}

const P95_OF_LAST = 100

/** Takes the report of a reload, once for each reload id. */
export const createReportReload = (deps: ReportReloadDeps) => {
  const { db, clock, store, reloads, commands, news, rules, vitality } = deps

  /** A reload that the panel asked for is over when its report comes; another one does not end the waiting. */
  const statusAfter = (row: SessionRow, reloadId: string, success: boolean): KnownStatus => {
    if (row.status === 'TERMINATING') return row.status
    const asked = commands.open(row.no, 'reload')
    if (asked && asked.reload_id !== reloadId) return 'RELOADING'
    if (asked) commands.close(asked.audit_id, clock.now(), success ? 'done' : 'failed')
    return success ? 'ACTIVE' : 'FAILED'
  }

  return (session: SessionRow, report: ReloadReport, reloadId: string) =>
    db.write(() => {
      const known = reloads.byReloadId(session.no, reloadId)
      if (known) return done({ sessionId: session.session_id, sequence: known.sequence })
      const row = vitality.beat(session)
      if (row.ended_at !== null) return sessionOver(row)
      const now = clock.now()
      const success = report.success ?? true
      // The CLI counts; only a count that does not go up is corrected, since reloads are paged by it.
      const sequence = Math.max(report.sequence ?? 0, row.last_sequence + 1)
      const { no, view } = reloads.insert({
        sessionNo: row.no,
        tenantId: row.tenant_id,
        reloadId,
        sequence,
        at: now,
        durationMs: report.durationMs ?? null,
        buildTimeMs: report.buildTimeMs ?? null,
        mode: report.mode ?? null,
        trigger: report.trigger ?? null,
        changedFiles: report.changedFiles ?? [],
        success: report.success ?? null,
        error: report.error ?? null,
      })
      const facts = JSON.parse(row.facts) as SessionFacts
      const updated = store.update(row, {
        status: statusAfter(row, reloadId, success),
        status_reason: success ? null : (report.error ?? 'The reload failed.'),
        last_reload_at: now,
        last_reload_no: no,
        last_sequence: sequence,
        reload_count: row.reload_count + 1,
        reload_failure_count: row.reload_failure_count + (success ? 0 : 1),
        failures_in_row: success ? 0 : row.failures_in_row + 1,
        build_time_ms: report.buildTimeMs ?? row.build_time_ms,
        latency_ms: report.durationMs ?? row.latency_ms,
        latency_p95_ms: percentile(reloads.recentDurations(row.no, P95_OF_LAST), 0.95),
        facts: report.buildHash ? JSON.stringify({ ...facts, buildHash: report.buildHash }) : row.facts,
      })
      news.reloaded(updated, view)
      news.updated(updated)
      rules.onReload(updated, view)
      return done({ sessionId: updated.session_id, sequence })
    })
}

export type ReportReload = ReturnType<typeof createReportReload>
