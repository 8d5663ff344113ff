import { describe, expect, it } from 'vitest'
import type { DevHotloadApiClient } from './index.ts'
import { createAnsweringClient, fileOf, jsonAnswer, MARKUP } from './testing/answering-client.ts'

interface Golden {
  operation: string
  status: number
  kind: string
  body: unknown
}

const texts = import.meta.glob<string>('../../contracts/fixtures/rest/*.json', {
  eager: true,
  query: '?raw',
  import: 'default',
})
const files = Object.fromEntries(
  Object.entries(texts).map(([path, text]) => [fileOf(path), JSON.parse(text) as Golden]),
)

const SESSION = '0b7e3f7c-4a54-4b52-9a0e-5d6c1f2e3a4b'
const AUDIT = 'a1c5e9d3-70b2-4c1e-8f64-2d9b3e5a7c10'
const command = { sessionId: SESSION, reason: null, key: 'key-1' }
const report = {
  action: 'logs.export' as const,
  sessionIds: [SESSION],
  lines: 1,
  from: null,
  to: null,
  filter: '',
  masked: true,
  key: 'key-1',
}

const notification = {
  kind: 'stream.disconnected' as const,
  severity: 'critical' as const,
  since: '2026-01-05T10:00:00Z',
  count: 4,
  details: {},
  key: 'key-1',
}

/** Operations whose answers the panel reads, and how it asks for them. */
const QUESTIONS: Readonly<Record<string, (client: DevHotloadApiClient) => Promise<unknown>>> = {
  terminate: ({ commands }) => commands.terminate(command),
  reload: ({ commands }) => commands.reload(command),
  refreshMetrics: ({ commands }) => commands.refreshMetrics(command),
  recordAudit: ({ reports }) => reports.record(report),
  notify: ({ notifications }) => notifications.send(notification),
}

/** Operations that others call: a CLI (host-stub/plugin-session), a shell (host-stub/shell), an operator. */
const OF_OTHERS = ['register', 'reportReload', 'sendLogs', 'heartbeat', 'endSession', 'signIn', 'signOut']

const accepted = { ok: true, value: { auditId: AUDIT, sessionId: SESSION, status: 'TERMINATING', reloadId: null } }
const done = { ok: true, value: { auditId: AUDIT, status: 'TERMINATED', terminatedAt: expect.any(String) as string } }
const figures = (reloadCount: number) => ({ ok: true, value: { reloadCount } })
const refused = (code: string, status: number) => ({ ok: false, error: { code, status } })
const text = expect.stringContaining(MARKUP) as string

/** What the panel makes of each file. */
const EXPECTED: Readonly<Record<string, unknown>> = {
  'terminate-accepted.good.json': accepted,
  // The old server leaves the session out: it is the one that was asked about.
  'terminate-accepted.old.json': accepted,
  'terminate.bare.json': accepted,
  'terminate-proto.hostile.json': accepted,
  'terminate-done.good.json': done,
  'terminate-done.old.json': done,
  'reload-accepted.good.json': { ok: true, value: { auditId: AUDIT, reloadId: 'r-31', status: 'RELOADING' } },
  'reload.bare.json': { ok: true, value: { auditId: AUDIT, reloadId: 'r-31', status: null } },
  'reload-html.hostile.json': { ok: true, value: { auditId: text, reloadId: text, status: 'RELOADING' } },
  'refresh-metrics.good.json': figures(7),
  'refresh-metrics-nothing-yet.good.json': figures(0),
  'record-audit.good.json': { ok: true, value: AUDIT },
  'record-audit.bare.json': { ok: true, value: AUDIT },
  'notify.good.json': {
    ok: true,
    value: { notificationId: 'n-17', routedTo: ['slack:#powerx-admin-alerts', 'pagerduty:L2'] },
  },
  'notify-terminal.hostile.json': { ok: true, value: { routedTo: [expect.any(String), text, expect.any(String)] } },
  'already-so.error.json': refused('DH_API_409', 409),
  'conflict-html.hostile.json': refused('DH_API_409', 409),
  'bad-input.error.json': refused('DH_API_400', 400),
  'bad-input-proto.hostile.json': refused('DH_API_400', 400),
  'tenant-missing.error.json': refused('DH_API_400', 400),
  'forbidden.error.json': refused('DH_API_403', 403),
  'forbidden-long.hostile.json': refused('DH_API_403', 403),
  'other-tenant.error.json': refused('DH_API_403', 403),
  'not-found.error.json': refused('DH_API_404', 404),
  'not-found.old.json': refused('DH_API_404', 404),
  'unauthenticated.error.json': refused('DH_API_401', 401),
  'unauthenticated-html.hostile.json': refused('DH_API_401', 401),
}

const ofPanel = Object.entries(files).filter(([, { operation }]) => operation in QUESTIONS)

describe('the golden answers of the Dev API', () => {
  it('each are read by the panel, by the stream, or by somebody else who is named', () => {
    const known = new Set([...Object.keys(QUESTIONS), ...OF_OTHERS, 'stream'])
    expect(Object.entries(files).filter(([, { operation }]) => !known.has(operation))).toEqual([])
  })

  it('each have an expectation, and no expectation is without its file', () => {
    expect(Object.keys(EXPECTED).sort()).toEqual(ofPanel.map(([name]) => name).sort())
  })

  it.each(ofPanel)('%s is read as it is meant', async (name, { operation, status, kind, body }) => {
    const { client } = createAnsweringClient(() => jsonAnswer(status, body))
    const answer = await QUESTIONS[operation]!(client)
    expect(answer).toMatchObject(EXPECTED[name]!)
    // Words of the server are never shown for a refusal: there is nowhere for them to go.
    if (status >= 400) expect(JSON.stringify(answer)).not.toMatch(/message|<|details/)
    if (kind === 'hostile') expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })

  it('busy.error.json makes the stream wait for its next attempt', async () => {
    const { status, body } = files['busy.error.json']!
    const { client } = createAnsweringClient(() => jsonAnswer(status, body))
    client.stream.start()
    await expect
      .poll(() => client.stream.status())
      .toMatchObject({ name: 'waiting', failures: 1, code: 'DH_STREAM_001' })
    client.dispose()
  })
})
