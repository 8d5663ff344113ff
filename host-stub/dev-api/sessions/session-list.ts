import { SESSION_STATUSES } from '../../../contracts/index.ts'
import type { Caller } from '../auth/caller.ts'
import type { Clock } from '../clock.ts'
import type { Database, SqlValue } from '../db/open-database.ts'
import type { KnownStatus, SessionRow } from './session-row.ts'
import type { SessionTiming } from './timing.ts'

export const ORDER_FIELDS = ['STATUS', 'PLUGIN', 'DEVELOPER', 'STARTED_AT', 'LAST_RELOAD_AT', 'ERRORS'] as const

export interface SessionFilter {
  search?: string | null
  status?: readonly KnownStatus[] | null
  pluginId?: string | null
  developerId?: string | null
  mine?: boolean | null
  stale?: boolean | null
}

export interface SessionOrder {
  field: (typeof ORDER_FIELDS)[number]
  direction: 'ASC' | 'DESC'
}

export interface SessionListWish {
  filter: SessionFilter
  order: SessionOrder
  limit: number
  offset: number
}

const statusRank = `case status ${SESSION_STATUSES.map((status, rank) => `when '${status}' then ${rank}`).join(' ')} end`

/** Statuses sort as a session lives through them, people by the name that is shown. */
const ORDER_BY: Record<SessionOrder['field'], string> = {
  STATUS: statusRank,
  PLUGIN: 'plugin_id collate nocase',
  DEVELOPER: `coalesce(json_extract(facts, '$.developerName'), developer_id) collate nocase`,
  STARTED_AT: 'started_at',
  LAST_RELOAD_AT: 'last_reload_at',
  ERRORS: 'error_count',
}

/** Pages through the sessions of the caller's tenant. */
export const createSessionList = (db: Database, clock: Clock, timing: SessionTiming) => {
  const where = (caller: Caller, filter: SessionFilter) => {
    const parts = ['tenant_id = ?']
    const params: SqlValue[] = [caller.tenant.id]
    const add = (sql: string, ...values: SqlValue[]) => {
      parts.push(sql)
      params.push(...values)
    }
    if (filter.search) add('instr(search_text, ?) > 0', filter.search.toLowerCase())
    if (filter.pluginId) add('plugin_id = ?', filter.pluginId)
    if (filter.developerId) add('developer_id = ?', filter.developerId)
    if (filter.mine) add('(developer_id = ? or registered_by = ?)', caller.person.id, caller.person.id)
    if (filter.stale) add('ended_at is null and last_heartbeat_at <= ?', clock.now() - timing.lostMs)
    return { sql: parts.join(' and '), params }
  }

  return (caller: Caller, { filter, order, limit, offset }: SessionListWish) => {
    const all = where(caller, filter)
    const counts = db
      .prepare<{ status: KnownStatus; count: number }>(
        `select status, count(*) as count from sessions where ${all.sql} group by status`,
      )
      .all(...all.params)
    const wanted = filter.status?.length ? filter.status : SESSION_STATUSES
    const by = ORDER_BY[order.field]
    const rows = db
      .prepare<SessionRow>(
        `select * from sessions where ${all.sql} and status in (select value from json_each(?))
         order by ${by} is null, ${by} ${order.direction}, no desc limit ? offset ?`,
      )
      .all(...all.params, JSON.stringify(wanted), limit, offset)
    const countOf = (status: KnownStatus) => counts.find((row) => row.status === status)?.count ?? 0
    return {
      rows,
      totalCount: [...new Set(wanted)].reduce((sum, status) => sum + countOf(status), 0),
      /** Of all statuses, whichever are filtered for. */
      statusCounts: SESSION_STATUSES.map((status) => ({ status, count: countOf(status) })),
    }
  }
}

export type SessionList = ReturnType<typeof createSessionList>
