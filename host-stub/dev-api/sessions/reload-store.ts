import { toIso } from '../clock.ts'
import type { Database } from '../db/open-database.ts'
import { writeLogId } from '../logs/log-id.ts'

interface ReloadRow {
  no: number
  session_no: number
  reload_id: string
  sequence: number
  at: number
  duration_ms: number | null
  build_time_ms: number | null
  mode: string | null
  trigger: string | null
  changed_files: string
  success: number | null
  error: string | null
  first_n: number | null
}

export interface NewReload {
  sessionNo: number
  tenantId: string
  reloadId: string
  sequence: number
  at: number
  durationMs: number | null
  buildTimeMs: number | null
  mode: string | null
  trigger: string | null
  changedFiles: readonly string[]
  success: boolean | null
  error: string | null
}

/** A reload as GraphQL and the stream show it. */
export const viewReload = (row: ReloadRow) => ({
  reloadId: row.reload_id,
  sequence: row.sequence,
  at: toIso(row.at),
  durationMs: row.duration_ms,
  buildTimeMs: row.build_time_ms,
  mode: row.mode,
  trigger: row.trigger,
  changedFiles: JSON.parse(row.changed_files) as string[],
  success: row.success === null ? null : row.success === 1,
  error: row.error === null ? null : (JSON.parse(row.error) as string),
  firstLogId: row.first_n === null ? null : writeLogId(row.session_no, row.first_n),
})

export type ReloadView = ReturnType<typeof viewReload>

// The log says which of its lines belong to which reload, before or after the reload itself is reported.
const SELECT = `select r.*, m.first_n from reloads r
  left join reload_marks m on m.session_no = r.session_no and m.sequence = r.sequence`

/** The reloads of all sessions. */
export const createReloadStore = (db: Database) => {
  const byNo = db.prepare<ReloadRow>(`${SELECT} where r.no = ?`)
  const byReloadId = db.prepare<ReloadRow>(`${SELECT} where r.session_no = ? and r.reload_id = ?`)

  return {
    insert(reload: NewReload): { no: number; view: ReloadView } {
      const { lastId } = db
        .prepare(
          `insert into reloads (session_no, tenant_id, reload_id, sequence, at, duration_ms, build_time_ms, mode, trigger,
             changed_files, success, error) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        )
        .run(
          reload.sessionNo,
          reload.tenantId,
          reload.reloadId,
          reload.sequence,
          reload.at,
          reload.durationMs,
          reload.buildTimeMs,
          reload.mode,
          reload.trigger,
          JSON.stringify(reload.changedFiles),
          reload.success,
          reload.error === null ? null : JSON.stringify(reload.error),
        )
      return { no: lastId, view: viewReload(byNo.first(lastId) as ReloadRow) }
    },

    byReloadId: (sessionNo: number, reloadId: string): ReloadRow | undefined => byReloadId.first(sessionNo, reloadId),
    byNo: (no: number): ReloadView | null => {
      const row = byNo.first(no)
      return row ? viewReload(row) : null
    },

    /** Newest first; `before` is a sequence. */
    list: (sessionNo: number, limit: number, before: number | null): ReloadView[] =>
      db
        .prepare<ReloadRow>(`${SELECT} where r.session_no = ? and r.sequence < ? order by r.sequence desc limit ?`)
        .all(sessionNo, before ?? Number.MAX_SAFE_INTEGER, limit)
        .map(viewReload),

    /** Durations of the newest reloads that said how long they took. */
    recentDurations: (sessionNo: number, limit: number): number[] =>
      db
        .prepare<{ ms: number }>(
          `select duration_ms as ms from reloads where session_no = ? and duration_ms is not null
           order by sequence desc limit ?`,
        )
        .all(sessionNo, limit)
        .map(({ ms }) => ms),
  }
}

export type ReloadStore = ReturnType<typeof createReloadStore>
