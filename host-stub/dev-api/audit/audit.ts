import { mayUsePanel, type Caller } from '../auth/caller.ts'
import { toIso, type Clock } from '../clock.ts'
import type { Database } from '../db/open-database.ts'
import { done, failed, type Outcome } from '../problem.ts'
import type { Random } from '../random.ts'
import type { EventLog } from '../stream/event-log.ts'

/** `accepted`: on its way, the session's events tell the rest. */
export type AuditResult = 'accepted' | 'done' | 'denied' | 'conflict' | 'failed'

export interface NewAudit {
  caller: Caller
  action: string
  sessionId: string | null
  result: AuditResult
  reason?: string | null
  requestId: string | null
  details?: object
}

interface AuditRow {
  audit_id: string
  at: number
  action: string
  session_id: string | null
  actor: string
  result: string
  reason: string | null
  request_id: string | null
  details: string
  done_at?: number | null
  outcome?: string | null
}

export interface AuditDeps {
  db: Database
  clock: Clock
  random: Random
  events: EventLog
}

/** How the command came out is known later than its row is written, and rows are never changed. */
const viewAudit = (row: AuditRow) => ({
  auditId: row.audit_id,
  at: toIso(row.at),
  action: row.action,
  sessionId: row.session_id,
  actor: row.actor,
  result: row.result,
  reason: row.reason,
  requestId: row.request_id,
  details: {
    ...(JSON.parse(row.details) as object),
    ...(row.done_at ? { completedAt: toIso(row.done_at), outcome: row.outcome } : {}),
  },
})

const PAGE = `from admin_dev_hotload_audit a where a.tenant_id = ?1 and (?2 is null or a.session_id = ?2
  or exists (select 1 from json_each(a.details, '$.sessionIds') where value = ?2))`

/** Who did what, when, with what result; rows are only ever added. */
export const createAudit = ({ db, clock, random, events }: AuditDeps) => ({
  /** Writes the row and tells the stream, inside the caller's transaction if there is one. */
  record({ caller, action, sessionId, result, reason = null, requestId, details = {} }: NewAudit): string {
    const { person, tenant } = caller
    const row: AuditRow = {
      audit_id: random.uuid(),
      at: clock.now(),
      action,
      session_id: sessionId,
      actor: person.name,
      result,
      reason,
      request_id: requestId,
      details: JSON.stringify({ ...details, actorId: person.id, actorRole: person.role }),
    }
    db.write(() => {
      db.prepare(
        `insert into admin_dev_hotload_audit (audit_id, tenant_id, at, action, session_id, actor, actor_id, result, reason,
           request_id, details) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ).run(
        row.audit_id,
        tenant.id,
        row.at,
        action,
        sessionId,
        row.actor,
        person.id,
        result,
        reason,
        requestId,
        row.details,
      )
      events.append({ tenantId: tenant.id, sessionId, type: 'AuditRecorded', payload: viewAudit(row) })
    })
    return row.audit_id
  },

  /** Newest first. */
  page(caller: Caller, { sessionId, limit, offset }: { sessionId: string | null; limit: number; offset: number }) {
    if (!mayUsePanel(caller)) return failed('forbidden', 'The account may not read the audit trail.')
    const rows = db
      .prepare<AuditRow>(
        `select a.*, (select done_at from commands c where c.audit_id = a.audit_id) as done_at,
           (select outcome from commands c where c.audit_id = a.audit_id) as outcome
         ${PAGE} order by a.no desc limit ?3 offset ?4`,
      )
      .all(caller.tenant.id, sessionId, limit, offset)
    const total = db.prepare<{ total: number }>(`select count(*) as total ${PAGE}`).first(caller.tenant.id, sessionId)
    const page: Outcome<{ items: ReturnType<typeof viewAudit>[]; totalCount: number; limit: number; offset: number }> =
      done({ items: rows.map(viewAudit), totalCount: total?.total ?? 0, limit, offset })
    return page
  },
})

export type Audit = ReturnType<typeof createAudit>
