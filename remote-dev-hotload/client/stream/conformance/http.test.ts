// @vitest-environment node
import { afterEach, describe, expect, it } from 'vitest'
import { createFakeClock } from '../../../tests/fake-clock.ts'
import { createStream, type Stream, type StreamDeps } from '../stream.ts'
import type { StreamFrame } from '../types.ts'
import { EVENT_STREAM, serve, status, streams, type Answer, type Loopback } from './loopback.ts'
import { rest, until } from './scripted.ts'

const endings: (() => unknown)[] = []

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

async function connect(answers: Answer[], overrides: Partial<StreamDeps> = {}) {
  const server = await serve(...answers)
  endings.push(server.close)
  return { ...open(server, overrides), server }
}

function open(server: Loopback, overrides: Partial<StreamDeps> = {}) {
  const clock = createFakeClock()
  const frames: StreamFrame[] = []
  const names: string[] = []
  const stream: Stream = createStream({
    fetch,
    clock,
    random: () => 0.5,
    url: () => server.url,
    headers: async () => ({ Authorization: 'Bearer t', 'X-Tenant-ID': 'tenant-1' }),
    refresh: async () => true,
    isSignedOut: () => false,
    ...overrides,
  })
  stream.onFrame((frame) => frames.push(frame))
  stream.onStatus(({ name }) => name !== names.at(-1) && names.push(name))
  stream.start()
  endings.push(stream.stop)
  const reaches = (name: string) => until(() => stream.status().name === name, name)
  return { stream, clock, frames, names, reaches }
}

describe('the HTTP side of the stream', () => {
  it.each([
    [204, 'ended'],
    [205, 'failed'],
    [210, 'failed'],
    [299, 'failed'],
    [403, 'forbidden'],
    [404, 'unsupported'],
    [405, 'unsupported'],
    [410, 'failed'],
    [501, 'unsupported'],
  ])('H1: a %i is %s: one request, no frame, no further attempt', async (code, name) => {
    const { server, clock, frames, names, reaches } = await connect([
      status(code, code === 204 || code === 205 ? {} : { 'content-type': 'text/event-stream' }, 'data: no\n\n'),
    ])
    await reaches(name)
    clock.advance(3_600_000)
    await rest()
    expect([server.requests.length, frames.length, names]).toEqual([1, 0, ['connecting', name]])
  })

  it('H1, ours: a 503 is waited out, at least as long as its Retry-After, where the standard gives up', async () => {
    const { server, clock, frames, stream, reaches } = await connect([
      status(503, { 'retry-after': '7', 'content-type': 'text/event-stream' }, 'data: no\n\n'),
      streams('data: yes\n\n'),
    ])
    await reaches('waiting')
    expect(stream.status().nextAttemptAt! - clock.now()).toBeGreaterThanOrEqual(7_000)
    clock.advance(6_999)
    await rest()
    expect(server.requests).toHaveLength(1)
    clock.advance(5_000)
    await until(() => frames.length === 1)
    expect(frames[0]).toMatchObject({ data: 'yes' })
  })

  it.each([301, 302, 303, 307, 308])(
    'H2, ours: a %i is not followed but failed, and nobody is asked twice',
    async (code) => {
      const target = await serve(streams('data: elsewhere\n\n'))
      endings.push(target.close)
      const { server, clock, stream, reaches } = await connect([status(code, { location: target.url })])
      await reaches('failed')
      clock.advance(3_600_000)
      await rest()
      expect([server.requests.length, target.requests.length, stream.status().code]).toEqual([1, 0, 'DH_STREAM_002'])
    },
  )

  it('H2, ours: a redirect as a browser shows it, opaque and without a status, is failed too', async () => {
    const opaque = { type: 'opaqueredirect', status: 0, headers: new Headers(), body: null } as Response
    const { stream, reaches } = await connect([], { fetch: async () => opaque })
    await reaches('failed')
    expect(stream.status().code).toBe('DH_STREAM_002')
  })

  it.each(['text/x-bogus', 'x bogus', 'text/event-streamx', 'text/event', 'application/json', ''])(
    'H3: the content type "%s" fails the connection without reading it',
    async (type) => {
      const { server, clock, frames, stream, reaches } = await connect([
        streams('data: no\n\n', 'stays', { 'content-type': type }),
      ])
      await reaches('failed')
      clock.advance(3_600_000)
      await until(() => server.open() === 0, 'the end of the connection')
      expect([server.requests.length, frames.length, stream.status().code]).toEqual([1, 0, 'DH_STREAM_002'])
    },
  )

  it('X11: a sign-in page is named failed and is not asked for in a loop; somebody may retry', async () => {
    const { server, frames, stream, reaches, clock } = await connect([
      status(200, { 'content-type': 'text/html' }, '<!doctype html>data: no\n\n'),
      streams('data: yes\n\n'),
    ])
    await reaches('failed')
    clock.advance(3_600_000)
    await rest()
    expect(server.requests).toHaveLength(1)
    stream.retryNow()
    await until(() => frames.length === 1)
  })

  it.each([
    'text/event-stream;',
    'text/event-stream; charset=utf-8',
    'TEXT/Event-Stream',
    ' text/event-stream ;charset=windows-1252',
  ])('H4, P22: the content type "%s" is accepted, and its bytes are UTF-8 whatever it says', async (type) => {
    const { frames } = await connect([streams('data:ok…\n\n', 'stays', { 'content-type': type })])
    await until(() => frames.length === 1)
    expect(frames[0]).toMatchObject({ data: 'ok…' })
  })

  it('H5, H6: asks with GET for an event stream, past every cache, with the host’s headers and no cursor at first', async () => {
    const { server, reaches } = await connect([streams(': hb\n')])
    await reaches('live')
    const [{ method, headers } = { method: '', headers: {} }] = server.requests
    expect(method).toBe('GET')
    expect(headers).toMatchObject({
      accept: 'text/event-stream',
      'cache-control': 'no-cache',
      authorization: 'Bearer t',
      'x-tenant-id': 'tenant-1',
    })
    expect(headers).not.toHaveProperty('last-event-id')
  })

  it('H6, ours: cookies are left to the same origin, caches and redirects to nobody', async () => {
    const inits: RequestInit[] = []
    const { reaches } = await connect([streams('')], {
      fetch: (url, init) => {
        inits.push(init ?? {})
        return fetch(url, init)
      },
    })
    await reaches('live')
    expect(inits).toMatchObject([{ credentials: 'same-origin', cache: 'no-store', redirect: 'manual' }])
    expect(inits[0]).not.toHaveProperty('method')
  })

  it('H7, ours: an id of unsafe bytes arrives whole, and one beyond a kilobyte stays at home, instead of a preflight rule', async () => {
    const { server, clock, reaches } = await connect([
      streams('id:…\ndata:a\n\n', 'ends'),
      streams(`id:${'x'.repeat(1_025)}\ndata:b\n\n`, 'ends'),
      streams(''),
    ])
    await reaches('waiting')
    clock.advance(1_000)
    await until(() => server.requests.length === 2)
    await reaches('waiting')
    clock.advance(1_000)
    await until(() => server.requests.length === 3)
    const received = server.requests.map(({ headers }) => headers['last-event-id'] as string | undefined)
    expect(Buffer.from(received[1] ?? '', 'latin1').toString('utf8')).toBe('…')
    expect([received[0], received[2]]).toEqual([undefined, undefined])
  })

  it.each(['not a url', '/relative', 'ftp://127.0.0.1/stream', 'http://user:secret@127.0.0.1/stream', 'http://'])(
    'H8: the address "%s" fails at once instead of being tried for ever',
    async (url) => {
      const { server, clock, stream, reaches } = await connect([streams('')], { url: () => url })
      await reaches('failed')
      clock.advance(3_600_000)
      await rest()
      expect([server.requests.length, stream.status().code]).toEqual([0, 'DH_STREAM_002'])
    },
  )

  it('H8, ours: the address and the headers are asked for anew for each attempt', async () => {
    let attempt = 0
    const server = await serve(streams('', 'ends'), streams('', 'ends'), streams(''))
    endings.push(server.close)
    const { clock, reaches } = open(server, {
      url: () => `${server.url}?n=${++attempt}`,
      headers: async () => ({ Authorization: `Bearer ${attempt}` }),
    })
    for (let i = 0; i < 2; i++) {
      await reaches('waiting')
      clock.advance(2_000)
      await until(() => server.requests.length === i + 2)
    }
    expect(server.requests.map(({ url, headers }) => [url, headers.authorization])).toEqual([
      ['/stream?n=1', 'Bearer 1'],
      ['/stream?n=2', 'Bearer 2'],
      ['/stream?n=3', 'Bearer 3'],
    ])
  })

  it('X12: a TCP reset in the middle of a block resumes in front of it', async () => {
    const { server, clock, frames, reaches } = await connect([
      streams('id:1\ndata:a\n\nid:2\ndata:b\n', 'resets'),
      streams('id:2\ndata:b\n\n', 'stays', EVENT_STREAM),
    ])
    await reaches('waiting')
    clock.advance(2_000)
    await until(() => frames.length === 2)
    expect(server.requests[1]?.headers['last-event-id']).toBe('1')
    expect(frames.map(({ data }) => data)).toEqual(['a', 'b'])
  })

  it('R3: leaves no connection, no timer and no word behind after stop, whenever it comes', async () => {
    const { server, clock, stream, names, reaches } = await connect([streams('data: a\n\n')])
    await reaches('live')
    stream.stop()
    stream.stop()
    await until(() => server.open() === 0, 'the end of the connection')
    expect([clock.pending(), names.at(-1)]).toEqual([0, 'idle'])
  })
})
