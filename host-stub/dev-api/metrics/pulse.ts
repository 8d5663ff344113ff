import type { Database } from '../db/open-database.ts'
import type { SessionNews } from '../sessions/session-news.ts'
import type { SessionStore } from '../sessions/session-store.ts'
import type { SessionViews } from '../sessions/session-view.ts'
import type { EventHub } from '../stream/event-hub.ts'
import type { EventLog } from '../stream/event-log.ts'
import { DEFAULT_WINDOW, type Metrics } from './metrics.ts'

export interface PulseDeps {
  db: Database
  hub: EventHub
  events: EventLog
  sessions: SessionStore
  views: SessionViews
  news: SessionNews
  metrics: Metrics
}

/** Tells the stream how figures moved, now and then instead of with every line. */
export const createPulse = ({ db, hub, events, sessions, views, news, metrics }: PulseDeps) => {
  const moved = new Set<string>()
  const movedTenants = new Set<string>()
  let telling = false

  // Whatever happens to a session moves figures; what the pulse says itself does not.
  const watch = (tenantId: string) =>
    hub.subscribe(tenantId, ({ type, sessionId }) => {
      if (telling || type === 'AuditRecorded') return
      movedTenants.add(tenantId)
      if (sessionId !== null && (type === 'LogEntry' || type === 'LogBatch')) moved.add(sessionId)
    })

  const tellSession = (sessionId: string): void => {
    const row = sessions.find(sessionId)
    if (!row) return
    const figures = views.metrics(row)
    news.patched(row, { metrics: figures })
    // The rate falls back to zero although nothing happens any more.
    if (figures.logRatePerSec === 0) moved.delete(sessionId)
    else movedTenants.add(row.tenant_id)
  }

  return {
    watch,
    beat(): void {
      if (moved.size === 0 && movedTenants.size === 0) return
      const tenants = [...movedTenants]
      movedTenants.clear()
      telling = true
      try {
        db.write(() => {
          moved.forEach(tellSession)
          for (const tenantId of tenants) {
            const payload = metrics.snapshot({ tenantId, sessionNo: null }, DEFAULT_WINDOW.windowMs)
            events.append({ tenantId, sessionId: null, type: 'MetricsUpdated', payload })
          }
        })
      } finally {
        telling = false
      }
    },
  }
}

export type Pulse = ReturnType<typeof createPulse>
