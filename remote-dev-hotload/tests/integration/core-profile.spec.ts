import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createDevHotloadApiClient, decodeFrame, resolveEndpoints, type StreamEvent } from '../../client/index.ts'
import { createSystemClock } from '../../kernel/index.ts'
import { signIn } from './cli.ts'
import { createDevApiProcess, type DevApiProcess } from './dev-api-process.ts'

/** Long enough for a test to see a session alive, short enough to see it end. */
const TTL_S = 5
const OTHER_TENANT = 'c3a8e5b4-91d2-4f6e-8b07-5e2a9d4c1f02'

/** The real client against the double of PowerX Core, over real sockets. */
describe('the client and PowerX Core', () => {
  let api: DevApiProcess
  let client: ReturnType<typeof createDevHotloadApiClient>
  let events: StreamEvent[]
  let told: string
  let plugins = 0

  beforeAll(async () => {
    api = await createDevApiProcess({ kind: 'core', sessionTtlS: TTL_S })
    await api.start()
  })
  afterAll(() => api.remove())

  beforeEach(async () => {
    const grant = await signIn(api.url, 'ops')
    told = ''
    events = []
    client = createDevHotloadApiClient({
      async fetch(input, init) {
        const response = await fetch(input, init)
        if (!response.headers.get('content-type')?.startsWith('text/event-stream'))
          told += await response.clone().text()
        return response
      },
      clock: createSystemClock(),
      random: Math.random,
      uuid: () => crypto.randomUUID(),
      credentials: {
        token: async () => grant.accessToken,
        refresh: async () => grant.accessToken,
        tenantId: () => grant.tenantId,
      },
      userId: () => '7',
      tabs: {
        locks: null,
        openChannel: null,
        page: new EventTarget(),
        isHidden: () => false,
        digest: async (text) => text,
      },
      endpoints: resolveEndpoints({ apiBaseUrl: `${api.url}/api/v1`, graphqlUrl: null, sseUrl: null }, api.url),
      profile: 'auto',
    })
    client.stream.onFrame((frame) => {
      const decoded = decodeFrame(frame)
      if (!decoded.ok) throw new Error(`Not readable: ${decoded.rejection} ${frame.data}`)
      events.push(decoded.event)
    })
  })
  afterEach(() => client.dispose())

  const until = (condition: () => unknown, timeout = 15_000) =>
    vi.waitFor(async () => expect(await condition()).toBeTruthy(), { timeout, interval: 50 })
  const list = async (search = '') => {
    const answer = await client.queries.sessions({ filter: { search }, limit: 50, offset: 0 })
    if (!answer.ok) throw new Error(answer.error.code)
    return answer.value
  }

  /** The published CLI: it reports neither outcome nor number nor duration of a reload. */
  async function startCli(more: object = {}, tenantId?: string) {
    const { accessToken } = await signIn(api.url, 'ops', tenantId)
    const headers = { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' }
    const base = `${api.url}/api/v1/internal/dev/plugins`
    const pluginId = `com.test.core-${++plugins}`
    const send = async (path: string, body: object) => {
      const response = await fetch(base + path, { method: 'POST', headers, body: JSON.stringify(body) })
      if (!response.ok) throw new Error(await response.text())
      return (await response.json()) as { data: { sessionId: string; reloadToken: string } }
    }
    const { data } = await send('/register', { pluginId, developerId: 7, ...more })
    const { sessionId, reloadToken } = data
    return { pluginId, sessionId, reloadToken, reload: () => send('/reload', { sessionId, reloadToken }) }
  }

  async function follow() {
    await list()
    client.stream.start()
    await until(() => client.stream.status().name === 'live')
  }

  it('finds out which server it is, and lists without a token', async () => {
    const cli = await startCli({ metadata: { 'backend.entry': 'main.go' } })
    const page = await list(cli.pluginId)
    expect(client.profile.known()).toBe('core')
    expect(page).toMatchObject({ totalCount: 1, streamCursor: null, rejected: 0 })
    expect(page.items[0]).toMatchObject({
      ...{ sessionId: cli.sessionId, pluginId: cli.pluginId, developer: { id: '7' }, status: 'ACTIVE' },
      ...{ allowedActions: ['TERMINATE'], metadata: { 'backend.entry': 'main.go' } },
    })
    expect(told).toContain(cli.reloadToken)
    expect(JSON.stringify(page)).not.toContain(cli.reloadToken)
    const one = await client.queries.session(cli.sessionId)
    expect(one).toMatchObject({ ok: true, value: { sessionId: cli.sessionId } })
    expect(JSON.stringify(one)).not.toContain(cli.reloadToken)
  })

  it('hears of a start, of reloads that say nothing of themselves, and of an end', async () => {
    await follow()
    const before = Date.now()
    const cli = await startCli()
    await cli.reload()
    await cli.reload()
    const own = () => events.filter((event) => 'sessionId' in event && event.sessionId === cli.sessionId)
    await until(() => own().length === 3)
    const [session] = (await list(cli.pluginId)).items
    expect(session).toMatchObject({ reloadCount: 2, lastReload: { sequence: 0, success: null, error: null } })
    expect(Math.abs(Date.parse(session!.startedAt) - before)).toBeLessThan(3_000)
    expect(client.isOurs(cli.sessionId)).toBe(true)

    const answer = await client.commands.terminate({ sessionId: cli.sessionId, reason: 'by hand', key: 'k' })
    expect(answer).toMatchObject({ ok: true, value: { auditId: null } })
    await until(() => own().length === 4)
    const again = await client.commands.terminate({ sessionId: cli.sessionId, reason: 'again', key: 'k2' })
    expect(again.ok).toBe(true)
    expect((await list(cli.pluginId)).items[0]).toMatchObject({
      ...{ status: 'TERMINATED', terminationNote: 'by hand', allowedActions: [] },
    })
    const kinds = own().map(({ kind }) => kind)
    expect(kinds).toEqual(['session-updated', 'session-reloaded', 'session-reloaded', 'session-terminated'])
  })

  it('sees a session expire of which nobody tells', async () => {
    await follow()
    const cli = await startCli()
    expect((await list(cli.pluginId)).items[0]).toMatchObject({ status: 'ACTIVE' })
    await until(async () => (await list(cli.pluginId)).items[0]?.status === 'EXPIRED')
    expect(events.some((event) => event.kind === 'session-terminated' && event.sessionId === cli.sessionId)).toBe(false)
  })

  it('lets nothing of another tenant through, though Core tells and answers for all of them', async () => {
    await follow()
    const foreign = await startCli({}, OTHER_TENANT)
    await foreign.reload()
    const own = await startCli()
    await until(() => events.some((event) => 'sessionId' in event && event.sessionId === own.sessionId))
    const ids = (await list()).items.map(({ sessionId }) => sessionId)
    expect([ids.includes(own.sessionId), ids.includes(foreign.sessionId)]).toEqual([true, false])
    expect([client.isOurs(own.sessionId), client.isOurs(foreign.sessionId)]).toEqual([true, false])
    expect(events.some((event) => event.kind === 'session-updated' && event.sessionId === foreign.sessionId)).toBe(
      false,
    )
    expect(await client.queries.session(foreign.sessionId)).toEqual({ ok: true, value: null })
    const ending = client.commands.terminate({ sessionId: foreign.sessionId, reason: null, key: 'k3' })
    expect(await ending).toMatchObject({ ok: false, error: { code: 'DH_API_404' } })
  })

  it('knows the server again after it was away', async () => {
    await follow()
    await api.kill()
    await until(() => client.stream.status().name === 'waiting')
    expect(await client.queries.sessions({ limit: 1, offset: 0 })).toMatchObject({ error: { code: 'DH_API_001' } })
    expect(client.profile.known()).toBe('core')
    await api.start()
    client.stream.retryNow()
    await until(() => ['live', 'unauthorized'].includes(client.stream.status().name))
  })
})
