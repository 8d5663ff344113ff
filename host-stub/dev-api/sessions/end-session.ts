import type { AlertRules } from '../alerts/alert-rules.ts'
import { toIso, type Clock } from '../clock.ts'
import type { Database } from '../db/open-database.ts'
import type { CommandStore } from './command-store.ts'
import type { SessionNews } from './session-news.ts'
import type { SessionRow } from './session-row.ts'
import type { SessionStore } from './session-store.ts'

export interface EndSessionDeps {
  db: Database
  clock: Clock
  store: SessionStore
  commands: CommandStore
  news: SessionNews
  rules: AlertRules
}

export interface Ending {
  status: 'TERMINATED' | 'EXPIRED'
  note: string | null
  statusReason?: string
}

/** Ends a session for good, whoever asked for it, and says so once. */
export const createEndSession = ({ db, clock, store, commands, news, rules }: EndSessionDeps) => {
  return (known: SessionRow, { status, note, statusReason }: Ending): SessionRow =>
    db.write(() => {
      const row = store.byNo(known.no) ?? known
      if (row.ended_at !== null) return row
      const now = clock.now()
      const terminate = commands.open(row.no, 'terminate')
      const reload = commands.open(row.no, 'reload')
      if (terminate) commands.close(terminate.audit_id, now, 'done')
      if (reload) commands.close(reload.audit_id, now, 'failed')
      const ended = store.update(row, {
        status,
        status_reason: statusReason ?? terminate?.reason ?? null,
        note,
        ended_at: now,
      })
      news.terminated(ended, {
        note,
        reason: terminate?.reason ?? null,
        auditId: terminate?.audit_id ?? null,
        endedAt: toIso(now),
      })
      news.updated(ended)
      rules.onEnded(ended)
      return ended
    })
}

export type EndSession = ReturnType<typeof createEndSession>
