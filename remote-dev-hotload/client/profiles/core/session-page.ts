import { SESSION_STATUSES, type Session } from '../../../../contracts/index.ts'
import type { SessionsQueryVariables } from '../../../generated/graphql.ts'
import type { SessionPage } from '../../decode/index.ts'

type Wish = Pick<SessionsQueryVariables, 'filter' | 'orderBy' | 'limit' | 'offset'>
type Key = number | string | null

const RANK = new Map<string, number>(SESSION_STATUSES.map((status, rank) => [status, rank]))

const nameOf = ({ developer }: Session): string => developer.name ?? developer.id

/** What a search looks through, as a gateway does: ids and names, no addresses and no metadata. */
const searched = (session: Session): string =>
  [session.pluginId, session.pluginName ?? '', nameOf(session), session.sessionId].join('\n').toLowerCase()

/** Everything but the status, which the totals by status must not depend on. */
function matches(session: Session, filter: NonNullable<Wish['filter']>, userId: string | null): boolean {
  const { search, pluginId, developerId, mine, stale } = filter
  // Core tells of no heartbeat, so nothing can be said to have lost one.
  if (stale) return false
  if (mine && session.developer.id !== userId) return false
  if (pluginId && session.pluginId !== pluginId) return false
  if (developerId && session.developer.id !== developerId) return false
  return !search || searched(session).includes(search.toLowerCase())
}

/** The key to sort by; null stands behind all others, whatever the direction. */
function keyOf(session: Session, field: string, place: number): Key {
  switch (field) {
    case 'STATUS':
      return RANK.get(session.status) ?? null
    case 'PLUGIN':
      return session.pluginId.toLowerCase()
    case 'DEVELOPER':
      return nameOf(session).toLowerCase()
    case 'LAST_RELOAD_AT':
      return session.lastReloadAt === null ? null : Date.parse(session.lastReloadAt)
    case 'ERRORS':
      return session.metrics.errorCount
    // The start itself is worked out; the order of the list is the order in which they were registered.
    default:
      return -place
  }
}

/** Developers are numbers here, and 9 comes before 10. */
function createCompare(): (a: Key, b: Key) => number {
  const words = new Intl.Collator('en', { numeric: true })
  return (a, b) => (typeof a === 'string' && typeof b === 'string' ? words.compare(a, b) : Number(a) - Number(b))
}

/**
 * The page of the whole list that a gateway would have answered with: search, facets, order and totals are worked out
 * here. `sessions` is newest first, which is also the order among equals.
 */
export function pageOf(sessions: readonly Session[], wish: Wish, userId: string | null, rejected = 0): SessionPage {
  const { limit, offset } = wish
  const filter = wish.filter ?? {}
  const found = sessions.filter((session) => matches(session, filter, userId))
  const statusCounts = new Map<string, number>()
  for (const { status } of found) statusCounts.set(status, (statusCounts.get(status) ?? 0) + 1)
  const wanted = new Set<string>(filter.status?.length ? filter.status : found.map(({ status }) => status))
  const { field = 'STARTED_AT', direction = 'DESC' } = wish.orderBy ?? {}
  const sign = direction === 'ASC' ? 1 : -1
  const compare = createCompare()
  const rows = found
    .map((session, place) => ({ session, place, key: keyOf(session, field, place) }))
    .filter(({ session }) => wanted.has(session.status))
    .sort((a, b) => {
      if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null) || a.place - b.place
      return sign * compare(a.key, b.key) || a.place - b.place
    })
  return {
    items: rows.slice(offset, offset + limit).map(({ session }) => session),
    totalCount: rows.length,
    limit,
    offset,
    statusCounts,
    recentAlerts: [],
    streamCursor: null,
    rejected,
  }
}
