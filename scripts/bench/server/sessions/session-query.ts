import { SESSION_STATUSES } from '../../../../contracts/records.ts'
import { hasEnded, USER_ID, type KnownStatus, type PoolSession } from './session-pool.ts'

/** The variables of the contract's `devHotloadSessions`. */
export interface SessionQuestion {
  readonly filter?: {
    readonly search?: string | null
    readonly status?: readonly KnownStatus[] | null
    readonly pluginId?: string | null
    readonly developerId?: string | null
    readonly mine?: boolean | null
    readonly stale?: boolean | null
  } | null
  readonly orderBy?: { readonly field: OrderField; readonly direction: 'ASC' | 'DESC' } | null
  readonly limit?: number | null
  readonly offset?: number | null
}

export type OrderField = 'STATUS' | 'PLUGIN' | 'DEVELOPER' | 'STARTED_AT' | 'LAST_RELOAD_AT' | 'ERRORS'

export interface SessionAnswer {
  readonly rows: PoolSession[]
  readonly totalCount: number
  /** Of all statuses, whichever are filtered for. */
  readonly statusCounts: { status: KnownStatus; count: number }[]
  readonly limit: number
  readonly offset: number
}

const MOST = 200
const LOST_AFTER_MS = 30_000

const KEYS: Record<OrderField, (session: PoolSession) => string | number | null> = {
  STATUS: ({ status }) => SESSION_STATUSES.indexOf(status),
  PLUGIN: ({ pluginId }) => pluginId,
  DEVELOPER: ({ developerName }) => developerName.toLowerCase(),
  STARTED_AT: ({ startedAt }) => startedAt,
  LAST_RELOAD_AT: ({ lastReload }) => lastReload?.at ?? null,
  ERRORS: ({ errorCount }) => errorCount,
}

/** A page of the sessions as the Dev API answers it: what is unknown comes last, equals newest first. */
export function querySessions(
  sessions: readonly PoolSession[],
  { filter, orderBy, limit: asked, offset: from }: SessionQuestion,
  now: number,
): SessionAnswer {
  const matching = sessions.filter(matcher(filter ?? {}, now))
  const counts = new Map<KnownStatus, number>()
  for (const { status } of matching) counts.set(status, (counts.get(status) ?? 0) + 1)
  const wanted = filter?.status?.length ? new Set(filter.status) : null
  const found = wanted ? matching.filter(({ status }) => wanted.has(status)) : matching
  const limit = Math.min(MOST, asked ?? 50)
  const offset = from ?? 0
  return {
    rows: sorted(found, orderBy ?? { field: 'STARTED_AT', direction: 'DESC' }).slice(offset, offset + limit),
    totalCount: found.length,
    statusCounts: SESSION_STATUSES.map((status) => ({ status, count: counts.get(status) ?? 0 })),
    limit,
    offset,
  }
}

function matcher(filter: NonNullable<SessionQuestion['filter']>, now: number): (session: PoolSession) => boolean {
  const { pluginId, developerId, mine, stale } = filter
  const search = filter.search?.toLowerCase()
  return (session) =>
    (!search || session.searchText.includes(search)) &&
    (!pluginId || session.pluginId === pluginId) &&
    (!developerId || session.developerId === developerId) &&
    (!mine || session.developerId === USER_ID) &&
    (!stale || (session.isLost && !hasEnded(session) && now - session.lastHeartbeatAt >= LOST_AFTER_MS))
}

/** Keys are read once a row: with 10 000 rows a comparison asks for each of them thirteen times. */
function sorted(sessions: readonly PoolSession[], order: NonNullable<SessionQuestion['orderBy']>): PoolSession[] {
  const key = KEYS[order.field]
  const sign = order.direction === 'DESC' ? -1 : 1
  return sessions
    .map((session) => ({ session, key: key(session) }))
    .sort((a, b) => {
      if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null) || newest(a, b)
      if (a.key === b.key) return newest(a, b)
      return a.key < b.key ? -sign : sign
    })
    .map(({ session }) => session)
}

const newest = (a: { session: PoolSession }, b: { session: PoolSession }) => b.session.no - a.session.no
