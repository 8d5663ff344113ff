import type { AuditEntry } from '../../../contracts/index.ts'
import { decodeEach, isRaw } from './record.ts'
import { decodeAuditEntry } from './records.ts'

/** A page of who did what, newest first. */
export interface AuditPage {
  /** Whose activity was asked for; null is the whole tenant's. */
  readonly sessionId: string | null
  readonly items: readonly AuditEntry[]
  /** Entries that the server has of it. */
  readonly totalCount: number
  /** How many newer ones come before this page. */
  readonly offset: number
  /** Items that did not keep the contract; they count as places of the page. */
  readonly rejected: number
}

/** The page, or null when the answer is none. A server that does not count is taken to have no more. */
export function decodeAuditPage(value: unknown, sessionId: string | null, offset: number): AuditPage | null {
  if (!isRaw(value) || !Array.isArray(value['items'])) return null
  const { items, rejected } = decodeEach(value['items'], decodeAuditEntry)
  const total = value['totalCount']
  const reached = offset + items.length + rejected
  return {
    sessionId,
    items,
    totalCount: typeof total === 'number' && Number.isFinite(total) ? total : reached,
    offset,
    rejected,
  }
}
