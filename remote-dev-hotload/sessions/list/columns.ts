import type { SessionQuery, SortField } from './session-query.ts'
import { COLUMNS, type ColumnName } from './table-look.ts'

/** A column with a heading of its own; the box in front and the actions behind have none. */
export type HeadedColumn = 'status' | 'plugin' | ColumnName

export interface Column {
  readonly name: HeadedColumn
  /** What its heading sorts by, or null when the server cannot. */
  readonly sort: SortField | null
}

const SORTS: Readonly<Partial<Record<HeadedColumn, SortField>>> = {
  status: 'STATUS',
  plugin: 'PLUGIN',
  owner: 'DEVELOPER',
  started: 'STARTED_AT',
  lastReload: 'LAST_RELOAD_AT',
  errors: 'ERRORS',
}

const BOX = 30
/** Three buttons, or two where the server does not reload. */
const ACTIONS = 106
const FEWER_ACTIONS = 76
/** Px. The plugin takes what is left, and at least this much. */
const WIDTHS: Readonly<Record<HeadedColumn, number>> = {
  status: 108,
  plugin: 112,
  owner: 104,
  started: 84,
  lastReload: 120,
  errors: 64,
  trend: 92,
  expires: 84,
  tenant: 104,
  version: 84,
}

/** In a narrow pane these stand below the plugin's name. */
const FOLDED: readonly HeadedColumn[] = ['owner', 'errors', 'lastReload']

/** A table that needs more has no room in the usual pane: it scrolls and keeps status and plugin in view. */
const MANY = 480

/** Status and plugin first, then the chosen ones in a fixed order. The trend needs no column beside the last reload. */
export function tableColumns(chosen: readonly ColumnName[]): readonly Column[] {
  const isMerged = (name: ColumnName) => name === 'trend' && chosen.includes('lastReload')
  const shown = COLUMNS.filter((name) => chosen.includes(name) && !isMerged(name))
  return (['status', 'plugin', ...shown] as const).map((name) => ({ name, sort: SORTS[name] ?? null }))
}

export interface TableRoom {
  /** It does not fit into the usual pane. */
  readonly isMany: boolean
  /** Custom properties: how wide each column is, and what the table needs with all side by side or some folded. */
  readonly styles: Readonly<Record<string, string>>
}

/** How much room the columns take. */
export function tableRoom(columns: readonly Column[], reloads = true): TableRoom {
  const actions = reloads ? ACTIONS : FEWER_ACTIONS
  const sum = (some: readonly Column[]) => some.reduce((px, { name }) => px + WIDTHS[name], BOX + actions)
  const folded = sum(columns.filter(({ name }) => !FOLDED.includes(name)))
  const px = { wide: sum(columns), folded, box: BOX, actions, ...WIDTHS }
  const styles = Object.entries(px).map(([name, value]) => [`--dh-table-${name}`, `${value}px`])
  return { isMany: folded > MANY, styles: Object.fromEntries(styles) as Record<string, string> }
}

/** Names are read from A on; of times and errors the newest and the most come first. */
const FROM_THE_END: readonly SortField[] = ['STARTED_AT', 'LAST_RELOAD_AT', 'ERRORS']

/** What a click on the heading asks for: that order, or the other way round when it is that already. */
export const sortedBy = (query: SessionQuery, sort: SortField): SessionQuery => ({
  ...query,
  sort,
  descending: query.sort === sort ? !query.descending : FROM_THE_END.includes(sort),
  page: 1,
})
