import { describe, expect, it } from 'vitest'
import { createFakeClock } from '../tests/fake-clock.ts'
import { createDevHotloadApiClient } from './index.ts'

const SECRET = ['gh', 'p_', 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8'].join('')
const LINES = ['first line', `cloned with ${SECRET}`, 'third line'].map((message, n) => ({
  ...{ logId: `l${n}`, sessionId: 's1', ts: `2026-01-01T00:00:0${n}Z`, level: 'INFO', source: 'build', message },
  fields: n === 1 ? { token: 'abc', reloadToken: 'sentinel', deep: { reload_token: 1 } } : null,
}))

interface Variables {
  limit: number
  afterId?: string
  beforeId?: string
}

/** A server with these lines, as the contract has it: ids are exclusive, items oldest first. */
function pageOf(lines: typeof LINES, { limit, afterId, beforeId }: Variables) {
  const place = (id: string) => Number(id.slice(1))
  const found = lines.filter(
    ({ logId }) =>
      (afterId === undefined || place(logId) > place(afterId)) &&
      (beforeId === undefined || place(logId) < place(beforeId)),
  )
  const items = afterId === undefined ? found.slice(-limit) : found.slice(0, limit)
  return { items, hasBefore: false, hasAfter: false }
}

const json = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })
const receipt = () => json(201, { code: 201, message: 'recorded', data: { auditId: 'a-9' }, timestamp: 'now' })

function setUp({ lines = LINES, audit = receipt }: { lines?: typeof LINES; audit?: () => Response } = {}) {
  const requests: { path: string; body: Record<string, unknown>; request: Request; cache: unknown }[] = []
  const client = createDevHotloadApiClient({
    clock: createFakeClock(),
    random: () => 0,
    uuid: () => 'uuid-1',
    async fetch(input, init) {
      const request = new Request(input, { ...init, signal: null })
      const path = new URL(request.url).pathname
      const body = (await request.clone().json()) as Record<string, unknown>
      requests.push({ path, body, request, cache: init?.cache })
      if (path.endsWith('/audit')) return audit()
      return json(200, { data: { devHotloadLogs: pageOf(lines, body['variables'] as Variables) } })
    },
    credentials: { token: async () => 't', refresh: async () => 't', tenantId: () => 'tenant-1' },
    userId: () => 'user-1',
    tabs: {
      ...{ locks: null, openChannel: null, page: new EventTarget(), isHidden: () => false },
      digest: async (text) => text,
    },
    endpoints: { base: 'http://api.test', graphql: 'http://api.test/graphql', stream: 'http://api.test/stream' },
  })
  return { client, requests, asked: () => requests.slice(1).map(({ body }) => body['variables']) }
}

describe('revealing a line', () => {
  it('records the look before it asks for the line, and gives the line as the server has it', async () => {
    const { client, requests, asked } = setUp()
    const context = { ts: LINES[1]!.ts, previousId: 'l0', key: 'key-1' }
    const answer = await client.reveal('s1', 'l1', context)
    expect(answer).toMatchObject({ ok: true, value: { auditId: 'a-9', entry: { logId: 'l1', level: 'info' } } })
    expect(answer.ok && answer.value.entry.message).toBe(`cloned with ${SECRET}`)
    expect(answer.ok && answer.value.entry.fields).toEqual({ token: 'abc', deep: {} })
    expect(requests[0]!.path).toBe('/internal/dev/plugins/audit')
    expect(requests[0]!.request.headers.get('idempotency-key')).toBe('key-1')
    expect(requests[0]!.body).toEqual({
      ...{ action: 'log.reveal', sessionIds: ['s1'], lines: 1, filter: 'logId=l1', masked: false },
      ...{ from: LINES[1]!.ts, to: LINES[1]!.ts },
    })
    expect(asked()).toEqual([{ sessionId: 's1', limit: 1, afterId: 'l0' }])
  })

  it.each([
    ['in the middle', 'l1', LINES, [{ beforeId: 'l1' }, { afterId: 'l0' }]],
    ['at the begin', 'l0', LINES, [{ beforeId: 'l0' }, { afterId: 'l0' }, { beforeId: 'l1' }]],
    ['alone', 'l0', LINES.slice(0, 1), [{ beforeId: 'l0' }, { afterId: 'l0' }, {}]],
  ])('finds a line %s without its neighbour, one line at a time', async (_where, logId, lines, places) => {
    const { client, asked } = setUp({ lines })
    expect(await client.reveal('s1', logId)).toMatchObject({ ok: true, value: { entry: { logId } } })
    expect(asked()).toEqual(places.map((place) => ({ sessionId: 's1', limit: 1, ...place })))
  })

  it('is not misled by a neighbour that is none', async () => {
    const { client } = setUp()
    expect(await client.reveal('s1', 'l2', { previousId: 'l0' })).toMatchObject({
      ok: true,
      value: { entry: { logId: 'l2' } },
    })
  })

  it.each([
    ['refused', () => json(403, { error: 'no' }), 'DH_API_403'],
    [
      'not confirmed with an id',
      () => json(200, { code: 200, message: 'ok', data: {}, timestamp: 'now' }),
      'DH_API_003',
    ],
  ])('asks for nothing when the record is %s', async (_name, audit, code) => {
    const { client, requests } = setUp({ audit })
    expect(await client.reveal('s1', 'l1', { previousId: 'l0' })).toMatchObject({ ok: false, error: { code } })
    expect(requests).toHaveLength(1)
  })

  it('says so when the server does not keep the line any more', async () => {
    const { client } = setUp({ lines: LINES.slice(2) })
    expect(await client.reveal('s1', 'l1')).toMatchObject({ ok: false, error: { code: 'DH_API_404' } })
  })

  it('keeps nothing: each look is recorded and asked for anew, and other questions stay masked', async () => {
    const { client, requests } = setUp()
    await client.reveal('s1', 'l1', { previousId: 'l0' })
    await client.reveal('s1', 'l1', { previousId: 'l0' })
    expect(requests.map(({ path }) => path.split('/').at(-1))).toEqual(['audit', 'graphql', 'audit', 'graphql'])
    expect(requests.every(({ cache }) => cache === 'no-store')).toBe(true)
    const page = await client.queries.logs({ sessionId: 's1', limit: 10 })
    expect(JSON.stringify(page)).not.toContain(SECRET)
  })
})
