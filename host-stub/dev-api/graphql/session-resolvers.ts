import { LOG_LEVELS } from '../../../contracts/index.ts'
import type { AlertStore } from '../alerts/alert-store.ts'
import { viewAlert } from '../alerts/alert-store.ts'
import type { Caller } from '../auth/caller.ts'
import type { Database } from '../db/open-database.ts'
import type { LogStore } from '../logs/log-store.ts'
import { DEFAULT_WINDOW, type Metrics } from '../metrics/metrics.ts'
import { failed } from '../problem.ts'
import { allowedActions } from '../sessions/allowed-actions.ts'
import type { ReloadStore } from '../sessions/reload-store.ts'
import type { SessionFilter, SessionList, SessionOrder } from '../sessions/session-list.ts'
import { accessOf, type SessionRow } from '../sessions/session-row.ts'
import type { SessionStore } from '../sessions/session-store.ts'
import type { SessionViews } from '../sessions/session-view.ts'
import type { EventIds } from '../stream/event-id.ts'
import type { EventLog } from '../stream/event-log.ts'
import { unwrap } from './error-shape.ts'
import { limitOf, offsetOf, panelUser, type GatewayContext } from './gateway-context.ts'

export interface SessionResolversDeps {
  db: Database
  list: SessionList
  sessions: SessionStore
  views: SessionViews
  reloads: ReloadStore
  logs: LogStore
  alerts: AlertStore
  metrics: Metrics
  events: EventLog
  ids: EventIds
}

interface ListArgs {
  tenantId?: string | null
  filter?: SessionFilter | null
  orderBy?: SessionOrder | null
  limit?: number | null
  offset?: number | null
}

interface LogArgs {
  sessionId: string
  limit?: number | null
  beforeId?: string | null
  afterId?: string | null
  level?: string | null
  search?: string | null
}

const RECENT_ALERTS = 20
const DEFAULT_ORDER: SessionOrder = { field: 'STARTED_AT', direction: 'DESC' }

/** Queries about sessions, their reloads and their logs. */
export const createSessionResolvers = (deps: SessionResolversDeps) => {
  const { db, list, sessions, views, reloads, logs, alerts, metrics, events, ids } = deps

  const forCaller = (caller: Caller) => (row: SessionRow) => ({
    ...views.session(row),
    allowedActions: allowedActions(caller, accessOf(row)),
  })

  const mustFind = (caller: Caller, sessionId: string): SessionRow =>
    sessions.inTenant(caller.tenant.id, sessionId) ??
    unwrap<SessionRow>(failed('not-found', 'There is no such session.'))

  return {
    devHotloadSessions(_root: unknown, args: ListArgs, context: GatewayContext) {
      const caller = panelUser(context, args.tenantId)
      const wish = {
        filter: args.filter ?? {},
        order: args.orderBy ?? DEFAULT_ORDER,
        limit: limitOf(args.limit, 50, 200),
        offset: offsetOf(args.offset),
      }
      // One transaction: the cursor names exactly the moment that the rows show.
      return db.write(() => {
        const { rows, ...totals } = list(caller, wish)
        return {
          ...totals,
          items: rows.map(forCaller(caller)),
          limit: wish.limit,
          offset: wish.offset,
          metrics: metrics.full({ tenantId: caller.tenant.id, sessionNo: null }, DEFAULT_WINDOW),
          recentAlerts: alerts.list(caller.tenant.id, null, RECENT_ALERTS).map(viewAlert),
          streamCursor: ids.write(events.head(caller.tenant.id).last),
        }
      })
    },

    devHotloadSession(_root: unknown, { sessionId }: { sessionId: string }, context: GatewayContext) {
      const caller = panelUser(context)
      const row = sessions.inTenant(caller.tenant.id, sessionId)
      return row ? forCaller(caller)(row) : null
    },

    devHotloadReloads(
      _root: unknown,
      args: { sessionId: string; limit?: number | null; before?: number | null },
      context: GatewayContext,
    ) {
      const row = mustFind(panelUser(context), args.sessionId)
      return reloads.list(row.no, limitOf(args.limit, 50, 200), args.before ?? null)
    },

    devHotloadLogs(_root: unknown, args: LogArgs, context: GatewayContext) {
      const row = mustFind(panelUser(context), args.sessionId)
      const page = unwrap(
        logs.page(row, {
          limit: limitOf(args.limit, 500, 2000),
          beforeId: args.beforeId ?? null,
          afterId: args.afterId ?? null,
          minLevel: Math.max(
            0,
            LOG_LEVELS.findIndex((level) => level === args.level?.toLowerCase()),
          ),
          search: args.search || null,
        }),
      )
      const items = page.items.map((line) => ({ ...line, level: line.level.toUpperCase(), sessionId: row.session_id }))
      return { ...page, items }
    },
  }
}
