import type { Database, SqlValue } from '../db/open-database.ts'
import type { SessionRow } from './session-row.ts'

type Fresh = Pick<
  SessionRow,
  | 'session_id'
  | 'tenant_id'
  | 'plugin_id'
  | 'developer_id'
  | 'registered_by'
  | 'reload_token_hash'
  | 'status'
  | 'started_at'
  | 'last_heartbeat_at'
  | 'heartbeat_told_at'
  | 'expires_at'
  | 'search_text'
  | 'facts'
>

/** Rows of sessions; whoever changes one gets the new row back. */
export const createSessionStore = (db: Database) => {
  const byId = db.prepare<SessionRow>('select * from sessions where session_id = ?')
  const byNo = db.prepare<SessionRow>('select * from sessions where no = ?')
  const live = db.prepare<SessionRow>(
    'select * from sessions where tenant_id = ? and plugin_id = ? and ended_at is null',
  )

  return {
    find: (sessionId: string): SessionRow | undefined => byId.first(sessionId),
    byNo: (no: number): SessionRow | undefined => byNo.first(no),
    /** A session of another tenant is as unknown as one that never was. */
    inTenant(tenantId: string, sessionId: string): SessionRow | undefined {
      const row = byId.first(sessionId)
      return row?.tenant_id === tenantId ? row : undefined
    },
    liveOf: (tenantId: string, pluginId: string): SessionRow | undefined => live.first(tenantId, pluginId),

    insert(fresh: Fresh): SessionRow {
      const names = Object.keys(fresh)
      const sql = `insert into sessions (${names.join(', ')}) values (${names.map(() => '?').join(', ')})`
      const { lastId } = db.prepare(sql).run(...Object.values(fresh))
      return byNo.first(lastId) as SessionRow
    },

    update(row: SessionRow, changes: Partial<SessionRow>): SessionRow {
      const sets = Object.keys(changes).map((name) => `${name} = ?`)
      const values = Object.values(changes) as SqlValue[]
      db.prepare(`update sessions set ${sets.join(', ')} where no = ?`).run(...values, row.no)
      return { ...row, ...changes }
    },

    /** Live sessions that have been silent since a time and have no open alert with this prefix for it. */
    silentWithoutAlert: (at: number, prefix: string): SessionRow[] =>
      db
        .prepare<SessionRow>(
          `select * from sessions s where ended_at is null and last_heartbeat_at <= ? and not exists (
             select 1 from alerts a where a.tenant_id = s.tenant_id and a.fingerprint = ? || s.session_id
             and a.state <> 'RESOLVED')`,
        )
        .all(at, prefix),
    expiredAt: (at: number): SessionRow[] =>
      db.prepare<SessionRow>('select * from sessions where ended_at is null and expires_at <= ?').all(at),
  }
}

export type SessionStore = ReturnType<typeof createSessionStore>
