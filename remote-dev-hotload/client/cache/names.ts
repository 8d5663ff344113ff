import type { Clock } from '../../kernel/index.ts'
import type { Digest } from './digest.ts'

/** Every database of ours begins with it; the number is that of the layout. */
export const CACHE_PREFIX = 'devhotload:v1:'
const ANY_VERSION = 'devhotload:'
/** Where the names are remembered for browsers that do not list databases. */
export const NAMES_KEY = 'devhotload:v1:databases'

/** The database of one person in one tenant. Neither can be read from its name. */
export const cacheName = async (tenantId: string, userId: string, digest: Digest): Promise<string> =>
  CACHE_PREFIX + (await digest(`${tenantId}\n${userId}`))

/** Names of our databases in this browser, remembered outside of them. */
export interface NameList {
  read(): readonly string[]
  add(name: string): void
  remove(name: string): void
}

/** Storage may be forbidden, full or hold anything: then nothing is remembered. */
export function createNameList(storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>): NameList {
  function read(): string[] {
    try {
      const names: unknown = JSON.parse(storage.getItem(NAMES_KEY) ?? '[]')
      return Array.isArray(names) ? names.filter((name): name is string => isOurs(name)) : []
    } catch {
      return []
    }
  }

  function write(names: readonly string[]): void {
    try {
      if (names.length === 0) storage.removeItem(NAMES_KEY)
      else storage.setItem(NAMES_KEY, JSON.stringify(names))
    } catch {
      // Only the sweep of a browser without `indexedDB.databases` is less thorough.
    }
  }

  return {
    read,
    add: (name) => read().includes(name) || write([...read(), name]),
    remove: (name) => read().includes(name) && write(read().filter((other) => other !== name)),
  }
}

const isOurs = (name: unknown): boolean => typeof name === 'string' && name.startsWith(ANY_VERSION)

export interface SweepDeps {
  indexedDB: IDBFactory
  clock: Clock
  /** Only for browsers that do not list their databases. */
  names?: NameList | null
}

/**
 * Deletes what others have left in this browser: another user's, another tenant's, an older layout's. A tab that
 * still uses one of them closes it and goes on in memory.
 * @param keepName the database in use; null after signing out: all go
 * @returns the names that were deleted
 */
export async function sweepForeign(deps: SweepDeps, keepName: string | null): Promise<string[]> {
  const names = deps.names ?? null
  const foreign = (await listNames(deps.indexedDB, names)).filter((name) => name !== keepName)
  const isDeleted = await Promise.all(foreign.map((name) => deleteDatabase(deps, name)))
  const deleted = foreign.filter((_name, i) => isDeleted[i])
  for (const name of deleted) names?.remove(name)
  return deleted
}

async function listNames(indexedDB: IDBFactory, names: NameList | null): Promise<string[]> {
  const remembered = names?.read() ?? []
  // Not in every browser that is still in use, whatever the types say.
  if (!('databases' in indexedDB)) return [...remembered]
  const listed = await indexedDB.databases().catch(() => [])
  return [...new Set([...listed.map(({ name }) => name ?? ''), ...remembered])].filter(isOurs)
}

/** A tab that is asked to let go does so within ms, but the browser says `blocked` all the same. */
const DELETE_PATIENCE_MS = 2_000

/** False when it failed, or when somebody holds it open who does not let go; then it goes when that page goes. */
export function deleteDatabase({ indexedDB, clock }: Pick<SweepDeps, 'indexedDB' | 'clock'>, name: string) {
  return new Promise<boolean>((resolve) => {
    const cancel = clock.after(DELETE_PATIENCE_MS, () => resolve(false))
    const settle = (isDeleted: boolean) => {
      cancel()
      resolve(isDeleted)
    }
    try {
      const request = indexedDB.deleteDatabase(name)
      request.onsuccess = () => settle(true)
      request.onerror = () => settle(false)
    } catch {
      settle(false)
    }
  })
}
