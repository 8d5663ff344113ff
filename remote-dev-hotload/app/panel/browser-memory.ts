import type { DevHotloadHost } from '../../../contracts/index.ts'
import { createLocalCache, createNameList, sweepForeign } from '../../client/index.ts'
import type { Clock } from '../../kernel/index.ts'
import { createMemory, type Memory } from './memory.ts'

/** The memory of this browser, for whoever the host says is signed in. */
export function createBrowserMemory(host: DevHotloadHost, clock: Clock, page: Window & typeof globalThis): Memory {
  const indexedDB = storageOf(() => page.indexedDB)
  const local = storageOf(() => page.localStorage)
  const names = local && createNameList(local)
  return createMemory({
    openCache(keepsLogs) {
      const tenantId = host.tenant.get()?.id
      const userId = host.user.get()?.id
      if (tenantId === undefined || userId === undefined) return null
      return createLocalCache({
        indexedDB,
        tenantId,
        userId,
        clock,
        subtleCrypto: page.crypto.subtle,
        keepsLogs,
        names,
      })
    },
    sweep: async (keepName) => indexedDB && sweepForeign({ indexedDB, clock, names }, keepName),
  })
}

/** A sandboxed page throws on the mere look at its storage. */
function storageOf<T>(look: () => T | undefined): T | null {
  try {
    return look() ?? null
  } catch {
    return null
  }
}
