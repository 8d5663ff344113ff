import type { Clock } from '../clock.ts'
import type { Database } from '../db/open-database.ts'
import type { Random } from '../random.ts'
import type { EventLog } from '../stream/event-log.ts'
import { viewAlert, type AlertRow, type AlertRule, type AlertStore } from './alert-store.ts'

export interface AlertDeskDeps {
  db: Database
  clock: Clock
  random: Random
  events: EventLog
  store: AlertStore
}

export type Raise = Pick<AlertRow, 'tenant_id' | 'rule' | 'severity' | 'title' | 'message'> & {
  session_id: string
  plugin_id: string
  log_id?: string | null
}

/** One alert for each rule and session. */
export const fingerprintOfAlert = (rule: AlertRule, sessionId: string): string => `${rule}:${sessionId}`

/** The stream hears of a count at most this often, and at the latest one round of `tellUntold` after that. */
const NEWS_MS = 100

/** Raises, counts and resolves alerts, and tells the stream. */
export const createAlertDesk = ({ db, clock, random, events, store }: AlertDeskDeps) => {
  const tell = (type: 'AlertRaised' | 'AlertUpdated' | 'AlertResolved', row: AlertRow): AlertRow => {
    const told = store.update(row, { told_at: clock.now(), untold: 0 })
    events.append({ tenantId: told.tenant_id, sessionId: told.session_id, type, payload: viewAlert(told) })
    return told
  }

  // A restart may have come between a count and its event.
  let mayBeUntold = true

  return {
    tell,

    /** A second time while it is open only counts; after it was resolved it opens again. */
    raise({ log_id = null, ...alert }: Raise): void {
      db.write(() => {
        const now = clock.now()
        const fingerprint = fingerprintOfAlert(alert.rule, alert.session_id)
        const known = store.byFingerprint(alert.tenant_id, fingerprint)
        if (!known) {
          const fresh = { ...alert, fingerprint, log_id, state: 'OPEN', count: 1 } as const
          const times = { first_raised_at: now, last_raised_at: now, resolved_at: null, snoozed_until: null }
          const nobody = { acknowledged_by: null, told_at: now, untold: 0 } as const
          tell('AlertRaised', store.insert({ alert_id: random.uuid(), ...fresh, ...times, ...nobody }))
          return
        }
        const news = { message: alert.message, log_id, last_raised_at: now, count: known.count + 1 }
        if (known.state !== 'RESOLVED' && now - known.told_at < NEWS_MS) {
          store.update(known, { ...news, untold: 1 })
          mayBeUntold = true
          return
        }
        if (known.state !== 'RESOLVED') {
          tell('AlertUpdated', store.update(known, news))
          return
        }
        const reopened = { state: 'OPEN', resolved_at: null, acknowledged_by: null, snoozed_until: null } as const
        tell('AlertRaised', store.update(known, { ...news, ...reopened }))
      })
    },

    /** Tells what has only been counted, all of a storm in one event. */
    tellUntold(): void {
      if (!mayBeUntold) return
      db.write(() => store.untoldSince(clock.now() - NEWS_MS).forEach((row) => tell('AlertUpdated', row)))
      mayBeUntold = store.hasUntold()
    },

    resolve(tenantId: string, rule: AlertRule, sessionId: string): void {
      const known = store.byFingerprint(tenantId, fingerprintOfAlert(rule, sessionId))
      if (!known || known.state === 'RESOLVED') return
      db.write(() => tell('AlertResolved', store.update(known, { state: 'RESOLVED', resolved_at: clock.now() })))
    },
  }
}

export type AlertDesk = ReturnType<typeof createAlertDesk>
