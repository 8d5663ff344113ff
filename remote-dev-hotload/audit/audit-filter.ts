import type { AuditEntry } from '../../contracts/index.ts'
import { isBy, resultKind, sessionsOf, type ResultKind } from './audit-entry.ts'

/** What is shown of the entries that are loaded. */
export interface AuditFilter {
  /** In the actor, an id, a session or the reason. */
  readonly text: string
  readonly result: ResultKind | ''
  /** The server's word of the act, or '' for every act. */
  readonly action: string
  /** Only what the reader did. */
  readonly mine: boolean
}

export const noFilter: AuditFilter = { text: '', result: '', action: '', mine: false }

export const isFiltering = ({ text, result, action, mine }: AuditFilter): boolean =>
  text.trim() !== '' || result !== '' || action !== '' || mine

export function matches(entry: AuditEntry, filter: AuditFilter, userId: string | null): boolean {
  if (filter.mine && !isBy(entry, userId)) return false
  if (filter.action !== '' && entry.action !== filter.action) return false
  if (filter.result !== '' && resultKind(entry.result) !== filter.result) return false
  const wanted = filter.text.trim().toLowerCase()
  if (wanted === '') return true
  const { actor, auditId, reason, requestId, action } = entry
  return [actor, auditId, reason, requestId, action, ...sessionsOf(entry)].some((text) =>
    text?.toLowerCase().includes(wanted),
  )
}

/** The acts that occur, each once; what is chosen stays to be chosen. */
export const actionsIn = (entries: readonly AuditEntry[], chosen: string): string[] =>
  [...new Set([...entries.map(({ action }) => action), ...(chosen === '' ? [] : [chosen])])].sort()
