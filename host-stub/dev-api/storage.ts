import { createAlertStore } from './alerts/alert-store.ts'
import { createIdempotency } from './db/idempotency.ts'
import { readMeta } from './db/meta.ts'
import { migrate } from './db/migrations.ts'
import { openDatabase } from './db/open-database.ts'
import { createOutbox } from './escalation/outbox.ts'
import type { Clock } from './clock.ts'
import type { Limits } from './limits.ts'
import { createLogStore } from './logs/log-store.ts'
import { createLogRates } from './metrics/log-rates.ts'
import { createServerRuns } from './metrics/server-runs.ts'
import { createCommandStore } from './sessions/command-store.ts'
import { createReloadStore } from './sessions/reload-store.ts'
import { createSessionStore } from './sessions/session-store.ts'
import { createEventHub } from './stream/event-hub.ts'
import { createEventIds } from './stream/event-id.ts'
import { createEventLog } from './stream/event-log.ts'

/** Opens the database and everything that reads and writes rows. */
export const openStorage = (path: string, clock: Clock, limits: Limits) => {
  const db = openDatabase(path)
  migrate(db)
  const hub = createEventHub()
  const events = createEventLog({
    db,
    clock,
    hub,
    retention: limits.eventRetention,
    retentionChars: limits.eventRetentionChars,
  })
  return {
    db,
    hub,
    events,
    // Named by its birth: the ids of a newer database sort behind those of an older one.
    ids: createEventIds(readMeta(db, 'event-log', () => clock.now().toString(36))),
    store: createSessionStore(db),
    reloads: createReloadStore(db),
    commandStore: createCommandStore(db),
    logs: createLogStore(db),
    alerts: createAlertStore(db),
    rates: createLogRates(db, clock),
    runs: createServerRuns(db, clock),
    idempotency: createIdempotency(db, clock),
    outbox: createOutbox(db, clock),
  }
}

export type Storage = ReturnType<typeof openStorage>
