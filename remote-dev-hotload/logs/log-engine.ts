import { createNativePack } from './engine/native-pack.ts'
import { createOpenLog, type OpenLog } from './open-log.ts'

/** Makes the log of a session, or of all when `sessionId` is null; `limit` is its most rows. */
export type MakeLog = (sessionId: string | null, limit: number) => OpenLog

/** Logs whose older texts the browser packs. */
export const makeBrowserLog: MakeLog = (sessionId, limit) =>
  createOpenLog(sessionId, limit, { pack: createNativePack(globalThis) })
