import type { AlertActions } from '../alerts/alert-actions.ts'
import { viewAlert, type AlertStore, type KnownState } from '../alerts/alert-store.ts'
import type { Audit } from '../audit/audit.ts'
import type { Metrics } from '../metrics/metrics.ts'
import { failed } from '../problem.ts'
import type { Commands } from '../sessions/commands.ts'
import type { SessionStore } from '../sessions/session-store.ts'
import { unwrap } from './error-shape.ts'
import { limitOf, offsetOf, panelUser, type GatewayContext } from './gateway-context.ts'

export interface PanelResolversDeps {
  sessions: SessionStore
  metrics: Metrics
  alerts: AlertStore
  alertActions: AlertActions
  audit: Audit
  commands: Commands
}

interface CommandArgs {
  sessionId: string
  reason?: string | null
  idempotencyKey?: string | null
}

const DAY_MS = 24 * 3_600_000
const MAX_REASON = 1000

/** A duration within sensible bounds, in milliseconds. */
const durationOf = (field: string, ms: number | null | undefined, fallback: number, least: number): number => {
  const value = ms ?? fallback
  if (value >= least && value <= DAY_MS) return value
  return unwrap<number>(failed('bad-input', `${field} must lie between ${least} and ${DAY_MS}.`, { field }))
}

const command = ({ sessionId, reason, idempotencyKey }: CommandArgs, context: GatewayContext) => {
  if ((reason?.length ?? 0) > MAX_REASON) unwrap(failed('bad-input', 'The reason is too long.', { field: 'reason' }))
  return {
    caller: context.caller,
    sessionId,
    reason: reason ?? null,
    requestId: context.requestId,
    idempotencyKey: idempotencyKey ?? context.idempotencyKey,
  }
}

/** Queries about figures, alerts and activity. */
export const createPanelQueries = ({ sessions, metrics, alerts, audit }: PanelResolversDeps) => ({
  devHotloadMetrics(
    _root: unknown,
    args: { tenantId?: string | null; sessionId?: string | null; windowMs?: number | null; stepMs?: number | null },
    context: GatewayContext,
  ) {
    const tenantId = panelUser(context, args.tenantId).tenant.id
    const windowMs = durationOf('windowMs', args.windowMs, 900_000, 1000)
    const stepMs = durationOf('stepMs', args.stepMs, 15_000, 1000)
    const row = args.sessionId == null ? null : sessions.inTenant(tenantId, args.sessionId)
    if (row === undefined) return unwrap(failed('not-found', 'There is no such session.'))
    return metrics.full({ tenantId, sessionNo: row?.no ?? null }, { windowMs, stepMs })
  },

  devHotloadAlerts(
    _root: unknown,
    args: { tenantId?: string | null; state?: KnownState | null; limit?: number | null },
    context: GatewayContext,
  ) {
    const { tenant } = panelUser(context, args.tenantId)
    return alerts.list(tenant.id, args.state ?? null, limitOf(args.limit, 100, 200)).map(viewAlert)
  },

  devHotloadAudit(
    _root: unknown,
    args: { tenantId?: string | null; sessionId?: string | null; limit?: number | null; offset?: number | null },
    context: GatewayContext,
  ) {
    const caller = panelUser(context, args.tenantId)
    const page = { limit: limitOf(args.limit, 50, 200), offset: offsetOf(args.offset) }
    return unwrap(audit.page(caller, { sessionId: args.sessionId ?? null, ...page }))
  },
})

/** Commands look after permission themselves, since a denied one is recorded too. */
export const createMutations = ({ commands, alertActions }: PanelResolversDeps) => ({
  terminateDevSession: (_root: unknown, args: CommandArgs, context: GatewayContext) =>
    unwrap(commands.terminate(command(args, context))),

  reloadDevSession: (_root: unknown, args: CommandArgs, context: GatewayContext) =>
    unwrap(commands.reload(command(args, context))),

  acknowledgeDevAlert: (_root: unknown, { alertId }: { alertId: string }, context: GatewayContext) =>
    unwrap(alertActions.acknowledge({ caller: context.caller, alertId, requestId: context.requestId })),

  snoozeDevAlert: (_root: unknown, { alertId, until }: { alertId: string; until: Date }, context: GatewayContext) =>
    unwrap(alertActions.snooze({ caller: context.caller, alertId, requestId: context.requestId }, until)),
})
