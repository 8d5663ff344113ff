import type { SessionPatch } from '../../../contracts/index.ts'
import type { SessionQuery } from '../../sessions/index.ts'
import type { AskReason } from './soon.ts'

/** What an event changes beyond what it says: nothing, or the list has to be asked for again. */
export type EventEffect = AskReason | 'none'

/** Whether a sorted list may have another order after this. */
const movesRows = (patch: SessionPatch, { sort }: SessionQuery): boolean =>
  (sort === 'ERRORS' && 'metrics' in patch) || (sort === 'LAST_RELOAD_AT' && 'lastReloadAt' in patch)

/**
 * Why an update makes the list worth asking for. `before` and `after` are the status of a session that is known here.
 * The totals by status are the server's to count; of a session that is not known nobody can tell whether they changed.
 */
export function reasonOfUpdate(
  patch: SessionPatch,
  before: string | undefined,
  after: string | undefined,
  query: SessionQuery,
): EventEffect {
  if (before !== after) return 'shown'
  if (before === undefined && 'status' in patch) return 'elsewhere'
  // A sign of life takes a session out of the list of those without one.
  if (before !== undefined && query.stale && 'lastHeartbeatAt' in patch) return 'elsewhere'
  return movesRows(patch, query) ? 'elsewhere' : 'none'
}

const URGENCY: readonly EventEffect[] = ['none', 'elsewhere', 'shown', 'question']

/** The one that can wait least. */
export const moreUrgent = (a: EventEffect, b: EventEffect): EventEffect =>
  URGENCY.indexOf(a) > URGENCY.indexOf(b) ? a : b
