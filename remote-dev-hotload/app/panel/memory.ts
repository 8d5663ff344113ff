import { shallowRef, type ShallowRef } from 'vue'
import type { LogEntry, Session } from '../../../contracts/index.ts'
import type { LocalCache } from '../../client/index.ts'
import type { StorageView } from '../../dashboard/index.ts'
import { preferencesFrom, type PanelPreferences } from './preferences.ts'

/** What this browser remembers for one person in one tenant, and forgets when either changes. */
export interface Memory {
  readonly storage: Readonly<ShallowRef<StorageView>>
  /** How the reader likes the panel. */
  readonly preferences: Readonly<ShallowRef<PanelPreferences>>
  prefer(change: Partial<PanelPreferences>): void
  /** Another tab may have deleted the storage meanwhile: looks again. */
  look(): void
  /** The list as it was last time; empty when nothing is remembered. */
  sessions(): Promise<readonly Session[]>
  keepSessions(sessions: readonly Session[]): void
  /** Lines of a session, oldest first; empty unless the reader has asked for them to be kept. */
  lines(sessionId: string): Promise<readonly LogEntry[]>
  keepLines(sessionId: string, lines: readonly LogEntry[]): void
  setKeepLogs(on: boolean): void
  /** Deletes all of it and starts afresh; false when the browser would not. */
  forgetAll(): Promise<boolean>
  /** Another person or tenant, or nobody: the old memory is deleted. */
  changeScope(): void
  dispose(): void
}

export interface MemoryDeps {
  /** A cache for who is signed in now; null when nobody is. */
  openCache: (keepsLogs: () => boolean) => LocalCache | null
  /** Deletes what others left in this browser, except for the database of that name. */
  sweep: (keepName: string | null) => Promise<unknown>
}

const NOTHING: StorageView = { state: 'ready', keepLogs: false }

export function createMemory({ openCache, sweep }: MemoryDeps): Memory {
  const storage = shallowRef<StorageView>(NOTHING)
  const preferences = shallowRef(preferencesFrom({}))
  const keepsLogs = () => storage.value.keepLogs
  let cache: LocalCache | null = null
  /** Whatever is still on its way for an older scope is not taken. */
  let era = 0

  function open(): void {
    const mine = ++era
    storage.value = NOTHING
    preferences.value = preferencesFrom({})
    const opened = openCache(keepsLogs)
    cache = opened
    if (!opened) return
    opened.onDiagnostic(() => mine === era && look())
    void opened.readPreferences().then((kept) => {
      if (mine !== era) return
      storage.value = { state: opened.state(), keepLogs: kept['keepLogs'] === true }
      preferences.value = preferencesFrom(kept)
    })
    void opened.name().then((name) => mine === era && sweep(name))
  }

  function look(): void {
    if (cache) storage.value = { ...storage.value, state: cache.state() }
  }

  const keepPreferences = () => cache?.writePreferences({ keepLogs: keepsLogs(), ...preferences.value })

  open()

  return {
    storage,
    preferences,
    prefer(change) {
      preferences.value = { ...preferences.value, ...change }
      keepPreferences()
    },
    look,
    sessions: async () => (await cache?.readSessions()) ?? [],
    keepSessions: (sessions) => cache?.writeSessions(sessions),
    lines: async (sessionId) => (keepsLogs() ? ((await cache?.readLogs(sessionId)) ?? []) : []),
    keepLines: (sessionId, lines) => cache?.appendLogs(sessionId, lines),
    setKeepLogs(on) {
      storage.value = { ...storage.value, keepLogs: on }
      keepPreferences()
      if (!on) void cache?.clearLogs()
    },
    async forgetAll() {
      const old = cache
      const isGone = (await old?.deleteAll()) ?? true
      old?.dispose()
      if (old === cache) open()
      return isGone
    },
    changeScope() {
      const old = cache
      void old?.deleteAll().finally(() => old.dispose())
      open()
    },
    dispose() {
      era++
      const old = cache
      cache = null
      void old?.flush().finally(() => old.dispose())
    },
  }
}
