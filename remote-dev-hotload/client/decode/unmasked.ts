import type { LogEntry } from '../../../contracts/index.ts'
import { isRaw, type Raw } from './record.ts'
import { readLogEntry } from './records.ts'

/** UTF-16 units of a message, and of all fields as JSON, that a reveal shows. */
const MOST_SHOWN = 64 * 1024
const MAX_DEPTH = 32
const DROPPED = /^reload[_-]?token$/i

/**
 * The line with this id out of a page of the server, its text as it is. For `client/reveal-line.ts` alone, which
 * records the look before it asks; nothing may keep what comes out of here.
 */
export function decodeLineUnmasked(page: unknown, logId: string): LogEntry | null {
  if (!isRaw(page) || !Array.isArray(page['items'])) return null
  const item = (page['items'] as unknown[]).find((one) => isRaw(one) && String(one['logId']) === logId)
  return item === undefined ? null : decodeLogEntryUnmasked(item)
}

/** Shape-checked and cut like any other line, not masked. `reloadToken` is left out here as well. */
export function decodeLogEntryUnmasked(value: unknown): LogEntry | null {
  const entry = readLogEntry(value)
  if (entry === null) return null
  const fields = plainCopy(entry.fields, 0)
  return {
    ...entry,
    message: entry.message.slice(0, MOST_SHOWN),
    traceId: entry.traceId === null ? null : entry.traceId.slice(0, 256),
    fields: fields !== null && JSON.stringify(fields).length > MOST_SHOWN ? '[too large]' : fields,
  }
}

function plainCopy(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (depth >= MAX_DEPTH) return '[too deep]'
  if (Array.isArray(value)) return value.map((item) => plainCopy(item, depth + 1))
  const copy: Record<string, unknown> = Object.create(null) as Record<string, unknown>
  for (const [key, item] of Object.entries(value as Raw)) {
    if (key !== '__proto__' && !DROPPED.test(key)) copy[key] = plainCopy(item, depth + 1)
  }
  return copy
}
