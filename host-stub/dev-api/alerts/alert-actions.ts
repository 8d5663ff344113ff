import type { Audit } from '../audit/audit.ts'
import { mayUsePanel, type Caller } from '../auth/caller.ts'
import { toIso, type Clock } from '../clock.ts'
import type { Database } from '../db/open-database.ts'
import { done, failed, type Outcome } from '../problem.ts'
import { allowedActions } from '../sessions/allowed-actions.ts'
import { accessOf } from '../sessions/session-row.ts'
import type { SessionStore } from '../sessions/session-store.ts'
import type { AlertDesk } from './alert-desk.ts'
import { viewAlert, type AlertRow, type AlertStore, type AlertView } from './alert-store.ts'

export interface AlertActionsDeps {
  db: Database
  clock: Clock
  alerts: AlertStore
  sessions: SessionStore
  desk: AlertDesk
  audit: Audit
}

interface Wanted {
  caller: Caller
  alertId: string
  requestId: string | null
}

const LONGEST_SNOOZE_MS = 7 * 24 * 3_600_000

/** What people do with alerts. */
export const createAlertActions = ({ db, clock, alerts, sessions, desk, audit }: AlertActionsDeps) => {
  const act = (
    { caller, alertId, requestId }: Wanted,
    action: 'alert.acknowledge' | 'alert.snooze',
    changes: (row: AlertRow) => Outcome<Partial<AlertRow>>,
  ): Outcome<AlertView> =>
    db.write(() => {
      const row = alerts.inTenant(caller.tenant.id, alertId)
      const session = row?.session_id ? sessions.find(row.session_id) : undefined
      const record = (result: 'done' | 'denied' | 'conflict' | 'failed') =>
        audit.record({ caller, action, sessionId: row?.session_id ?? null, result, requestId, details: { alertId } })
      // An alert outlives its session; who was in charge of the session stays in charge of it.
      const may = session && allowedActions(caller, { ...accessOf(session), live: true }).includes('ACKNOWLEDGE_ALERT')
      if (!mayUsePanel(caller) || (row && !may)) {
        record('denied')
        return failed('forbidden', 'The account may not handle this alert.')
      }
      if (!row) {
        record('failed')
        return failed('not-found', 'There is no such alert.')
      }
      const wanted = changes(row)
      if (!wanted.ok) {
        record(wanted.problem.kind === 'conflict' ? 'conflict' : 'failed')
        return wanted
      }
      record('done')
      return done(viewAlert(desk.tell('AlertUpdated', alerts.update(row, wanted.value))))
    })

  const over = (row: AlertRow) => failed('conflict', `The alert is ${row.state} already.`, { state: row.state })

  return {
    acknowledge: (wanted: Wanted): Outcome<AlertView> =>
      act(wanted, 'alert.acknowledge', (row) =>
        row.state === 'RESOLVED' || row.state === 'ACKNOWLEDGED'
          ? over(row)
          : done({ state: 'ACKNOWLEDGED', acknowledged_by: wanted.caller.person.name, snoozed_until: null }),
      ),

    snooze: (wanted: Wanted, until: Date): Outcome<AlertView> =>
      act(wanted, 'alert.snooze', (row) => {
        const at = until.getTime()
        const latest = clock.now() + LONGEST_SNOOZE_MS
        if (row.state === 'RESOLVED') return over(row)
        if (at <= clock.now() || at > latest) {
          return failed('bad-input', 'The time must lie in the future, at most 7 days away.', {
            field: 'until',
            latest: toIso(latest),
          })
        }
        return done({ state: 'SNOOZED', snoozed_until: at })
      }),
  }
}

export type AlertActions = ReturnType<typeof createAlertActions>
