import type { ServerOffers } from '../../contracts/index.ts'
import type { ColumnName } from './list/table-look.ts'
import type { SortField } from './list/session-query.ts'

/** Whether this server tells when it last heard from a CLI. Where it does not, nobody is late and nobody is lost. */
export const tellsHeartbeats = ({ profile }: ServerOffers): boolean => profile !== 'core'

/** Whether a server of this kind names the version that a session runs. */
const tellsVersion = ({ profile }: ServerOffers): boolean => profile !== 'core'

const NEEDS: Readonly<Partial<Record<ColumnName, (offers: ServerOffers) => boolean>>> = {
  errors: ({ logs }) => logs,
  trend: ({ metrics }) => metrics,
  version: tellsVersion,
}

/** Those of the columns that this server can fill. */
export const offeredColumns = (columns: readonly ColumnName[], offers: ServerOffers): readonly ColumnName[] =>
  columns.filter((name) => NEEDS[name]?.(offers) ?? true)

/** Whether there is anything to sort by. */
export const offersOrder = (field: SortField, { logs }: ServerOffers): boolean => field !== 'ERRORS' || logs
