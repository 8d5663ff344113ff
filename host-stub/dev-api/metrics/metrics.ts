import { toIso, type Clock } from '../clock.ts'
import type { Database } from '../db/open-database.ts'
import type { CommandStore } from '../sessions/command-store.ts'
import type { LogRates } from './log-rates.ts'
import { percentile } from './percentile.ts'
import type { Scope, Series } from './series.ts'
import { THRESHOLDS } from './thresholds.ts'

export interface MetricsDeps {
  db: Database
  clock: Clock
  rates: LogRates
  commands: CommandStore
  series: Series
}

export interface Window {
  windowMs: number
  stepMs: number
}

export const DEFAULT_WINDOW: Window = { windowMs: 900_000, stepMs: 15_000 }
const MAX_POINTS = 1000

/** Figures of a tenant or of one session. */
export const createMetrics = ({ db, clock, rates, commands, series }: MetricsDeps) => {
  const active = db.prepare<{ count: number }>(
    'select count(*) as count from sessions where tenant_id = ?1 and ended_at is null and (?2 is null or no = ?2)',
  )
  const reloads = db.prepare<{ ms: number | null; success: number | null }>(
    `select duration_ms as ms, success from reloads
     where tenant_id = ?1 and (?2 is null or session_no = ?2) and at >= ?3`,
  )

  const snapshot = ({ tenantId, sessionNo }: Scope, windowMs: number) => {
    const since = clock.now() - windowMs
    const rows = reloads.all(tenantId, sessionNo, since)
    const durations = rows.flatMap(({ ms }) => (ms === null ? [] : [ms]))
    const outcomes = rows.flatMap(({ success }) => success ?? [])
    const { logsPerSec, errorsPerMin } = sessionNo === null ? rates.tenant(tenantId) : rates.session(sessionNo)
    return {
      activeSessions: active.first(tenantId, sessionNo)?.count ?? 0,
      reloadLatencyP50Ms: percentile(durations, 0.5),
      reloadLatencyP95Ms: percentile(durations, 0.95),
      reloadSuccessRate: outcomes.length > 0 ? outcomes.reduce((sum, one) => sum + one, 0) / outcomes.length : null,
      logThroughputPerSec: logsPerSec,
      errorRatePerMin: errorsPerMin,
      terminateLatencyP95Ms: percentile(commands.terminateLatencies(tenantId, sessionNo, since), 0.95),
      generatedAt: toIso(clock.now()),
    }
  }

  return {
    /** Without series: what `MetricsUpdated` carries. */
    snapshot,

    /** The series are worked out when somebody asks for them. */
    full(scope: Scope, { windowMs, stepMs }: Window) {
      const step = Math.max(stepMs, Math.ceil(windowMs / MAX_POINTS))
      return {
        ...snapshot(scope, windowMs),
        thresholds: THRESHOLDS,
        series: () => {
          // Steps begin at round times, so that charts do not tremble from one poll to the next.
          const to = Math.ceil((clock.now() + 1) / step) * step
          return series(scope, { from: to - Math.ceil(windowMs / step) * step, to, stepMs: step }, clock.now())
        },
      }
    },
  }
}

export type Metrics = ReturnType<typeof createMetrics>
