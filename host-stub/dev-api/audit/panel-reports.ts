import { z } from 'zod'
import { mayUsePanel, type Caller } from '../auth/caller.ts'
import { toIso, type Clock } from '../clock.ts'
import type { Database } from '../db/open-database.ts'
import { done, failed, type Outcome } from '../problem.ts'
import type { Random } from '../random.ts'
import { allowedActions } from '../sessions/allowed-actions.ts'
import { accessOf } from '../sessions/session-row.ts'
import type { Escalation } from '../escalation/escalation.ts'
import type { SessionStore } from '../sessions/session-store.ts'
import type { Audit } from './audit.ts'

const record = z.custom<Record<string, unknown>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'must be an object',
)
const time = z.iso.datetime({ offset: true })

/** What the panel did with a log, to be recorded before it does it. */
export const auditReportSchema = z.object({
  action: z.enum(['logs.export', 'log.reveal']),
  sessionIds: z.array(z.string().min(1).max(128)).min(1).max(1000),
  lines: z.number().int().nonnegative().nullish(),
  from: time.nullish(),
  to: time.nullish(),
  filter: z.union([z.string().max(4000), record]).nullish(),
  masked: z.boolean().nullish(),
})
export type AuditReport = z.output<typeof auditReportSchema>

/** What the panel wants people to be told of. */
export const notificationSchema = z.object({
  kind: z.enum(['stream.disconnected', 'terminate.failing']),
  severity: z.string().min(1).max(50),
  since: time,
  count: z.number().int().nonnegative(),
  sessionId: z.string().min(1).max(128).nullish(),
  details: record.nullish(),
})
export type Notification = z.output<typeof notificationSchema>

export interface PanelReportsDeps {
  db: Database
  clock: Clock
  random: Random
  sessions: SessionStore
  audit: Audit
  escalation: Escalation
}

const NEEDED = { 'logs.export': 'EXPORT_LOGS', 'log.reveal': 'REVEAL_MASKED' } as const

/** What the panel itself reports: exports and reveals for the audit trail, and its own failures. */
export const createPanelReports = ({ db, clock, random, sessions, audit, escalation }: PanelReportsDeps) => {
  const unknownSession = (caller: Caller, ids: readonly string[]) =>
    ids.find((id) => !sessions.inTenant(caller.tenant.id, id))

  return {
    audit: (caller: Caller, report: AuditReport, requestId: string | null): Outcome<{ auditId: string }> =>
      db.write(() => {
        const { action, ...details } = report
        const ids = report.sessionIds
        const record = (result: 'done' | 'denied') =>
          audit.record({
            caller,
            action,
            sessionId: ids.length === 1 ? (ids[0] ?? null) : null,
            result,
            requestId,
            details,
          })
        const missing = unknownSession(caller, ids)
        if (mayUsePanel(caller) && missing) {
          return failed('not-found', 'There is no such session.', { sessionId: missing })
        }
        const may = ids.every((id) => {
          const row = sessions.inTenant(caller.tenant.id, id)
          return row && allowedActions(caller, accessOf(row)).includes(NEEDED[action])
        })
        if (!may) {
          record('denied')
          return failed('forbidden', 'The account may not do this with these sessions.')
        }
        return done({ auditId: record('done') })
      }),

    /** Stores the notification and whom it is sent to; sending it is not waited for. */
    notify(
      caller: Caller,
      notification: Notification,
    ): Outcome<{ notificationId: string; routedTo: readonly string[] }> {
      if (!mayUsePanel(caller)) return failed('forbidden', 'The account may not send notifications.')
      const { sessionId } = notification
      if (sessionId && unknownSession(caller, [sessionId])) {
        return failed('not-found', 'There is no such session.', { sessionId })
      }
      const notificationId = random.uuid()
      const pluginId = sessionId ? (sessions.inTenant(caller.tenant.id, sessionId)?.plugin_id ?? null) : null
      return db.write(() => {
        const routedTo = escalation.accept({ ...notification, ...caller, notificationId, pluginId })
        db.prepare('insert into notifications values (?, ?, ?, ?, ?)').run(
          notificationId,
          caller.tenant.id,
          clock.now(),
          caller.person.id,
          JSON.stringify({ ...notification, routedTo, receivedAt: toIso(clock.now()) }),
        )
        return done({ notificationId, routedTo })
      })
    },
  }
}

export type PanelReports = ReturnType<typeof createPanelReports>
