import { createEmitter, type Clock } from '../../kernel/index.ts'
import type { DiagnosticCode } from '../../../contracts/index.ts'
import { openDatabase, type CacheDatabase } from './database.ts'
import { pruneOldestHalf } from './log-chunks.ts'
import { deleteDatabase, type NameList } from './names.ts'
import { inMemory, onDisk, type CacheStore } from './stores.ts'

export interface StorageDeps {
  /** Null where the browser has none or forbids it. */
  indexedDB: IDBFactory | null
  name: () => Promise<string>
  clock: Clock
  names: NameList | null
}

/** Keeps a database usable for as long as that is possible, and stands in for it afterwards. */
export interface CacheStorage {
  /** Runs it on disk, else in memory. Never rejects. */
  run<T>(work: (store: CacheStore) => Promise<T>): Promise<T>
  state(): 'ready' | 'memory'
  onDiagnostic(listener: (code: DiagnosticCode) => void): () => void
  /** True when nothing is left on disk. */
  deleteAll(): Promise<boolean>
  close(): void
}

export function createStorage({ indexedDB, name, clock, names }: StorageDeps): CacheStorage {
  const diagnostics = createEmitter<DiagnosticCode>()
  let memory: CacheStore | null = null
  let opening: Promise<CacheDatabase> | null = null
  let isClosed = false

  function goToMemory(code: DiagnosticCode | null): CacheStore {
    close()
    if (memory) return memory
    memory = inMemory()
    if (code) diagnostics.emit(code)
    return memory
  }

  async function connect(factory: IDBFactory): Promise<CacheDatabase> {
    const own = await name()
    names?.add(own)
    return openDatabase({
      indexedDB: factory,
      name: own,
      clock,
      // Somebody wants the data gone: writing it anew a second later would be no answer to that.
      onClosed: (isDeleted) => (isDeleted ? void goToMemory(null) : void (opening = null)),
    })
  }

  function close(): void {
    void opening?.then(
      (db) => db.close(),
      () => {},
    )
    opening = null
  }

  async function once<T>(factory: IDBFactory, work: (store: CacheStore) => Promise<T>): Promise<T> {
    const db = await (opening ??= connect(factory))
    return work(onDisk(db, clock.now))
  }

  return {
    state: () => (memory ? 'memory' : 'ready'),
    onDiagnostic: diagnostics.subscribe,
    async run(work) {
      if (memory || isClosed || !indexedDB) return work(memory ?? goToMemory(isClosed ? null : 'DH_CACHE_001'))
      try {
        return await once(indexedDB, work)
      } catch {
        // Near the quota browsers fail in many words (AbortError, InvalidStateError, a closed connection), and some
        // of them are over with a new connection.
        if (memory) return work(memory)
        close()
      }
      try {
        await pruneOldestHalf(await (opening ??= connect(indexedDB)))
        return await once(indexedDB, work)
      } catch {
        return work(goToMemory('DH_CACHE_001'))
      }
    },
    async deleteAll() {
      close()
      if (memory) memory = inMemory()
      if (!indexedDB) return true
      const own = await name()
      const isDeleted = await deleteDatabase({ indexedDB, clock }, own)
      if (isDeleted) names?.remove(own)
      return isDeleted
    },
    close() {
      isClosed = true
      close()
      diagnostics.clear()
    },
  }
}
