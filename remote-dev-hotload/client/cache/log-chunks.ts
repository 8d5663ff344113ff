import type { LogEntry } from '../../../contracts/index.ts'
import type { CacheDatabase, LogChunk } from './database.ts'

/** Of one scope; whatever is reached first. */
export interface LogLimits {
  readonly rows: number
  /** UTF-16 units. */
  readonly size: number
  readonly ageMs: number
}

/** 5 MiB are 2.5 Mi units: browsers store text with two bytes each. */
export const LOG_LIMITS: LogLimits = { rows: 5_000, size: 2.5 * 1024 * 1024, ageMs: 24 * 3_600_000 }

/** Chunks are filled up, so that a scope has some dozens and not thousands. */
const CHUNK_ROWS = 250
/** A chunk is as old as its first line, so it must not be filled up for too long. */
const CHUNK_MS = 3_600_000

const RELAXED = { durability: 'relaxed' } as const

export const sizeOf = (line: LogEntry): number => line.message.length + JSON.stringify(line.fields ?? null).length + 64

const chunkOf = (scope: string, at: number, lines: readonly LogEntry[]): LogChunk => ({
  scope,
  at,
  rows: lines.length,
  size: lines.reduce((sum, line) => sum + sizeOf(line), 0),
  lines,
})

/**
 * A transaction that fails rejects the request that is waited for and, beside it, its own end: without a listener
 * that would be reported as nobody's fault.
 */
const handled = <T extends { done: Promise<void> }>(tx: T): T => {
  tx.done.catch(() => {})
  return tx
}

const ofScope = (scope: string) => IDBKeyRange.bound([scope], [scope, []])

/** Adds lines to the newest chunk or a new one and drops what is over the limits, in one transaction. */
export async function appendChunk(
  db: CacheDatabase,
  scope: string,
  lines: readonly LogEntry[],
  now: number,
  limits: LogLimits = LOG_LIMITS,
): Promise<void> {
  const tx = handled(db.transaction('logs', 'readwrite', RELAXED))
  const index = tx.store.index('size')
  const newest = await index.openCursor(ofScope(scope), 'prev')
  // Also when the clock was set back: chunks are read in the order of their times.
  let at = Math.max(now, newest ? newest.value.at + 1 : 0)
  const last = newest && newest.value.rows < CHUNK_ROWS && now - newest.value.at < CHUNK_MS ? newest.value : null
  const known = new Set(last?.lines.map((line) => line.logId))
  // Two tabs that show the same session write the same lines.
  let rest = lines.filter((line) => !known.has(line.logId))
  if (newest && last && rest.length > 0) {
    const room = CHUNK_ROWS - last.rows
    await newest.update(chunkOf(scope, last.at, [...last.lines, ...rest.slice(0, room)]))
    rest = rest.slice(room)
  }
  for (; rest.length > 0; rest = rest.slice(CHUNK_ROWS)) {
    await tx.store.add(chunkOf(scope, at++, rest.slice(0, CHUNK_ROWS)))
  }
  let rows = 0
  let size = 0
  for (let cursor = await index.openKeyCursor(ofScope(scope), 'prev'); cursor; cursor = await cursor.continue()) {
    const [, at, ownRows, ownSize] = cursor.key
    rows += ownRows
    size += ownSize
    if (rows > limits.rows || size > limits.size || now - at > limits.ageMs) await tx.store.delete(cursor.primaryKey)
  }
  await tx.done
}

/** The lines of a scope, oldest first, none twice and none too old. */
export async function readChunks(
  db: CacheDatabase,
  scope: string,
  now: number,
  limits: LogLimits = LOG_LIMITS,
): Promise<LogEntry[]> {
  const chunks = await db.getAllFromIndex('logs', 'size', ofScope(scope))
  const lines = new Map<string, LogEntry>()
  for (const chunk of chunks) {
    if (now - chunk.at <= limits.ageMs) for (const line of chunk.lines) lines.set(line.logId, line)
  }
  return [...lines.values()]
}

export async function clearChunks(db: CacheDatabase, scope: string | null): Promise<void> {
  const tx = handled(db.transaction('logs', 'readwrite', RELAXED))
  if (scope === null) await tx.store.clear()
  else {
    const keys = await tx.store.index('size').getAllKeys(ofScope(scope))
    for (const key of keys) await tx.store.delete(key)
  }
  await tx.done
}

/** Room for what is new: the older half of all lines goes, or half of the list where there are none. */
export async function pruneOldestHalf(db: CacheDatabase): Promise<void> {
  const tx = handled(db.transaction(['logs', 'sessions'], 'readwrite', RELAXED))
  const keys = await tx.objectStore('logs').getAllKeys()
  if (keys.length > 0) {
    for (const key of keys.slice(0, Math.ceil(keys.length / 2))) await tx.objectStore('logs').delete(key)
  } else {
    const sessions = await tx.objectStore('sessions').get('list')
    if (sessions) await tx.objectStore('sessions').put(sessions.slice(0, Math.floor(sessions.length / 2)), 'list')
  }
  await tx.done
}
