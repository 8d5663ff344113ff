import type { EventLog } from '../stream/event-log.ts'
import type { ReloadView } from './reload-store.ts'
import { accessOf, type SessionRow } from './session-row.ts'
import type { SessionViews } from './session-view.ts'

/** Tells the stream about sessions. To be called inside the transaction that changes the row. */
export const createSessionNews = (events: EventLog, views: SessionViews) => {
  const tell = (row: SessionRow, type: 'SessionStarted' | 'SessionUpdated', payload: object): void =>
    events.append({ tenantId: row.tenant_id, sessionId: row.session_id, type, payload, access: accessOf(row) })

  return {
    started: (row: SessionRow): void => tell(row, 'SessionStarted', views.session(row)),
    /** The whole session; `extra` are fields beside the contract's. */
    updated: (row: SessionRow, extra: object = {}): void =>
      tell(row, 'SessionUpdated', { ...views.session(row), ...extra }),
    /** Only what moved; what a caller may do has not changed. */
    patched: (row: SessionRow, patch: object): void =>
      events.append({
        tenantId: row.tenant_id,
        sessionId: row.session_id,
        type: 'SessionUpdated',
        payload: { sessionId: row.session_id, ...patch },
      }),
    reloaded: (row: SessionRow, reload: ReloadView): void =>
      events.append({ tenantId: row.tenant_id, sessionId: row.session_id, type: 'SessionReloaded', payload: reload }),
    terminated: (row: SessionRow, payload: object): void =>
      events.append({ tenantId: row.tenant_id, sessionId: row.session_id, type: 'SessionTerminated', payload }),
  }
}

export type SessionNews = ReturnType<typeof createSessionNews>
