import { defaultQuery, SORT_FIELDS, type SessionQuery, type SortField } from '../sessions/index.ts'
import { startOfLog, type LogPlace } from '../logs/index.ts'
import { formatLogPlace, parseLogPlace } from './log-address.ts'

export const TABS = ['logs', 'reloads', 'metrics', 'alerts', 'details', 'activity'] as const
export type TabName = (typeof TABS)[number]

/** Where the reader is: everything that a pasted link must bring back. */
export interface Place {
  /** Null shows the overview. */
  readonly sessionId: string | null
  readonly tab: TabName
  readonly query: SessionQuery
  readonly log: LogPlace
}

export const startPlace: Place = { sessionId: null, tab: 'logs', query: defaultQuery, log: startOfLog }

const isTab = (word: string | undefined): word is TabName => TABS.some((tab) => tab === word)
const isSort = (word: string): word is SortField => SORT_FIELDS.some((field) => field === word)

/**
 * Address below the base path → place. `q` searches what is in front: the sessions of the overview, or the
 * open session's log; the list's search then travels as `list`.
 * Unknown parts and parameters are ignored, never an error.
 */
export function parsePlace(path: string, basePath: string): Place {
  const url = new URL(path, 'http://panel.invalid')
  const below = url.pathname.startsWith(basePath) ? url.pathname.slice(basePath.length) : ''
  const [room, rawId, tab] = below.split('/').filter(Boolean)
  const sessionId = room === 'sessions' && rawId ? safeDecode(rawId) : null
  const sort = (url.searchParams.get('sort') ?? '').toUpperCase()
  const field = sort.replace(/^-/, '')
  const page = Number(url.searchParams.get('page') ?? '1')
  return {
    sessionId,
    tab: isTab(tab) ? tab : 'logs',
    query: {
      search: url.searchParams.get(sessionId === null ? 'q' : 'list') ?? '',
      status: (url.searchParams.get('status') ?? '').toUpperCase(),
      mine: url.searchParams.get('mine') === '1',
      sort: isSort(field) ? field : defaultQuery.sort,
      descending: isSort(field) ? sort.startsWith('-') : defaultQuery.descending,
      page: Number.isInteger(page) && page > 0 ? page : 1,
    },
    log: sessionId === null ? startOfLog : parseLogPlace(url.searchParams),
  }
}

/** Place → address. Defaults are left out, so that a plain view has a plain link. */
export function formatPlace(place: Place, basePath: string): string {
  const { query, log, sessionId, tab } = place
  const params = new URLSearchParams()
  if (query.search) params.set(sessionId === null ? 'q' : 'list', query.search)
  if (query.status) params.set('status', query.status)
  if (query.mine) params.set('mine', '1')
  if (query.sort !== defaultQuery.sort || query.descending !== defaultQuery.descending) {
    params.set('sort', `${query.descending ? '-' : ''}${query.sort.toLowerCase()}`)
  }
  if (query.page > 1) params.set('page', String(query.page))
  if (sessionId !== null) formatLogPlace(log, params)
  const path = sessionId === null ? basePath || '/' : `${basePath}/sessions/${encodeURIComponent(sessionId)}/${tab}`
  const search = params.toString()
  return search === '' ? path : `${path}?${search}`
}

function safeDecode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
