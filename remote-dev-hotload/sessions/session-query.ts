/** What the list is asked for; lives in the address. */
export interface SessionQuery {
  readonly search: string
  /** A status word, or '' for every status. */
  readonly status: string
  readonly mine: boolean
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
  sort: 'STARTED_AT',
  descending: true,
  page: 1,
}
