import { toIso, toIsoOrNull } from '../clock.ts'
import type { ALERT_SEVERITIES, ALERT_STATES } from '../../../contracts/index.ts'
import type { Database, SqlValue } from '../db/open-database.ts'

export type AlertRule = 'reload.failed' | 'reload.failing' | 'logs.error-burst' | 'heartbeat.lost'
export type KnownState = (typeof ALERT_STATES)[number]

export interface AlertRow {
  alert_id: string
  tenant_id: string
  fingerprint: string
  rule: AlertRule
  severity: (typeof ALERT_SEVERITIES)[number]
  state: KnownState
  title: string
  message: string
  session_id: string | null
  plugin_id: string | null
  count: number
  first_raised_at: number
  last_raised_at: number
  resolved_at: number | null
  acknowledged_by: string | null
  snoozed_until: number | null
  log_id: string | null
  /** When the stream was told last. */
  told_at: number
  /** 1: it has counted on since then. */
  untold: 0 | 1
}

/** An alert as GraphQL and the stream show it. */
export const viewAlert = (row: AlertRow) => ({
  alertId: row.alert_id,
  fingerprint: row.fingerprint,
  severity: row.severity,
  state: row.state,
  title: row.title,
  message: row.message,
  sessionId: row.session_id,
  pluginId: row.plugin_id,
  count: row.count,
  firstRaisedAt: toIso(row.first_raised_at),
  lastRaisedAt: toIso(row.last_raised_at),
  resolvedAt: toIsoOrNull(row.resolved_at),
  acknowledgedBy: row.acknowledged_by,
  snoozedUntil: toIsoOrNull(row.snoozed_until),
  // The panel knows its runbooks by fingerprint (PX_DEV_RUNBOOK_URL).
  runbookUrl: null,
  logId: row.log_id,
})

export type AlertView = ReturnType<typeof viewAlert>

/** Alerts, one record for each fingerprint of a tenant. */
export const createAlertStore = (db: Database) => {
  const byFingerprint = db.prepare<AlertRow>('select * from alerts where tenant_id = ? and fingerprint = ?')

  return {
    byFingerprint: (tenantId: string, fingerprint: string): AlertRow | undefined =>
      byFingerprint.first(tenantId, fingerprint),
    inTenant: (tenantId: string, alertId: string): AlertRow | undefined =>
      db.prepare<AlertRow>('select * from alerts where tenant_id = ? and alert_id = ?').first(tenantId, alertId),

    insert(row: AlertRow): AlertRow {
      const names = Object.keys(row)
      const sql = `insert into alerts (${names.join(', ')}) values (${names.map(() => '?').join(', ')})`
      db.prepare(sql).run(...(Object.values(row) as SqlValue[]))
      return row
    },

    update(row: AlertRow, changes: Partial<AlertRow>): AlertRow {
      const sets = Object.keys(changes).map((name) => `${name} = ?`)
      const values = Object.values(changes) as SqlValue[]
      db.prepare(`update alerts set ${sets.join(', ')} where alert_id = ?`).run(...values, row.alert_id)
      return { ...row, ...changes }
    },

    /** Newest first; what is over comes last unless it is asked for. */
    list: (tenantId: string, state: KnownState | null, limit: number): AlertRow[] =>
      db
        .prepare<AlertRow>(
          `select * from alerts where tenant_id = ?1 and (?2 is null or state = ?2)
           order by state = 'RESOLVED', last_raised_at desc, alert_id limit ?3`,
        )
        .all(tenantId, state, limit),

    unresolvedOf: (tenantId: string, sessionId: string): AlertRow[] =>
      db
        .prepare<AlertRow>(`select * from alerts where tenant_id = ? and session_id = ? and state <> 'RESOLVED'`)
        .all(tenantId, sessionId),
    unresolvedByRule: (rule: AlertRule): AlertRow[] =>
      db.prepare<AlertRow>(`select * from alerts where rule = ? and state <> 'RESOLVED'`).all(rule),
    untoldSince: (at: number): AlertRow[] =>
      db.prepare<AlertRow>('select * from alerts where untold = 1 and told_at <= ?').all(at),
    hasUntold: (): boolean => db.prepare('select 1 from alerts where untold = 1 limit 1').first() !== undefined,
    snoozedUntil: (at: number): AlertRow[] =>
      db.prepare<AlertRow>(`select * from alerts where state = 'SNOOZED' and snoozed_until <= ?`).all(at),
  }
}

export type AlertStore = ReturnType<typeof createAlertStore>
