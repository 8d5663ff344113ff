import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Libsql from 'libsql'

export type SqlValue = string | number | boolean | null | undefined
export type SqlParams = readonly SqlValue[]

export interface Statement<Row> {
  first(...params: SqlParams): Row | undefined
  all(...params: SqlParams): Row[]
  /** Answers how many rows changed and the id of the last inserted one. */
  run(...params: SqlParams): { changes: number; lastId: number }
}

// libsql aborts the process on a boolean and cuts text at NUL.
const bindable = (value: SqlValue): string | number | null => {
  if (value === undefined || value === null) return null
  if (typeof value === 'boolean') return value ? 1 : 0
  if (typeof value === 'string' && value.includes('\0')) return value.replaceAll('\0', '\uFFFD')
  return value
}

/** An embedded SQLite file (or `:memory:`): synchronous, and durable once `write` has returned. */
export const openDatabase = (path: string) => {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true })
  const sqlite = new Libsql(path)
  sqlite.pragma('journal_mode = WAL')
  sqlite.pragma('synchronous = NORMAL')
  sqlite.pragma('busy_timeout = 5000')
  const prepared = new Map<string, Statement<unknown>>()
  const rollbackListeners: (() => void)[] = []
  let afterCommit: (() => void)[] = []
  let inTransaction = false

  const compile = (sql: string): Statement<unknown> => {
    const statement = sqlite.prepare<unknown[]>(sql)
    return {
      first: (...params) => statement.all(...params.map(bindable))[0],
      all: (...params) => statement.all(...params.map(bindable)),
      run: (...params) => {
        const { changes, lastInsertRowid } = statement.run(...params.map(bindable))
        return { changes, lastId: Number(lastInsertRowid) }
      },
    }
  }

  return {
    exec: (sql: string): void => void sqlite.exec(sql),

    /** Compiles once for each text. */
    prepare<Row>(sql: string): Statement<Row> {
      let statement = prepared.get(sql)
      if (!statement) prepared.set(sql, (statement = compile(sql)))
      return statement as Statement<Row>
    },

    /** All of `work` or nothing of it; joins a transaction that is already open. */
    write<T>(work: () => T): T {
      if (inTransaction) return work()
      inTransaction = true
      let result: T
      try {
        sqlite.exec('BEGIN IMMEDIATE')
        result = work()
        sqlite.exec('COMMIT')
      } catch (error) {
        if (sqlite.inTransaction) sqlite.exec('ROLLBACK')
        afterCommit = []
        rollbackListeners.forEach((listener) => listener())
        throw error
      } finally {
        inTransaction = false
      }
      const due = afterCommit
      afterCommit = []
      due.forEach((run) => run())
      return result
    },

    /** Runs once what is being written has become durable; not at all if it is rolled back. */
    afterCommit(run: () => void): void {
      if (inTransaction) afterCommit.push(run)
      else run()
    },

    /** For whoever keeps a copy of rows in memory. */
    onRollback: (listener: () => void): void => void rollbackListeners.push(listener),

    dispose: (): void => void sqlite.close(),
  }
}

export type Database = ReturnType<typeof openDatabase>
