import { readdirSync, readFileSync } from 'node:fs'
import { buildSchema, Kind, parse, validate } from 'graphql'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startTestApi } from '../../../host-stub/dev-api/testing/start-test-api.ts'
import {
  createDevHotloadApiClient,
  resolveEndpoints,
  type DevHotloadApiClient,
} from '../../../remote-dev-hotload/client/index.ts'
import { createSystemClock } from '../../../remote-dev-hotload/kernel/index.ts'
import { remoteDocuments } from '../diff/working-contracts.ts'

const contract = (path: string) => readFileSync(new URL(`../../../contracts/${path}`, import.meta.url), 'utf8')
const schema = buildSchema(contract('schema.graphql'))
const documents = parse(remoteDocuments())
const operations = documents.definitions.flatMap((one) =>
  one.kind === Kind.OPERATION_DEFINITION ? [one.name?.value ?? ''] : [],
)

/** The Dev API after a day's work, and the remote's real client before it. */
async function startWithClient() {
  const { signIn, base, clock } = await startTestApi()
  const [engineer, ops] = [await signIn('engineer'), await signIn('ops')]
  const cli = await engineer.register('orders', { pluginVersion: '1.4.0', metadata: { team: 'orders' } })
  await cli.logs([{ message: 'one' }, { message: 'two', level: 'error', fields: { a: 1 } }])
  for (const success of [true, false, false, false]) await cli.reload({ success, durationMs: 40, error: 'x.ts:1:1 no' })
  clock.advance(15_000)

  const asked: string[] = []
  const client = createDevHotloadApiClient({
    fetch: async (input, init) => {
      const { query } = JSON.parse(String(init?.body)) as { query: string }
      for (const one of parse(query).definitions)
        if (one.kind === Kind.OPERATION_DEFINITION) asked.push(one.name?.value ?? '')
      return fetch(input, init)
    },
    clock: createSystemClock(),
    random: () => 0,
    uuid: () => crypto.randomUUID(),
    credentials: {
      token: async () => ops.headers.authorization.slice('Bearer '.length),
      refresh: () => Promise.reject(new Error('not expected')),
      tenantId: () => ops.tenant,
    },
    userId: () => 'u-ops',
    tabs: {
      locks: null,
      openChannel: null,
      page: new EventTarget(),
      isHidden: () => false,
      digest: async (text) => text,
    },
    endpoints: resolveEndpoints({ apiBaseUrl: base, graphqlUrl: null, sseUrl: null }, base),
  })
  onTestFinished(() => client.dispose())
  return { client, asked, sessionId: cli.sessionId }
}

type Question = (client: DevHotloadApiClient, sessionId: string) => Promise<{ ok: boolean }>

/** Of the server's clock, which begins here. */
const IN_AN_HOUR = Date.parse('2026-01-05T11:00:00Z')

async function newestAlert({ queries }: DevHotloadApiClient): Promise<string> {
  const alerts = await queries.alerts({ limit: 10 })
  return alerts.ok ? (alerts.value[0]?.alertId ?? '') : ''
}

/** Every question of the panel, and what has to be in a decoded answer to it. */
const QUESTIONS: Readonly<Record<string, [Question, unknown]>> = {
  Sessions: [
    ({ queries }) => queries.sessions({ limit: 50, offset: 0, orderBy: { field: 'STARTED_AT', direction: 'DESC' } }),
    { rejected: 0, totalCount: 1, items: [{ pluginVersion: '1.4.0', metadata: { team: 'orders' } }] },
  ],
  Session: [({ queries }, sessionId) => queries.session(sessionId), { pluginId: 'orders', reloadCount: 4 }],
  Reloads: [
    ({ queries }, sessionId) => queries.reloads(sessionId, 50),
    [{ success: false, error: 'x.ts:1:1 no' }, { success: false }, { success: false }, { success: true }],
  ],
  Logs: [
    ({ queries }, sessionId) => queries.logs({ sessionId, limit: 2 }),
    { rejected: 0, items: [expect.any(Object), expect.any(Object)] },
  ],
  Metrics: [({ queries }) => queries.metrics({ windowMs: 900_000, stepMs: 15_000 }), { activeSessions: 1 }],
  Alerts: [
    ({ queries }) => queries.alerts({ limit: 10 }),
    // Raised in the same moment, so in either order.
    expect.arrayContaining([
      expect.objectContaining({ state: 'OPEN', severity: 'WARNING', count: 3, pluginId: 'orders' }),
      expect.objectContaining({ state: 'OPEN', severity: 'CRITICAL' }),
    ]),
  ],
  AcknowledgeAlert: [
    async (client) => client.alertActs.acknowledge(await newestAlert(client)),
    { state: 'ACKNOWLEDGED', acknowledgedBy: expect.any(String) },
  ],
  SnoozeAlert: [
    async (client) => client.alertActs.snooze(await newestAlert(client), new Date(IN_AN_HOUR).toISOString()),
    { state: 'SNOOZED', snoozedUntil: new Date(IN_AN_HOUR).toISOString() },
  ],
  Audit: [({ queries }) => queries.audit(null, 50), { rejected: 0, offset: 0 }],
}

describe('the questions of the remote', () => {
  it('are all valid against the schema of the contract', () => {
    expect(validate(schema, documents).map(({ message }) => message)).toEqual([])
  })

  it('each have a golden answer, and each are asked here', () => {
    const golden = readdirSync(new URL('../../../contracts/fixtures/graphql/', import.meta.url))
      .filter((file) => file.endsWith('.good.json'))
      .map((file) => (JSON.parse(contract(`fixtures/graphql/${file}`)) as { operation: string }).operation)
    expect([...new Set(golden)].sort()).toEqual([...operations].sort())
    expect(Object.keys(QUESTIONS).sort()).toEqual([...operations].sort())
  })

  it.each(Object.entries(QUESTIONS))(
    '%s is answered by the Dev API, and decoded by the client',
    async (name, [ask, expected]) => {
      const { client, asked, sessionId } = await startWithClient()
      const answer = await ask(client, sessionId)
      expect(asked.at(-1)).toBe(name)
      expect(answer).toMatchObject({ ok: true, value: expected })
      expect(JSON.stringify(answer)).not.toContain('reloadToken')
    },
  )
})
