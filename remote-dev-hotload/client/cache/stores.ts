import type { LogEntry, Session } from '../../../contracts/index.ts'
import type { CacheDatabase } from './database.ts'
import { appendChunk, clearChunks, LOG_LIMITS, readChunks, sizeOf } from './log-chunks.ts'

export type Preferences = Readonly<Record<string, unknown>>

/** Where things are kept, on disk or in memory. */
export interface CacheStore {
  preferences(): Promise<unknown>
  setPreferences(value: Preferences): Promise<unknown>
  sessions(): Promise<readonly unknown[]>
  setSessions(sessions: readonly Session[]): Promise<unknown>
  logs(scope: string): Promise<readonly unknown[]>
  addLogs(scope: string, lines: readonly LogEntry[]): Promise<unknown>
  /** Null clears all scopes. */
  clearLogs(scope: string | null): Promise<unknown>
}

const PANEL = 'panel'
const LIST = 'list'

export function onDisk(db: CacheDatabase, now: () => number): CacheStore {
  /** One request, one transaction; losing it in a power cut costs nothing but a slower first paint. */
  async function write<S extends 'preferences' | 'sessions'>(
    name: S,
    run: (store: { put(value: unknown, key: string): Promise<unknown> }) => Promise<unknown>,
  ): Promise<void> {
    const tx = db.transaction(name, 'readwrite', { durability: 'relaxed' })
    // A full disk is told when the transaction ends, not when the request does.
    await Promise.all([run(tx.store as never), tx.done])
  }

  return {
    preferences: () => db.get('preferences', PANEL),
    setPreferences: (value) => write('preferences', (store) => store.put(value, PANEL)),
    sessions: async () => (await db.get('sessions', LIST)) ?? [],
    setSessions: (sessions) => write('sessions', (store) => store.put(sessions, LIST)),
    logs: (scope) => readChunks(db, scope, now()),
    addLogs: (scope, lines) => appendChunk(db, scope, lines, now()),
    clearLogs: (scope) => clearChunks(db, scope),
  }
}

/** For a page whose storage does not work: the same, until it is closed. */
export function inMemory(): CacheStore {
  let preferences: Preferences = {}
  let sessions: readonly Session[] = []
  const logs = new Map<string, readonly LogEntry[]>()
  return {
    preferences: () => Promise.resolve(preferences),
    setPreferences: (value) => Promise.resolve(void (preferences = value)),
    sessions: () => Promise.resolve(sessions),
    setSessions: (value) => Promise.resolve(void (sessions = value)),
    logs: (scope) => Promise.resolve(logs.get(scope) ?? []),
    addLogs(scope, lines) {
      const all = [...(logs.get(scope) ?? []), ...lines].slice(-LOG_LIMITS.rows)
      let size = 0
      const from = all.findLastIndex((line) => (size += sizeOf(line)) > LOG_LIMITS.size)
      return Promise.resolve(void logs.set(scope, all.slice(from + 1)))
    },
    clearLogs: (scope) => Promise.resolve(scope === null ? logs.clear() : void logs.delete(scope)),
  }
}
