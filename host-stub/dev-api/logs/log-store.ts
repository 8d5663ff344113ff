import type { LOG_LEVELS } from '../../../contracts/index.ts'
import type { Database } from '../db/open-database.ts'
import type { SessionRow } from '../sessions/session-row.ts'
import { readLogId } from './log-id.ts'
import { done, failed, type Outcome } from '../problem.ts'

export interface StoredLine {
  n: number
  level: number
  body: string
}

export interface LogPageWish {
  limit: number
  beforeId: string | null
  afterId: string | null
  /** Index in `LOG_LEVELS`; quieter lines are left out. */
  minLevel: number
  search: string | null
}

/** One line as the stream and GraphQL show it. */
export interface LogEntryView {
  logId: string
  ts: string
  level: (typeof LOG_LEVELS)[number]
  source: string
  message: string
  fields?: unknown
  reloadSequence?: number
  traceId?: string
}

const likePattern = (search: string) => `%${search.replaceAll(/[\\%_]/g, (char) => `\\${char}`)}%`

/** Log lines by session and number. */
export const createLogStore = (db: Database) => {
  const insert = db.prepare('insert into logs (session_no, n, level, body) values (?, ?, ?, ?)')
  const mark = db.prepare('insert or ignore into reload_marks (session_no, sequence, first_n) values (?, ?, ?)')
  const filter = `session_no = ?1 and n > ?2 and n < ?3 and level >= ?4
    and (?5 is null or json_extract(body, '$.message') like ?5 escape '\\')`
  const newest = db.prepare<StoredLine>(`select n, body from logs where ${filter} order by n desc limit ?6`)
  const oldest = db.prepare<StoredLine>(`select n, body from logs where ${filter} order by n limit ?6`)

  return {
    insert: (sessionNo: number, line: StoredLine): void => void insert.run(sessionNo, line.n, line.level, line.body),
    markReload: (sessionNo: number, sequence: number, firstN: number): void =>
      void mark.run(sessionNo, sequence, firstN),
    dropTo: (sessionNo: number, n: number): void =>
      void db.prepare('delete from logs where session_no = ? and n <= ?').run(sessionNo, n),

    /** The newest lines, or those next to an id; always oldest first. */
    page(
      session: SessionRow,
      wish: LogPageWish,
    ): Outcome<{ items: LogEntryView[]; hasBefore: boolean; hasAfter: boolean }> {
      const { limit, beforeId, afterId, minLevel, search } = wish
      const before = beforeId === null ? Number.MAX_SAFE_INTEGER : readLogId(session.no, beforeId)
      const after = afterId === null ? -1 : readLogId(session.no, afterId)
      if (before === null) return failed('bad-input', 'Not an id of this log.', { field: 'beforeId' })
      if (after === null) return failed('bad-input', 'Not an id of this log.', { field: 'afterId' })
      const pattern = search ? likePattern(search) : null
      const forward = afterId !== null
      const rows = (forward ? oldest : newest).all(session.no, after, before, minLevel, pattern, limit)
      if (!forward) rows.reverse()
      const beyond = (from: number, to: number) =>
        newest.first(session.no, from, to, minLevel, pattern, 1) !== undefined
      const first = rows[0]?.n ?? (forward ? after + 1 : before)
      const last = rows.at(-1)?.n ?? (forward ? after : before - 1)
      return done({
        items: rows.map(({ body }) => JSON.parse(body) as LogEntryView),
        hasBefore: beyond(-1, first),
        hasAfter: beyond(last, Number.MAX_SAFE_INTEGER),
      })
    },
  }
}

export type LogStore = ReturnType<typeof createLogStore>
