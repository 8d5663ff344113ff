import type { Database } from '../db/open-database.ts'
import type { KnownStatus } from './session-row.ts'

export type CommandKind = 'terminate' | 'reload'

/** A command on its way; `done_at` is null until its effect was seen or its time was over. */
export interface CommandRow {
  audit_id: string
  tenant_id: string
  session_no: number
  kind: CommandKind
  reload_id: string | null
  reason: string | null
  former_status: KnownStatus
  requested_at: number
  deadline_at: number
  done_at: number | null
  outcome: 'done' | 'failed' | 'timeout' | null
}

/** Commands that the panel gave, so that a restart forgets none. */
export const createCommandStore = (db: Database) => ({
  open: (sessionNo: number, kind: CommandKind): CommandRow | undefined =>
    db
      .prepare<CommandRow>('select * from commands where session_no = ? and kind = ? and done_at is null')
      .first(sessionNo, kind),

  insert(command: CommandRow): void {
    db.prepare('insert into commands values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)').run(
      command.audit_id,
      command.tenant_id,
      command.session_no,
      command.kind,
      command.reload_id,
      command.reason,
      command.former_status,
      command.requested_at,
      command.deadline_at,
      command.done_at,
      command.outcome,
    )
  },

  close: (auditId: string, at: number, outcome: NonNullable<CommandRow['outcome']>): void =>
    void db.prepare('update commands set done_at = ?, outcome = ? where audit_id = ?').run(at, outcome, auditId),

  overdue: (at: number): CommandRow[] =>
    db.prepare<CommandRow>('select * from commands where done_at is null and deadline_at <= ?').all(at),

  /** Milliseconds from request to end of the terminations since a time; of one session, or of all. */
  terminateLatencies: (tenantId: string, sessionNo: number | null, since: number): number[] =>
    db
      .prepare<{ ms: number }>(
        `select done_at - requested_at as ms from commands
         where tenant_id = ?1 and (?2 is null or session_no = ?2) and kind = 'terminate' and done_at >= ?3`,
      )
      .all(tenantId, sessionNo, since)
      .map(({ ms }) => ms),
})

export type CommandStore = ReturnType<typeof createCommandStore>
