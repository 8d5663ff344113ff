import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  createDevHotloadApiClient,
  decodeFrame,
  resolveEndpoints,
  type DevHotloadApiClient,
  type StreamEvent,
} from '../../client/index.ts'
import { createSystemClock } from '../../kernel/index.ts'
import { registerSession, signIn, type Cli } from './cli.ts'
import { createDevApiProcess, type DevApiProcess } from './dev-api-process.ts'

/** The real client against the real Dev API, over real sockets. */
describe('the client and the Dev API', () => {
  let api: DevApiProcess
  let client: DevHotloadApiClient
  let events: StreamEvent[]
  let tenantId: string
  let cli: Cli
  let pluginCount = 0

  beforeAll(async () => {
    api = await createDevApiProcess()
    await api.start()
  })
  afterAll(() => api.remove())

  async function clientOf(role: 'ops' | 'engineer' | 'viewer'): Promise<DevHotloadApiClient> {
    const grant = await signIn(api.url, role)
    tenantId = grant.tenantId
    return createDevHotloadApiClient({
      fetch,
      clock: createSystemClock(),
      random: Math.random,
      uuid: () => crypto.randomUUID(),
      credentials: {
        token: async () => grant.accessToken,
        refresh: async () => grant.accessToken,
        tenantId: () => grant.tenantId,
      },
      userId: () => role,
      tabs: {
        locks: null,
        openChannel: null,
        page: new EventTarget(),
        isHidden: () => false,
        digest: async (text) => text,
      },
      endpoints: resolveEndpoints({ apiBaseUrl: api.url, graphqlUrl: null, sseUrl: null }, api.url),
    })
  }

  beforeEach(async () => {
    client = await clientOf('ops')
    events = []
    client.stream.onFrame((frame) => {
      const decoded = decodeFrame(frame)
      if (!decoded.ok)
        throw new Error(`The Dev API sent what the client does not take: ${decoded.rejection} ${decoded.type}`)
      events.push(decoded.event)
    })
    cli = await registerSession(api.url, `com.test.integration-${++pluginCount}`)
  })
  afterEach(async () => {
    client.dispose()
    await cli.end()
  })

  const list = () => client.queries.sessions({ tenantId, filter: null, orderBy: null, limit: 50, offset: 0 })
  const logTexts = () =>
    events.flatMap((event) =>
      event.kind === 'log' && event.sessionId === cli.sessionId ? event.entries.map((entry) => entry.message) : [],
    )
  const until = (condition: () => unknown, timeout = 15_000) =>
    vi.waitFor(() => expect(condition()).toBeTruthy(), { timeout, interval: 20 })

  it('lists the session and follows it from exactly where the list ends', async () => {
    await cli.ship(['before the list'])
    const page = await list()
    expect(page.ok && page.value.items.map((session) => session.sessionId)).toContain(cli.sessionId)
    expect(page.ok && page.value.rejected).toBe(0)
    client.stream.resumeFrom((page.ok && page.value.streamCursor) || '')
    await cli.ship(['between list and stream'])
    client.stream.start()
    await until(() => client.stream.status().name === 'live')
    await cli.ship(['after the stream'])
    await until(() => logTexts().includes('after the stream'))
    expect(logTexts()).toEqual(['between list and stream', 'after the stream'])
  })

  it('has every query answered in the form of the contract', async () => {
    await cli.ship(['one', 'two'])
    await cli.reload('r-1', true)
    const { queries } = client
    const session = await queries.session(cli.sessionId)
    expect(session).toMatchObject({
      ok: true,
      value: { sessionId: cli.sessionId, reloadCount: 1, lastReload: { success: true } },
    })
    expect(await queries.reloads(cli.sessionId, 10)).toMatchObject({
      ok: true,
      value: [{ reloadId: 'r-1', sequence: 1 }],
    })
    const logs = await queries.logs({ sessionId: cli.sessionId, limit: 10 })
    expect(logs.ok && logs.value.items.map((entry) => entry.message)).toEqual(['one', 'two'])
    expect(await queries.metrics({ tenantId, sessionId: null, windowMs: 60_000, stepMs: 15_000 })).toMatchObject({
      ok: true,
      value: { activeSessions: 1 },
    })
    const trend = await queries.metrics({ windowMs: 60_000, stepMs: 15_000, isTrend: true, trendMs: 120_000 })
    expect(trend.ok && trend.value.series[0]?.points).toHaveLength(8)
    expect(await queries.audit(cli.sessionId, 10)).toMatchObject({ ok: true })
    expect(await queries.session('00000000-0000-0000-0000-000000000000')).toSatisfy(
      (answer: Awaited<ReturnType<typeof queries.session>>) =>
        answer.ok ? answer.value === null : answer.error.code === 'DH_API_404',
    )
  })

  it('carries a repeated command out once and answers with the same audit id', async () => {
    client.stream.start()
    await until(() => client.stream.status().name === 'live')
    const request = { sessionId: cli.sessionId, reason: 'integration', key: crypto.randomUUID() }
    const first = await client.commands.reload(request)
    const again = await client.commands.reload(request)
    expect(first.ok && first.value.auditId).toBeTruthy()
    expect(again).toEqual(first)
    await cli.reload((first.ok && first.value.reloadId) || '', true)
    await until(() => events.some((event) => event.kind === 'session-reloaded'))
    const audit = await client.queries.audit(cli.sessionId, 10)
    expect(audit.ok && audit.value.items.filter((entry) => entry.reason === 'integration')).toHaveLength(1)
  })

  it('tells the end of a session with the audit id of the command', async () => {
    client.stream.start()
    await until(() => client.stream.status().name === 'live')
    const answer = await client.commands.terminate({ sessionId: cli.sessionId, reason: null, key: crypto.randomUUID() })
    const auditId = answer.ok ? answer.value.auditId : ''
    await cli.end()
    await until(() => events.some((event) => event.kind === 'session-terminated' && event.end.auditId === auditId))
    const late = await client.commands.terminate({ sessionId: cli.sessionId, reason: null, key: crypto.randomUUID() })
    expect(late).toMatchObject({ ok: false, error: { code: 'DH_API_409' } })
  })

  it('turns refusals into codes of the catalogue', async () => {
    const viewer = await clientOf('viewer')
    expect(await viewer.queries.metrics({ tenantId, windowMs: 60_000, stepMs: 15_000 })).toMatchObject({
      ok: false,
      error: { code: 'DH_API_403' },
    })
    expect(await viewer.commands.terminate({ sessionId: cli.sessionId, reason: null, key: 'k' })).toMatchObject({
      ok: false,
      error: { code: 'DH_API_403' },
    })
    viewer.stream.start()
    await until(() => viewer.stream.status().name === 'forbidden')
    viewer.dispose()
    expect(
      await client.commands.reload({ sessionId: 'no-such-session', reason: null, key: crypto.randomUUID() }),
    ).toMatchObject({ ok: false, error: { code: 'DH_API_404' } })
  })

  it('loses and doubles nothing when the server is killed and comes back', async () => {
    client.stream.start()
    await until(() => client.stream.status().name === 'live')
    const expected: string[] = []
    const ship = async (count: number) => {
      const messages = Array.from({ length: count }, () =>
        `line ${expected.length + 1}`.concat(`/${crypto.randomUUID()}`),
      )
      await cli.ship(messages)
      expected.push(...messages)
    }
    await ship(20)
    await until(() => logTexts().length === 20)
    await ship(20)
    await api.kill()
    await until(() => client.stream.status().name === 'waiting')
    await api.start()
    await ship(20)
    client.stream.retryNow()
    await until(() => logTexts().length >= expected.length)
    expect(logTexts()).toEqual(expected)
  })
})
