import type { Clock } from '../clock.ts'
import type { Database } from '../db/open-database.ts'

/** Rates look at this many seconds. */
const RATE_WINDOW_S = 10
const ERROR_WINDOW_S = 60
const KEPT_S = 24 * 3600

/** Counts log lines by the second in which they arrived. */
export const createLogRates = (db: Database, clock: Clock) => {
  const second = () => Math.floor(clock.now() / 1000)
  const upsert = db.prepare(
    `insert into log_rates (session_no, at, tenant_id, lines, errors) values (?1, ?2, ?3, ?4, ?5)
     on conflict do update set lines = lines + ?4, errors = errors + ?5`,
  )
  const ofSession = db.prepare<{ lines: number; errors: number }>(
    `select coalesce(sum(case when at > ?2 then lines end), 0) as lines, coalesce(sum(errors), 0) as errors
     from log_rates where session_no = ?1 and at > ?3`,
  )
  const ofTenant = db.prepare<{ lines: number; errors: number }>(
    `select coalesce(sum(case when at > ?2 then lines end), 0) as lines, coalesce(sum(errors), 0) as errors
     from log_rates where tenant_id = ?1 and at > ?3`,
  )
  const rates = (row: { lines: number; errors: number } | undefined) => ({
    logsPerSec: (row?.lines ?? 0) / RATE_WINDOW_S,
    errorsPerMin: row?.errors ?? 0,
  })

  return {
    add(sessionNo: number, tenantId: string, lines: number, errors: number): void {
      upsert.run(sessionNo, second(), tenantId, lines, errors)
    },
    session: (sessionNo: number) =>
      rates(ofSession.first(sessionNo, second() - RATE_WINDOW_S, second() - ERROR_WINDOW_S)),
    tenant: (tenantId: string) => rates(ofTenant.first(tenantId, second() - RATE_WINDOW_S, second() - ERROR_WINDOW_S)),
    prune: (): void => void db.prepare('delete from log_rates where at < ?').run(second() - KEPT_S),
  }
}

export type LogRates = ReturnType<typeof createLogRates>
