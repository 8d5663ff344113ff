import alertFixture from '../../contracts/fixtures/stream/alert-raised.good.json'
import auditFixture from '../../contracts/fixtures/graphql/audit.good.json'
import metricsFixture from '../../contracts/fixtures/graphql/metrics.good.json'
import reloadsFixture from '../../contracts/fixtures/graphql/reloads.good.json'
import sessionsFixture from '../../contracts/fixtures/graphql/sessions.good.json'
import {
  alertSchema,
  type Alert,
  type AuditEntry,
  type Metrics,
  type Reload,
  type Session,
} from '../../contracts/index.ts'
import {
  decodeAuditEntry,
  decodeEach,
  decodeMetrics,
  decodeReload,
  decodeSessionPage,
  type SessionPage,
} from '../client/decode/index.ts'
import { decodeWith } from '../client/decode/record.ts'
import { testSession } from '../tests/test-session.ts'
import { before } from './now.ts'

function must<T>(value: T | null | undefined): T {
  if (value == null) throw new Error('A golden payload is not readable any more.')
  return value
}

const page = must(decodeSessionPage(sessionsFixture.data.devHotloadSessions))

/** The session that is open in most stories: the reader's own, its heart beats. */
export const orders: Session = {
  ...must(page.items[0]),
  developer: { id: 'u-1', name: '李伟 (Li Wei)' },
  lastHeartbeatAt: before(4),
  lastReloadAt: before(70),
  expiresAt: before(-900),
}

export const reloads: readonly Reload[] = decodeEach(reloadsFixture.data.devHotloadReloads, decodeReload).items.map(
  (reload, index) => ({ ...reload, at: before(70 + index * 240) }),
)

const other = (id: string, name: string, owner: string, patch: Partial<Session>): Session =>
  testSession(`5e55-${id}`, {
    pluginId: `com.powerx.${id}`,
    pluginName: name,
    developer: { id: `u-${owner}`, name: owner },
    tenantName: 'Northwind Trading',
    startedAt: before(7_200),
    lastHeartbeatAt: before(6),
    expiresAt: before(-1_800),
    lastReload: must(reloads[0]),
    lastReloadAt: before(70),
    ...patch,
  })

const failed: Reload = { ...must(reloads[1]), sequence: 12, at: before(31), error: 'src/pricing.ts:4:2 Unexpected end' }

/** One of each kind, as an ops person meets them on a bad morning. */
export const sessions: readonly Session[] = [
  other('pay', 'Payments', 'Ana Souza', {
    status: 'FAILED',
    statusReason: 'src/pricing.ts:4:2 Unexpected end of file',
    lastReload: failed,
    metrics: { ...orders.metrics, errorCount: 4, reloadFailureCount: 2 },
  }),
  orders,
  other('shop', 'Shop', '陈晨', { status: 'RELOADING', startedAt: before(60), reloadCount: 1 }),
  other('chat-assistant-with-a-long-name', 'Chat assistant for the support desk', 'build-bot', {
    lastHeartbeatAt: before(14 * 60),
    expiresAt: before(-60),
    allowedActions: [],
  }),
  other('crm', 'CRM', 'Ana Souza', { status: 'TERMINATING' }),
  other('old', 'Old reports', 'Olivia Santos', {
    status: 'TERMINATED',
    statusReason: 'frees the sandbox',
    terminationNote: 'terminated',
    endedAt: before(400),
    allowedActions: [],
  }),
]

/** The first page of a list with all of `items`, or of more than fits. */
export function pageOf(items: readonly Session[], totalCount = items.length): SessionPage {
  const statusCounts = new Map<string, number>()
  for (const { status } of items) statusCounts.set(status, (statusCounts.get(status) ?? 0) + 1)
  return { ...page, items: [...items], totalCount, statusCounts }
}

const alert = must(decodeWith(alertSchema, alertFixture.data.payload))

/** Of its own kind: equal ones would be one. */
const alertOf = (rule: string, patch: Partial<Alert>): Alert => ({
  ...alert,
  alertId: rule,
  fingerprint: `${rule}:${alert.pluginId}`,
  ...patch,
})

export const alerts: readonly Alert[] = [
  alertOf('heartbeat.lost', { severity: 'CRITICAL', title: 'No heartbeat', count: 1, lastRaisedAt: before(50) }),
  { ...alert, lastRaisedAt: before(390) },
  alertOf('reloads.slow', { severity: 'INFO', state: 'RESOLVED', title: 'Reloads are slow', count: 12 }),
]

const entry = must(decodeEach(auditFixture.data.devHotloadAudit.items, decodeAuditEntry).items[0])

export const activity: readonly AuditEntry[] = [
  entry,
  { ...entry, auditId: 'au-30', at: before(200), action: 'session.reload', reason: null, result: 'denied' },
  { ...entry, auditId: 'au-29', at: before(4_000), action: 'logs.export', actor: '李伟 (Li Wei)', reason: null },
]

export const metrics: Metrics = must(decodeMetrics(metricsFixture.data.devHotloadMetrics))
