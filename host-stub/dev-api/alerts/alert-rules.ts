import type { Clock } from '../clock.ts'
import type { Database } from '../db/open-database.ts'
import type { LogRates } from '../metrics/log-rates.ts'
import type { ReloadView } from '../sessions/reload-store.ts'
import type { SessionRow } from '../sessions/session-row.ts'
import type { SessionStore } from '../sessions/session-store.ts'
import type { SessionTiming } from '../sessions/timing.ts'
import { fingerprintOfAlert, type AlertDesk, type Raise } from './alert-desk.ts'
import type { AlertStore } from './alert-store.ts'

export interface AlertRulesDeps {
  db: Database
  clock: Clock
  desk: AlertDesk
  alerts: AlertStore
  sessions: SessionStore
  rates: LogRates
  timing: SessionTiming
}

const FAILING_AFTER = 3
const BURST_PER_MIN = 20
// An ongoing burst is one alert that counts, not one event for each batch of lines.
const BURST_NEWS_MS = 10_000

/** When an alert is raised and when it is over. */
export const createAlertRules = ({ db, clock, desk, alerts, sessions, rates, timing }: AlertRulesDeps) => {
  const raise = (row: SessionRow, alert: Omit<Raise, 'tenant_id' | 'session_id' | 'plugin_id'>): void =>
    desk.raise({ tenant_id: row.tenant_id, session_id: row.session_id, plugin_id: row.plugin_id, ...alert })

  const find = (row: SessionRow, rule: Raise['rule']) =>
    alerts.byFingerprint(row.tenant_id, fingerprintOfAlert(rule, row.session_id))

  return {
    onReload(row: SessionRow, reload: ReloadView): void {
      if (reload.success !== false) {
        desk.resolve(row.tenant_id, 'reload.failed', row.session_id)
        desk.resolve(row.tenant_id, 'reload.failing', row.session_id)
        return
      }
      const message = reload.error ?? 'The CLI gave no reason.'
      raise(row, {
        rule: 'reload.failed',
        severity: 'WARNING',
        title: `Reload of ${row.plugin_id} failed`,
        message,
        log_id: reload.firstLogId,
      })
      if (row.failures_in_row < FAILING_AFTER) return
      raise(row, {
        rule: 'reload.failing',
        severity: 'CRITICAL',
        title: `${row.failures_in_row} reloads of ${row.plugin_id} failed in a row`,
        message,
        log_id: reload.firstLogId,
      })
    },

    onLogs(row: SessionRow, errorLogId: string | null): void {
      if (errorLogId === null) return
      const { errorsPerMin } = rates.session(row.no)
      if (errorsPerMin < BURST_PER_MIN) return
      const known = find(row, 'logs.error-burst')
      const fresh = known && known.state !== 'RESOLVED' && clock.now() - known.last_raised_at < BURST_NEWS_MS
      if (fresh) return
      raise(row, {
        rule: 'logs.error-burst',
        severity: 'WARNING',
        title: `Many errors in ${row.plugin_id}`,
        message: `${errorsPerMin} error lines within the last minute.`,
        log_id: errorLogId,
      })
    },

    onSignOfLife(row: SessionRow): void {
      desk.resolve(row.tenant_id, 'heartbeat.lost', row.session_id)
    },

    onEnded(row: SessionRow): void {
      for (const alert of alerts.unresolvedOf(row.tenant_id, row.session_id)) {
        desk.resolve(row.tenant_id, alert.rule, row.session_id)
      }
    },

    /** What no message triggers: silence, bursts that fade, snoozes that end. */
    sweep(): void {
      db.write(() => {
        const silent = sessions.silentWithoutAlert(
          clock.now() - timing.lostMs,
          fingerprintOfAlert('heartbeat.lost', ''),
        )
        for (const row of silent) {
          raise(row, {
            rule: 'heartbeat.lost',
            severity: 'WARNING',
            title: `No heartbeat from ${row.plugin_id}`,
            message: `Nothing was heard of the CLI for ${timing.lostMs / 1000} seconds.`,
          })
        }
        for (const alert of alerts.unresolvedByRule('logs.error-burst')) {
          const row = alert.session_id === null ? undefined : sessions.find(alert.session_id)
          if (row && rates.session(row.no).errorsPerMin < BURST_PER_MIN) {
            desk.resolve(alert.tenant_id, alert.rule, row.session_id)
          }
        }
        for (const alert of alerts.snoozedUntil(clock.now())) {
          desk.tell('AlertUpdated', alerts.update(alert, { state: 'OPEN', snoozed_until: null }))
        }
      })
    },
  }
}

export type AlertRules = ReturnType<typeof createAlertRules>
