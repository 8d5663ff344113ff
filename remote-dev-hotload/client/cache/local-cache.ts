import type { DiagnosticCode, LogEntry, Session } from '../../../contracts/index.ts'
import type { Clock } from '../../kernel/index.ts'
import { decodeEach, decodeSession, isRaw } from '../decode/index.ts'
import { decodeLogEntry } from '../decode/records.ts'
import { createDigest } from './digest.ts'
import { cacheName, type NameList } from './names.ts'
import { createStorage } from './storage.ts'
import type { Preferences } from './stores.ts'

export interface LocalCacheDeps {
  /** Null where the browser has none or forbids it. */
  indexedDB: IDBFactory | null
  tenantId: string
  userId: string
  clock: Clock
  /** Absent on a page without TLS. */
  subtleCrypto?: Pick<SubtleCrypto, 'digest'> | undefined
  /** Whether the person has asked for log text to be kept. False when left out. */
  keepsLogs?: () => boolean
  /** Only for browsers that do not list their databases. */
  names?: NameList | null
}

/**
 * What one person keeps of one tenant in this browser: preferences, the last list for a fast first paint, and log
 * text for those who ask for it. A cache: it may be empty at any time, and nothing waits for it to be written.
 */
export interface LocalCache {
  readPreferences(): Promise<Preferences>
  writePreferences(preferences: Preferences): void
  /** The list as it was; empty when there is none. */
  readSessions(): Promise<readonly Session[]>
  writeSessions(sessions: readonly Session[]): void
  /** Oldest first. */
  readLogs(scope: string): Promise<readonly LogEntry[]>
  /** Does nothing unless log text may be kept. */
  appendLogs(scope: string, lines: readonly LogEntry[]): void
  /** Of one scope, or of all. */
  clearLogs(scope?: string): Promise<void>
  /** Writes now what waits. */
  flush(): Promise<void>
  /** True when nothing is left on disk. */
  deleteAll(): Promise<boolean>
  /** `memory`: storage does not work here, or somebody deleted it; kept until the page is closed. */
  state(): 'ready' | 'memory'
  onDiagnostic(listener: (code: DiagnosticCode) => void): () => void
  /** The name of the database, for `sweepForeign`. */
  name(): Promise<string>
  /** What waits is dropped; call `flush` first to keep it. */
  dispose(): void
}

const WRITE_AFTER_MS = 1_000
const MOST_SESSIONS = 500
/** More lines than this between two writes are not worth their time. */
const MOST_WAITING = 5_000
const MOST_PREFERENCES = 16 * 1024

/** Plain and masked, whatever it was: a reactive proxy cannot be stored, and free-form data need not be. */
const summaryOf = (session: Session): Session | null => decodeSession({ ...session, metadata: null })

export function createLocalCache(deps: LocalCacheDeps): LocalCache {
  const { clock } = deps
  const digest = createDigest(deps.subtleCrypto)
  let named: Promise<string> | null = null
  const name = () => (named ??= cacheName(deps.tenantId, deps.userId, digest))
  const storage = createStorage({ indexedDB: deps.indexedDB, name, clock, names: deps.names ?? null })

  let preferences: Preferences | null = null
  let sessions: readonly Session[] | null = null
  let lines = new Map<string, LogEntry[]>()
  let cancel: (() => void) | null = null
  let writing: Promise<void> = Promise.resolve()

  function forget(): void {
    cancel?.()
    cancel = null
    preferences = null
    sessions = null
    lines = new Map()
  }

  async function write(): Promise<void> {
    const waiting = { preferences, sessions, lines }
    forget()
    const { preferences: settings, sessions: list } = waiting
    if (settings) await storage.run((store) => store.setPreferences(settings))
    if (list) {
      const { items } = decodeEach(list.slice(0, MOST_SESSIONS), (session) => summaryOf(session as Session))
      await storage.run((store) => store.setSessions(items))
    }
    for (const [scope, entries] of waiting.lines) {
      const { items } = decodeEach(entries, decodeLogEntry)
      await storage.run((store) => store.addLogs(scope, items))
    }
  }

  /** One after the other: an older list must not overwrite a newer one. */
  function flush(): Promise<void> {
    return (writing = writing.then(write))
  }

  function writeSoon(): void {
    cancel ??= clock.after(WRITE_AFTER_MS, () => void flush())
  }

  return {
    name,
    flush,
    state: storage.state,
    onDiagnostic: storage.onDiagnostic,
    async readPreferences() {
      await flush()
      const value = await storage.run((store) => store.preferences())
      return isRaw(value) ? value : {}
    },
    writePreferences(next) {
      // Also makes them plain. Larger ones are not preferences.
      const json = JSON.stringify(next)
      if (json.length > MOST_PREFERENCES) return
      preferences = JSON.parse(json) as Preferences
      writeSoon()
    },
    async readSessions() {
      await flush()
      return decodeEach(await storage.run((store) => store.sessions()), decodeSession).items
    },
    writeSessions(list) {
      sessions = list
      writeSoon()
    },
    async readLogs(scope) {
      await flush()
      return decodeEach(await storage.run((store) => store.logs(scope)), decodeLogEntry).items
    },
    appendLogs(scope, entries) {
      if (deps.keepsLogs?.() !== true || entries.length === 0) return
      const waiting = lines.get(scope) ?? []
      // Not spread into `push`: a batch may have more entries than a call has room for.
      lines.set(scope, waiting.concat(entries).slice(-MOST_WAITING))
      writeSoon()
    },
    async clearLogs(scope) {
      if (scope === undefined) lines = new Map()
      else lines.delete(scope)
      await writing
      await storage.run((store) => store.clearLogs(scope ?? null))
    },
    async deleteAll() {
      forget()
      await writing
      return storage.deleteAll()
    },
    dispose() {
      forget()
      storage.close()
    },
  }
}
