import { wrap, type DBSchema, type IDBPDatabase } from 'idb'
import type { LogEntry, Session } from '../../../contracts/index.ts'
import type { Clock } from '../../kernel/index.ts'

/** Some lines of one scope that were written together. */
export interface LogChunk {
  readonly scope: string
  /** When the first of them was written, ms. */
  readonly at: number
  readonly rows: number
  /** UTF-16 units of all texts. */
  readonly size: number
  readonly lines: readonly LogEntry[]
}

export interface CacheSchema extends DBSchema {
  preferences: { key: string; value: Readonly<Record<string, unknown>> }
  sessions: { key: string; value: readonly Session[] }
  /** The index carries the sizes, so that limits are checked without reading a line. */
  logs: { key: number; value: LogChunk; indexes: { size: [string, number, number, number] } }
}

export type CacheDatabase = IDBPDatabase<CacheSchema>

export interface DatabaseDeps {
  indexedDB: IDBFactory
  name: string
  clock: Clock
  /** The connection is gone; `isDeleted` when somebody asked for the data to go. */
  onClosed: (isDeleted: boolean) => void
}

/** Safari is known to leave an `open` without any answer; nobody waits longer than this for a cache. */
const OPEN_PATIENCE_MS = 3_000

/** Opens the database. Rejects when it is refused, blocked or does not answer. */
export function openDatabase({ indexedDB, name, clock, onClosed }: DatabaseDeps): Promise<CacheDatabase> {
  return new Promise((resolve, reject) => {
    let isOver = false
    const request = indexedDB.open(name, 1)

    function settle(done: () => void): void {
      isOver = true
      cancel()
      done()
    }
    const give = (reason: string) => settle(() => reject(new Error(reason)))
    const cancel = clock.after(OPEN_PATIENCE_MS, () => give('no answer'))

    request.onblocked = () => give('blocked')
    request.onerror = () => settle(() => reject(request.error ?? new Error('refused')))
    request.onupgradeneeded = () => {
      const database = request.result
      database.createObjectStore('preferences')
      database.createObjectStore('sessions')
      database.createObjectStore('logs', { autoIncrement: true }).createIndex('size', ['scope', 'at', 'rows', 'size'])
    }
    request.onsuccess = () => {
      const database = request.result
      // Too late: nobody waits for it any more.
      if (isOver) return database.close()
      database.onversionchange = ({ newVersion }) => {
        // At once, or the tab that asked is blocked until this one is closed.
        database.close()
        onClosed(newVersion === null)
      }
      database.onclose = () => onClosed(false)
      settle(() => resolve(wrap(database) as unknown as CacheDatabase))
    }
  })
}
