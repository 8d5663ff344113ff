import { readFileSync } from 'node:fs'
import { Hono } from 'hono'
import type { AlertScenario } from './alerts/alert-scenario.ts'
import { SESSION_ID, TENANT_ID } from './identity.ts'
import { preciseNow } from './clock.ts'
import type { SessionQuestion } from './sessions/session-query.ts'
import type { SessionScenario } from './sessions/session-scenario.ts'

type Json = Record<string, unknown>

const FIXTURES = new URL('../../../contracts/fixtures/graphql/', import.meta.url)
const fixture = (name: string): Json =>
  (JSON.parse(readFileSync(new URL(`${name}.good.json`, FIXTURES), 'utf8')) as { data: Json }).data

const LIVE_FOR_MS = 24 * 3_600_000

/** The contract's example session, alive now. */
function liveSession(): Json {
  const { devHotloadSession } = fixture('session') as { devHotloadSession: Json }
  const now = Date.now()
  const iso = (ms: number) => new Date(now + ms).toISOString()
  return {
    ...devHotloadSession,
    sessionId: SESSION_ID,
    tenantId: TENANT_ID,
    startedAt: iso(-600_000),
    lastReloadAt: iso(-60_000),
    lastHeartbeatAt: iso(0),
    expiresAt: iso(LIVE_FOR_MS),
  }
}

const onlySession = (recentAlerts: readonly object[]): Json => ({
  ...(fixture('sessions')['devHotloadSessions'] as Json),
  items: [liveSession()],
  totalCount: 1,
  statusCounts: [{ status: 'ACTIVE', count: 1 }],
  recentAlerts,
  streamCursor: null,
})

export type Tenant = Pick<SessionScenario, 'list' | 'one'>
export type TenantAlerts = Pick<AlertScenario, 'list'>

/** What the list of sessions brings along of them. */
const RECENT = 10

/** What the gateway answers to each field that a query may name; the log starts empty. */
const ANSWERS: Record<string, (tenant: Tenant, variables: Json, alerts: TenantAlerts) => unknown> = {
  devHotloadSessions: (tenant, variables, alerts) =>
    tenant.list(variables as SessionQuestion) ?? onlySession(alerts.list().slice(0, RECENT)),
  devHotloadSession: (tenant, { sessionId }) =>
    sessionId === SESSION_ID ? liveSession() : tenant.one(String(sessionId)),
  devHotloadReloads: () => [],
  devHotloadLogs: () => ({ items: [], hasBefore: false, hasAfter: false }),
  devHotloadMetrics: () => fixture('metrics')['devHotloadMetrics'],
  devHotloadAlerts: (_, { state }, alerts) => alerts.list().filter((alert) => !state || alert.state === state),
  devHotloadAudit: () => ({ items: [], totalCount: 0, limit: 50, offset: 0 }),
}

function answerQuery(query: string, variables: Json, tenant: Tenant, alerts: TenantAlerts): Json {
  const asked = Object.keys(ANSWERS).filter((field) => new RegExp(`\\b${field}\\b`).test(query))
  return { data: Object.fromEntries(asked.map((field) => [field, ANSWERS[field]!(tenant, variables, alerts)])) }
}

let audits = 0
const envelope = (data: Json, code = 200) => ({
  code,
  message: 'success',
  timestamp: new Date().toISOString(),
  data,
})

/** The little of the wire contract that the panel needs here; the stream itself is not part of it. */
export function createApi(tenant: Tenant, alerts: TenantAlerts): Hono {
  const app = new Hono()
  app.post('/internal/admin/graphql', async (c) => {
    const { query, variables } = await c.req.json<{ query: string; variables?: Json }>()
    return c.json(answerQuery(query, variables ?? {}, tenant, alerts))
  })
  app.post('/internal/dev/plugins/audit', (c) => c.json(envelope({ auditId: `au-${++audits}` }, 201), 201))
  app.post('/internal/dev/plugins/notifications', (c) =>
    c.json(envelope({ notificationId: 'n-1', routedTo: [] }, 202), 202),
  )
  app.get('/clock', (c) => c.json({ now: preciseNow() }))
  return app
}
