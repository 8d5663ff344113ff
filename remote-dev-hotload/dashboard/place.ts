import { defaultQuery, SORT_FIELDS, type SessionQuery, type SortField } from '../sessions/index.ts'
import { startOfLog, type LogPlace } from '../logs/index.ts'
import { formatLogPlace, parseLogPlace } from './log-address.ts'

export const TABS = ['logs', 'reloads', 'metrics', 'alerts', 'details', 'activity'] as const
export type TabName = (typeof TABS)[number]

/** What stands beside the list while no session is open. */
export const ROOMS = ['overview', 'alerts', 'activity'] as const
export type RoomName = (typeof ROOMS)[number]

/** Where the reader is: everything that a pasted link must bring back. */
export interface Place {
  /** Null shows the `room`. */
  readonly sessionId: string | null
  readonly room: RoomName
  readonly tab: TabName
  /** Sequence of the reload that is open in its tab. */
  readonly reload: number | null
  /** State of the alerts that are shown in their room, or '' for every state. */
  readonly alertState: string
  /** Severity of the alerts that are shown in their room, or '' for every severity. */
  readonly alertSeverity: string
  /** The audit entry that is open in the activity. */
  readonly auditId: string | null
  readonly query: SessionQuery
  readonly log: LogPlace
}

export const startPlace: Place = {
  sessionId: null,
  room: 'overview',
  tab: 'logs',
  reload: null,
  alertState: '',
  alertSeverity: '',
  auditId: null,
  query: defaultQuery,
  log: startOfLog,
}

const isTab = (word: string | undefined): word is TabName => TABS.some((tab) => tab === word)
const isSort = (word: string): word is SortField => SORT_FIELDS.some((field) => field === word)
const isPositive = (number: number) => Number.isInteger(number) && number > 0

/**
 * Address below the base path → place. `q` searches what is in front: the sessions of the overview, or the
 * open session's log; the list's search then travels as `list`.
 * Unknown parts and parameters are ignored, never an error.
 */
export function parsePlace(path: string, basePath: string): Place {
  const url = new URL(path, 'http://panel.invalid')
  const below = url.pathname.startsWith(basePath) ? url.pathname.slice(basePath.length) : ''
  const [room, rawId, rawTab, rawPart] = below.split('/').filter(Boolean)
  const sessionId = room === 'sessions' && rawId ? safeDecode(rawId) : null
  const tab = sessionId !== null && isTab(rawTab) ? rawTab : 'logs'
  const reload = Number(tab === 'reloads' ? rawPart : '')
  return {
    sessionId,
    room: room === 'alerts' || room === 'activity' ? room : 'overview',
    tab,
    reload: isPositive(reload) ? reload : null,
    alertState: room === 'alerts' ? (url.searchParams.get('state') ?? '').toUpperCase() : '',
    alertSeverity: room === 'alerts' ? (url.searchParams.get('severity') ?? '').toUpperCase() : '',
    auditId: room === 'activity' && rawId ? safeDecode(rawId) : null,
    query: parseQuery(url.searchParams, sessionId === null ? 'q' : 'list'),
    log: sessionId === null ? startOfLog : parseLogPlace(url.searchParams),
  }
}

/** Place → address. Defaults are left out, so that a plain view has a plain link. */
export function formatPlace(place: Place, basePath: string): string {
  const { query, log, sessionId, room, alertState, alertSeverity } = place
  const params = new URLSearchParams()
  formatQuery(query, params, sessionId === null ? 'q' : 'list')
  if (sessionId !== null) formatLogPlace(log, params)
  else if (room === 'alerts') {
    if (alertState) params.set('state', alertState.toLowerCase())
    if (alertSeverity) params.set('severity', alertSeverity.toLowerCase())
  }
  const path = [basePath, ...partsOf(place).map(encodeURIComponent)].join('/') || '/'
  const search = params.toString()
  return search === '' ? path : `${path}?${search}`
}

function partsOf({ sessionId, room, tab, reload, auditId }: Place): string[] {
  if (sessionId !== null)
    return ['sessions', sessionId, tab, ...(tab === 'reloads' && reload !== null ? [String(reload)] : [])]
  if (room === 'activity' && auditId !== null) return ['activity', auditId]
  return room === 'overview' ? [] : [room]
}

function parseQuery(params: URLSearchParams, searchKey: string): SessionQuery {
  const sort = (params.get('sort') ?? '').toUpperCase()
  const field = sort.replace(/^-/, '')
  const page = Number(params.get('page') ?? '1')
  return {
    search: params.get(searchKey) ?? '',
    status: (params.get('status') ?? '').toUpperCase(),
    mine: params.get('mine') === '1',
    stale: params.get('stale') === '1',
    owner: params.get('owner') ?? '',
    plugin: params.get('plugin') ?? '',
    sort: isSort(field) ? field : defaultQuery.sort,
    descending: isSort(field) ? sort.startsWith('-') : defaultQuery.descending,
    page: isPositive(page) ? page : 1,
  }
}

function formatQuery(query: SessionQuery, params: URLSearchParams, searchKey: string): void {
  if (query.search) params.set(searchKey, query.search)
  if (query.status) params.set('status', query.status)
  if (query.mine) params.set('mine', '1')
  if (query.stale) params.set('stale', '1')
  if (query.owner) params.set('owner', query.owner)
  if (query.plugin) params.set('plugin', query.plugin)
  if (query.sort !== defaultQuery.sort || query.descending !== defaultQuery.descending) {
    params.set('sort', `${query.descending ? '-' : ''}${query.sort.toLowerCase()}`)
  }
  if (query.page > 1) params.set('page', String(query.page))
}

function safeDecode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
