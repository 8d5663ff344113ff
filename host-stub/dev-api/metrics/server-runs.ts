import type { Clock } from '../clock.ts'
import type { Database } from '../db/open-database.ts'

/** A time in which the server ran; both ends in milliseconds. */
export interface ServerRun {
  started_at: number
  seen_at: number
}

/** Remembers when the server ran: what happened at other times is unknown, not zero. */
export const createServerRuns = (db: Database, clock: Clock) => {
  const { lastId } = db
    .prepare('insert into server_runs (started_at, seen_at) values (?, ?)')
    .run(clock.now(), clock.now())
  const touch = db.prepare('update server_runs set seen_at = ? where run_id = ?')
  return {
    touch: (): void => void touch.run(clock.now(), lastId),
    since: (at: number): ServerRun[] =>
      db.prepare<ServerRun>('select started_at, seen_at from server_runs where seen_at >= ?').all(at),
  }
}

export type ServerRuns = ReturnType<typeof createServerRuns>
