import { describe, expect, it } from 'vitest'
import type { DevHotloadApiClient } from './index.ts'
import { createAnsweringClient, fileOf, jsonAnswer, MARKUP, SECRETS } from './testing/answering-client.ts'

interface Golden {
  operation: string
  kind: 'good' | 'old' | 'hostile'
  data: unknown
}

const texts = import.meta.glob<string>('../../contracts/fixtures/graphql/*.json', {
  eager: true,
  query: '?raw',
  import: 'default',
})
const files = Object.fromEntries(
  Object.entries(texts).map(([path, text]) => [fileOf(path), JSON.parse(text) as Golden]),
)

/** How the panel asks for what a document of this name answers. */
const QUESTIONS: Readonly<Record<string, (client: DevHotloadApiClient) => Promise<unknown>>> = {
  Sessions: ({ queries }) => queries.sessions({ limit: 50, offset: 0 }),
  Session: ({ queries }) => queries.session('s1'),
  Reloads: ({ queries }) => queries.reloads('s1', 50),
  Logs: ({ queries }) => queries.logs({ sessionId: 's1', limit: 500 }),
  Metrics: ({ queries }) => queries.metrics({ windowMs: 900_000, stepMs: 15_000 }),
  Alerts: ({ queries }) => queries.alerts({ limit: 100 }),
  Audit: ({ queries }) => queries.audit('s1', 50),
  AcknowledgeAlert: ({ alertActs }) => alertActs.acknowledge('al-1'),
  SnoozeAlert: ({ alertActs }) => alertActs.snooze('al-1', '2026-03-02T09:00:00.000Z'),
}

const SESSION = '6f1d9a5e-9f0e-4f0b-8f55-3f6f6a0c1a11'
const text = (part: string) => expect.stringContaining(part) as string

/** What the panel makes of each file. */
const EXPECTED: Readonly<Record<string, unknown>> = {
  'sessions.good.json': {
    rejected: 0,
    totalCount: 120,
    statusCounts: new Map([
      ['ACTIVE', 118],
      ['FAILED', 2],
    ]),
    items: [{ sessionId: SESSION, status: 'ACTIVE', developer: { id: 'u-engineer' }, lastReload: { sequence: 7 } }],
    recentAlerts: [{ alertId: 'al-1' }],
  },
  'sessions.old.json': {
    rejected: 0,
    streamCursor: null,
    recentAlerts: [],
    items: [{ sessionId: SESSION, pluginName: null, entryPoints: [], allowedActions: [], metrics: { errorCount: 0 } }],
  },
  'sessions.hostile.json': {
    rejected: 0,
    items: [{ pluginName: text(MARKUP), developer: { name: text(MARKUP) }, status: 'ACTIVE' }],
    recentAlerts: [{ title: text(MARKUP) }],
  },
  'session.good.json': { sessionId: SESSION, status: 'ACTIVE', metrics: { reloadCount: 7 } },
  'session.gone.good.json': null,
  'reloads.good.json': [{ sequence: 7, success: true }, { sequence: 6, success: false }, { sequence: 5 }],
  'reloads.hostile.json': [{ sequence: 7, error: text(MARKUP), changedFiles: [text(MARKUP)], mode: text(MARKUP) }],
  'logs.good.json': {
    rejected: 0,
    hasBefore: true,
    items: [
      { logId: '000000000412', level: 'info', source: 'build', fields: { files: 1 } },
      { logId: '000000000413', level: 'error', message: text('orders.ts:41:7') },
    ],
  },
  'logs.hostile.json': {
    rejected: 0,
    items: [
      { logId: '000000000412', message: text(MARKUP), fields: { a: text(MARKUP) }, traceId: text(MARKUP) },
      { logId: '000000000413', message: text('\u0000<img') },
    ],
  },
  'metrics.good.json': {
    activeSessions: 3,
    reloadSuccessRate: 0.96,
    series: [{ name: 'reload_latency_p95', points: [{ value: 410 }, { value: null }, { value: 480.2 }] }],
    thresholds: [
      { metric: 'reloadLatencyP95Ms', warning: 1000 },
      { metric: 'reloadSuccessRate', critical: null },
    ],
  },
  'alerts.good.json': [{ alertId: 'al-1', severity: 'WARNING', state: 'OPEN', count: 3 }],
  // A link is judged where it is drawn; here it stays the text that it is.
  'alerts.hostile.json': [{ title: text(MARKUP), message: text(MARKUP), runbookUrl: 'javascript:alert(1)' }],
  'acknowledge-alert.good.json': { alertId: 'al-1', state: 'ACKNOWLEDGED', acknowledgedBy: 'Olivia Santos' },
  'acknowledge-alert.hostile.json': { title: text(MARKUP), acknowledgedBy: text(MARKUP) },
  'snooze-alert.good.json': { alertId: 'al-1', state: 'SNOOZED', snoozedUntil: '2026-03-02T09:00:00.000Z' },
  'snooze-alert.hostile.json': { title: text(MARKUP), message: text(MARKUP) },
  'audit.good.json': { totalCount: 1, rejected: 0, items: [{ auditId: 'au-31', actor: 'Olivia Santos' }] },
  'audit.hostile.json': { rejected: 0, items: [{ auditId: 'au-31', actor: text(MARKUP), action: text(MARKUP) }] },
}

describe('the golden answers of the gateway', () => {
  it('each have an expectation, and no expectation is without its file', () => {
    expect(Object.keys(EXPECTED).sort()).toEqual(Object.keys(files).sort())
  })

  it('are there for every question that the panel asks', () => {
    const shown = new Set(Object.values(files).map(({ operation }) => operation))
    expect([...shown].sort()).toEqual(Object.keys(QUESTIONS).sort())
  })

  it.each(Object.entries(files))('%s is read as it is meant', async (name, { operation, data }) => {
    const { client, asked } = createAnsweringClient(() => jsonAnswer(200, { data }))
    const answer = await QUESTIONS[operation]!(client)
    expect(asked).toEqual(['POST /internal/admin/graphql'])
    expect(answer).toMatchObject({ ok: true, value: EXPECTED[name] })
    expect(JSON.stringify(answer)).not.toMatch(SECRETS)
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })
})
