/** The columns that may be left out; status, plugin and actions always stay. */
export const COLUMNS = ['owner', 'started', 'lastReload', 'errors', 'trend', 'expires', 'tenant', 'version'] as const
export type ColumnName = (typeof COLUMNS)[number]

/** How the reader likes the table; kept for the next visit. */
export interface TableLook {
  readonly columns: readonly ColumnName[]
  readonly density: 'cosy' | 'compact'
}

export const defaultTableLook: TableLook = {
  columns: ['owner', 'lastReload', 'errors', 'trend'],
  density: 'cosy',
}
