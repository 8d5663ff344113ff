import type { Clock } from '../clock.ts'
import type { Database } from '../db/open-database.ts'
import type { CommandStore } from './command-store.ts'
import type { EndSession } from './end-session.ts'
import type { SessionNews } from './session-news.ts'
import type { SessionStore } from './session-store.ts'

export interface DeadlinesDeps {
  db: Database
  clock: Clock
  store: SessionStore
  commands: CommandStore
  news: SessionNews
  endSession: EndSession
}

/** Does what is due because nobody did it in time. The database holds what is waited for, so a restart goes on. */
export const createDeadlines = ({ db, clock, store, commands, news, endSession }: DeadlinesDeps) => {
  const giveUpOnReload = (sessionNo: number, auditId: string): void =>
    db.write(() => {
      const row = store.byNo(sessionNo)
      const command = commands.open(sessionNo, 'reload')
      commands.close(auditId, clock.now(), 'timeout')
      if (!row || row.status !== 'RELOADING' || command?.audit_id !== auditId) return
      const reason = 'The CLI did not report the reload in time.'
      news.updated(store.update(row, { status: command.former_status, status_reason: reason }))
    })

  return {
    settle(): void {
      for (const command of commands.overdue(clock.now())) {
        if (command.kind === 'reload') giveUpOnReload(command.session_no, command.audit_id)
        else {
          const row = store.byNo(command.session_no)
          const note = 'ended by the server: the CLI did not stop in time'
          if (row && row.ended_at === null) endSession(row, { status: 'TERMINATED', note })
        }
      }
      for (const row of store.expiredAt(clock.now())) endSession(row, { status: 'EXPIRED', note: 'expired' })
    },
  }
}

export type Deadlines = ReturnType<typeof createDeadlines>
