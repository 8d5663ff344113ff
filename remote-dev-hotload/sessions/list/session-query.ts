/** What the list is asked for; lives in the address. */
export interface SessionQuery {
  readonly search: string
  /** A status word, or '' for every status. */
  readonly status: string
  readonly mine: boolean
  /** Only sessions whose heartbeat is late, as the server judges it. */
  readonly stale: boolean
  /** Id of a developer, or '' for everybody's. */
  readonly owner: string
  /** Id of a plugin, or '' for every plugin. */
  readonly plugin: string
  readonly sort: SortField
  readonly descending: boolean
  /** From 1. */
  readonly page: number
}

export const SORT_FIELDS = ['STATUS', 'PLUGIN', 'DEVELOPER', 'STARTED_AT', 'LAST_RELOAD_AT', 'ERRORS'] as const
export type SortField = (typeof SORT_FIELDS)[number]

/** Newest first: the session somebody has just started is the one they look for. */
export const defaultQuery: SessionQuery = {
  search: '',
  status: '',
  mine: false,
  stale: false,
  owner: '',
  plugin: '',
  sort: 'STARTED_AT',
  descending: true,
  page: 1,
}

/** Some sessions may be hidden by it. */
export const isFiltered = ({ search, status, mine, stale, owner, plugin }: SessionQuery): boolean =>
  search !== '' || status !== '' || mine || stale || owner !== '' || plugin !== ''

/** The same order and nothing hidden. */
export const withoutFilters = ({ sort, descending }: SessionQuery): SessionQuery => ({
  ...defaultQuery,
  sort,
  descending,
})
