// The client asks for it as a chunk; a test must not wait for a file to be read.
import './live-stream.ts'
import { describe, expect, it } from 'vitest'
import { createFakeClock } from '../tests/fake-clock.ts'
import { createDevHotloadApiClient, type StreamFrame } from './index.ts'

type Answer = Response | Error | ((request: Request) => Response)

const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } })
const refused = (code: string) =>
  json(200, { data: null, errors: [{ message: 'secret detail', extensions: { code, requestId: 'req-9' } }] })
const stream = (text: string, headers: Record<string, string> = {}) =>
  new Response(text, { headers: { 'content-type': 'text/event-stream; charset=utf-8', ...headers } })
const openStream = (text: string) =>
  new Response(
    new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode(text)),
    }),
    { headers: { 'content-type': 'text/event-stream' } },
  )

/** A client on a network that gives the prepared answers in turn; the last one again and again. */
function setUp(...answers: Answer[]) {
  const clock = createFakeClock()
  const requests: Request[] = []
  const refreshes = { count: 0, works: true }
  let token = 1
  let uuid = 0
  const client = createDevHotloadApiClient({
    clock,
    random: () => 0,
    uuid: () => `uuid-${++uuid}`,
    async fetch(input, init) {
      const request = new Request(input, { ...init, signal: null })
      const answer = answers[Math.min(requests.length, answers.length - 1)]!
      requests.push(request)
      if (answer instanceof Error) throw answer
      return typeof answer === 'function' ? answer(request) : answer.clone()
    },
    credentials: {
      token: async () => `token-${token}`,
      async refresh() {
        refreshes.count++
        if (!refreshes.works) throw new Error('refused')
        return `token-${++token}`
      },
      tenantId: () => 'tenant-1',
    },
    userId: () => 'user-1',
    tabs: {
      locks: null,
      openChannel: null,
      page: new EventTarget(),
      isHidden: () => false,
      digest: async (text) => text,
    },
    endpoints: {
      base: 'http://api.test',
      graphql: 'http://api.test/internal/admin/graphql',
      stream: 'http://api.test/stream',
    },
  })
  /** Lets promises run and armed waits pass, until nothing moves any more. */
  const settle = async () => {
    for (let i = 0; i < 60; i++) {
      await new Promise((resolve) => setTimeout(resolve))
      clock.advance(250)
    }
  }
  return { client, clock, requests, refreshes, settle }
}

const header = (request: Request | undefined, name: string) => request?.headers.get(name)
const command = { sessionId: 's 1', reason: 'because', key: 'key-1' }
const accepted = json(202, {
  code: 202,
  message: 'accepted',
  data: { auditId: 'a-1', status: 'TERMINATING' },
  timestamp: 'now',
})

describe('GraphQL', () => {
  it('sends token, tenant and a request id, and none of them in the address', async () => {
    const { client, requests } = setUp(json(200, { data: { devHotloadSession: null } }))
    expect(await client.queries.session('s')).toEqual({ ok: true, value: null })
    expect(header(requests[0], 'authorization')).toBe('Bearer token-1')
    expect(header(requests[0], 'x-tenant-id')).toBe('tenant-1')
    expect(header(requests[0], 'x-request-id')).toMatch(/^uuid-/)
    expect(requests[0]!.url).toBe('http://api.test/internal/admin/graphql')
  })

  it.each([
    ['UNAUTHENTICATED', 'DH_API_401'],
    ['FORBIDDEN', 'DH_API_403'],
    ['NOT_FOUND', 'DH_API_404'],
    ['CONFLICT', 'DH_API_409'],
    ['BAD_USER_INPUT', 'DH_API_400'],
    ['RATE_LIMITED', 'DH_API_429'],
    ['INTERNAL', 'DH_API_002'],
    ['SOMETHING_NEW', 'DH_API_002'],
  ])('turns %s into %s with the request id, and never passes the message on', async (code, expected) => {
    const { client } = setUp(refused(code))
    const answer = await client.queries.session('s')
    expect(answer).toMatchObject({ ok: false, error: { code: expected, requestId: 'req-9' } })
    expect(JSON.stringify(answer)).not.toContain('secret detail')
  })

  it.each<[string, Answer, string]>([
    ['a network that is down', new TypeError('failed'), 'DH_API_001'],
    ['a page instead of an answer', new Response('<html>', { status: 502 }), 'DH_API_002'],
    ['an answer of another form', json(200, { data: { devHotloadSessions: { items: 'none' } } }), 'DH_API_003'],
    ['a server that is not there', new Response('', { status: 404 }), 'DH_API_404'],
  ])('tells %s from the rest', async (_name, answer, code) => {
    const { client } = setUp(answer)
    const page = await client.queries.sessions({ limit: 1, offset: 0 })
    expect(page).toMatchObject({ ok: false, error: { code } })
  })

  it('refreshes the token once after a 401, for all who asked meanwhile, and asks again with the new one', async () => {
    const { client, requests, refreshes } = setUp((request) =>
      request.headers.get('authorization') === 'Bearer token-1'
        ? json(401, { error: 'expired' })
        : json(200, { data: { devHotloadSession: null } }),
    )
    const answers = await Promise.all([client.queries.session('a'), client.queries.session('b')])
    expect(answers.every((answer) => answer.ok)).toBe(true)
    expect(refreshes.count).toBe(1)
    expect(requests).toHaveLength(4)
  })

  it('gives up when the refresh is refused', async () => {
    const { client, refreshes, requests } = setUp(json(401, { error: 'expired' }))
    refreshes.works = false
    expect(await client.queries.session('a')).toMatchObject({ ok: false, error: { code: 'DH_API_401' } })
    expect(requests).toHaveLength(1)
  })
})

describe('REST', () => {
  it.each([
    ['the envelope', accepted],
    ['a bare body', json(202, { auditId: 'a-1', status: 'TERMINATING' })],
  ])('takes %s', async (_name, answer) => {
    const { client, requests } = setUp(answer)
    expect(await client.commands.terminate(command)).toMatchObject({
      ok: true,
      value: { auditId: 'a-1', status: 'TERMINATING', sessionId: 's 1' },
    })
    expect(requests[0]!.url).toBe('http://api.test/internal/dev/plugins/register/s%201/terminate')
    expect(await requests[0]!.json()).toEqual({ reason: 'because' })
  })

  it('repeats a command after failures with the same key, so that the server carries it out once', async () => {
    const { client, requests, settle } = setUp(
      new TypeError('reset'),
      json(503, { error: 'busy' }, { 'retry-after': '2' }),
      json(500, {}),
      accepted,
    )
    const answer = client.commands.reload(command)
    await settle()
    expect(await answer).toMatchObject({ ok: true })
    expect(requests.map((request) => header(request, 'idempotency-key'))).toEqual(Array(4).fill('key-1'))
    expect(requests.map((request) => header(request, 'x-reload-id'))).toEqual(Array(4).fill('key-1'))
    expect(new Set(requests.map((request) => header(request, 'x-request-id'))).size).toBe(4)
  })

  it('stops after three repetitions', async () => {
    const { client, requests, settle } = setUp(json(500, {}))
    const answer = client.commands.terminate(command)
    await settle()
    expect(await answer).toMatchObject({ ok: false, error: { code: 'DH_API_002', status: 500 } })
    expect(requests).toHaveLength(4)
  })

  it.each([
    [400, 'DH_API_400'],
    [403, 'DH_API_403'],
    [404, 'DH_API_404'],
    [409, 'DH_API_409'],
  ])('takes %i for an answer and does not repeat', async (status, code) => {
    const { client, requests, settle } = setUp(json(status, { error: 'no' }))
    const answer = client.commands.terminate(command)
    await settle()
    expect(await answer).toMatchObject({ ok: false, error: { code, status } })
    expect(requests).toHaveLength(1)
  })

  it('passes a long Retry-After on instead of waiting in silence', async () => {
    const { client, requests, settle } = setUp(json(429, {}, { 'retry-after': '120' }))
    const answer = client.commands.terminate(command)
    await settle()
    expect(await answer).toMatchObject({ ok: false, error: { code: 'DH_API_429', retryAfterMs: 120_000 } })
    expect(requests).toHaveLength(1)
  })

  it('does not take an answer without an audit id for a success', async () => {
    const { client } = setUp(json(200, { data: { status: 'TERMINATED' } }))
    expect(await client.commands.terminate(command)).toMatchObject({ ok: false, error: { code: 'DH_API_003' } })
  })
})

describe('the stream', () => {
  function follow(client: ReturnType<typeof setUp>['client']) {
    const frames: StreamFrame[] = []
    const states: string[] = []
    client.stream.onFrame((frame) => frames.push(frame))
    client.stream.onStatus(({ name }) => states.at(-1) === name || states.push(name))
    client.stream.start()
    return { frames, states }
  }

  it('comes back after the end of a connection, from where it was, with a token that is fresh then', async () => {
    const { client, requests, settle } = setUp(
      stream('id: 7\ndata: a\n\n'),
      stream('id: 8\ndata: b\n\nid: 9\ndata: half'),
      openStream('id: 9\ndata: c\n\n'),
    )
    const { frames, states } = follow(client)
    await settle()
    expect(frames.map(({ id, data }) => `${id}${data}`)).toEqual(['7a', '8b', '9c'])
    expect(requests.map((request) => header(request, 'last-event-id'))).toEqual([null, '7', '8'])
    expect(states).toEqual(['connecting', 'live', 'waiting', 'connecting', 'live', 'waiting', 'connecting', 'live'])
    client.dispose()
  })

  it('refreshes once after a 401 and then connects with the new token', async () => {
    const { client, requests, refreshes, settle } = setUp(json(401, { error: 'expired' }), openStream(': hi\n\n'))
    follow(client)
    await settle()
    expect(refreshes.count).toBe(1)
    expect(requests.map((request) => header(request, 'authorization'))).toEqual(['Bearer token-1', 'Bearer token-2'])
    expect(client.stream.status().name).toBe('live')
    client.dispose()
  })

  it.each<[string, Answer, string]>([
    ['a sign-in page', new Response('<html>', { headers: { 'content-type': 'text/html' } }), 'failed'],
    ['a 403', json(403, { error: 'no' }), 'forbidden'],
    ['a 404', json(404, { error: 'no' }), 'unsupported'],
    ['a 204', new Response(null, { status: 204 }), 'ended'],
  ])('takes %s for final and does not hammer the server', async (_name, answer, state) => {
    const { client, requests, settle } = setUp(answer)
    follow(client)
    await settle()
    expect(client.stream.status().name).toBe(state)
    expect(requests).toHaveLength(1)
    client.dispose()
  })

  it('delivers nothing and holds nothing after dispose', async () => {
    const { client, clock, settle } = setUp(openStream('data: a\n\n'))
    const { frames } = follow(client)
    client.dispose()
    await settle()
    expect(frames).toEqual([])
    expect(clock.pending()).toBe(0)
  })
})
