import { toIso } from '../clock.ts'
import type { Database } from '../db/open-database.ts'
import { createLives } from './lives.ts'
import { percentile } from './percentile.ts'
import type { ServerRuns } from './server-runs.ts'

/** A span of time cut into equal steps; milliseconds. */
export interface Span {
  from: number
  to: number
  stepMs: number
}

export interface Scope {
  tenantId: string
  /** `null`: all sessions of the tenant. */
  sessionNo: number | null
}

const bySteps = <Row extends { step: number }>(rows: readonly Row[]): Map<number, Row[]> => {
  const groups = new Map<number, Row[]>()
  for (const row of rows) groups.set(row.step, [...(groups.get(row.step) ?? []), row])
  return groups
}

/** Values over time for the charts. A step in which nothing could be measured is `null`. */
export const createSeries = (db: Database, runs: ServerRuns) => {
  const logs = db.prepare<{ step: number; lines: number; errors: number }>(
    `select cast((at * 1000 - ?3) / ?4 as integer) as step, sum(lines) as lines, sum(errors) as errors from log_rates
     where tenant_id = ?1 and (?2 is null or session_no = ?2) and at * 1000 >= ?3 and at * 1000 < ?5 group by step`,
  )
  const reloads = db.prepare<{ step: number; ms: number | null; success: number | null }>(
    `select cast((at - ?3) / ?4 as integer) as step, duration_ms as ms, success from reloads
     where tenant_id = ?1 and (?2 is null or session_no = ?2) and at >= ?3 and at < ?5`,
  )

  const ends = db.prepare<{ step: number; ms: number }>(
    `select cast((done_at - ?3) / ?4 as integer) as step, done_at - requested_at as ms from commands
     where tenant_id = ?1 and (?2 is null or session_no = ?2) and kind = 'terminate' and done_at >= ?3 and done_at < ?5`,
  )
  const lives = createLives(db)

  return (scope: Scope, span: Span, now: number) => {
    const { tenantId, sessionNo } = scope
    const { from, to, stepMs } = span
    const size = Math.ceil((to - from) / stepMs)
    const params = [tenantId, sessionNo, from, stepMs, to] as const
    const logSteps = new Map(logs.all(...params).map((row) => [row.step, row]))
    const reloadSteps = bySteps(reloads.all(...params))
    const endSteps = bySteps(ends.all(...params))
    const alive = lives(scope, span, now)
    const ran = runs.since(from)
    const measured = (step: number): boolean => {
      const [start, end] = [from + step * stepMs, from + (step + 1) * stepMs]
      return ran.some((run) => run.started_at < end && run.seen_at >= start)
    }
    const line = (name: string, unit: string, value: (step: number) => number | null) => ({
      name,
      unit,
      points: Array.from({ length: size }, (_, step) => ({
        at: toIso(from + step * stepMs),
        value: measured(step) ? value(step) : null,
      })),
    })
    const durations = (step: number) => (reloadSteps.get(step) ?? []).flatMap(({ ms }) => (ms === null ? [] : [ms]))
    const outcomes = (step: number) => (reloadSteps.get(step) ?? []).flatMap(({ success }) => success ?? [])

    return [
      line('reloadLatencyP50Ms', 'ms', (step) => percentile(durations(step), 0.5)),
      line('reloadLatencyP95Ms', 'ms', (step) => percentile(durations(step), 0.95)),
      line('reloadSuccessRate', 'ratio', (step) => {
        const known = outcomes(step)
        return known.length > 0 ? known.reduce((sum, value) => sum + value, 0) / known.length : null
      }),
      line('logThroughputPerSec', '1/s', (step) => ((logSteps.get(step)?.lines ?? 0) * 1000) / stepMs),
      line('errorRatePerMin', '1/min', (step) => ((logSteps.get(step)?.errors ?? 0) * 60_000) / stepMs),
      line('activeSessions', 'count', (step) => alive[step] ?? null),
      line('terminateLatencyP95Ms', 'ms', (step) =>
        percentile(
          (endSteps.get(step) ?? []).map(({ ms }) => ms),
          0.95,
        ),
      ),
    ]
  }
}

export type Series = ReturnType<typeof createSeries>
