import type { AuditEntry } from '../../contracts/index.ts'

/** Epoch ms of an entry's time; 0 when it cannot be read, so that it sorts last. */
export const isoTime = (at: string): number => Date.parse(at) || 0

const detail = (entry: AuditEntry, name: string): unknown =>
  typeof entry.details === 'object' && entry.details !== null && Object.hasOwn(entry.details, name)
    ? (entry.details as Readonly<Record<string, unknown>>)[name]
    : undefined

/** The sessions that the act was about: one, or those of an act on many. */
export function sessionsOf(entry: AuditEntry): readonly string[] {
  if (entry.sessionId !== null) return [entry.sessionId]
  const many = detail(entry, 'sessionIds')
  return Array.isArray(many) ? many.filter((id): id is string => typeof id === 'string') : []
}

/** Null asks for the whole tenant: everything concerns it. */
export const concerns = (entry: AuditEntry, sessionId: string | null): boolean =>
  sessionId === null || sessionsOf(entry).includes(sessionId)

/** Names are not unique, so only an id tells who it was. */
export const isBy = (entry: AuditEntry, userId: string | null): boolean =>
  userId !== null && (detail(entry, 'actorId') === userId || entry.actor === userId)

/** What became of the act, whatever word the server has for it. */
export type ResultKind = 'done' | 'accepted' | 'conflict' | 'denied' | 'failed' | 'other'

export const RESULT_KINDS: readonly ResultKind[] = ['done', 'accepted', 'conflict', 'denied', 'failed', 'other']

const KINDS: Readonly<Record<string, ResultKind>> = {
  ok: 'done',
  done: 'done',
  success: 'done',
  succeeded: 'done',
  allowed: 'done',
  accepted: 'accepted',
  pending: 'accepted',
  conflict: 'conflict',
  denied: 'denied',
  forbidden: 'denied',
  failed: 'failed',
  failure: 'failed',
  error: 'failed',
}

export function resultKind(result: string): ResultKind {
  const word = result.toLowerCase()
  return Object.hasOwn(KINDS, word) ? KINDS[word]! : 'other'
}
