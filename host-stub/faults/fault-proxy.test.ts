import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFaultProxy, type FaultProxy } from './fault-proxy.ts'
import { HOSTILE_TEXT } from './strikes/made-up-lines.ts'
import { logFrame, startUpstream, type Upstream } from './testing/upstream.ts'
import { openWire, STREAM, type Wire } from './testing/wire.ts'

let upstream: Upstream
let proxy: FaultProxy
let url = ''
const wires: Wire[] = []

const open = (...args: Parameters<typeof openWire> extends [string, ...infer Rest] ? Rest : never) => {
  const wire = openWire(url, ...args)
  wires.push(wire)
  return wire
}

/** An open stream through which one event has come already. */
const openStream = async (headers: Record<string, string> = {}) => {
  const wire = open('/stream', { headers: { ...STREAM, ...headers } })
  await expect.poll(() => upstream.streams.length).toBe(1)
  upstream.write(logFrame(1))
  await expect.poll(() => proxy.counts().events).toBe(1)
  return wire
}
const soon = expect.poll

beforeEach(async () => {
  upstream = await startUpstream()
  proxy = createFaultProxy({ to: upstream.url, scenario: 'calm', seed: 1 })
  url = await proxy.listen(0)
})
afterEach(async () => {
  wires.splice(0).forEach((wire) => wire.close())
  await proxy.dispose()
  await upstream.dispose()
})

describe('in calm', () => {
  it('a command and its answer pass unchanged', async () => {
    const wire = open('/x?y=1', { method: 'POST', body: '{"a":1}', headers: { authorization: 'Bearer t' } })
    await soon(wire.status).toBe(200)
    expect(wire.header('x-request-id')).toBe('r-1')
    expect(upstream.carriedOut).toEqual(['{"a":1}'])
    expect(upstream.seen[0]).toMatchObject({ url: '/x?y=1', headers: { authorization: 'Bearer t' } })
  })

  it('every byte of a stream passes, and its end', async () => {
    const wire = await openStream()
    upstream.write(': hb\n\nid: log-2\n\n')
    upstream.streams[0]?.end()
    await soon(wire.ended).toBe('clean')
    expect(wire.body()).toBe(`${logFrame(1)}: hb\n\nid: log-2\n\n`)
  })

  it('a Dev API that is gone looks like a broken connection', async () => {
    await upstream.dispose()
    await soon(open('/x').ended).toBe('reset')
  })

  it('the Dev API hears that a browser has gone', async () => {
    const wire = await openStream()
    wire.close()
    await soon(() => upstream.streams[0]?.destroyed).toBe(true)
  })
})

describe('an open stream', () => {
  it('is reset between two frames', async () => {
    const wire = await openStream()
    proxy.inject('reset')
    await soon(wire.ended).toBe('reset')
  })

  it('gets half a frame and is reset', async () => {
    const wire = await openStream()
    proxy.inject('half-frame')
    upstream.write(logFrame(2))
    await soon(wire.ended).toBe('reset')
    const half = logFrame(2).slice(0, Math.ceil(logFrame(2).length / 2))
    expect(wire.body()).toBe(logFrame(1) + half)
  })

  it('ends cleanly in the middle of a frame', async () => {
    const wire = await openStream()
    proxy.inject('mid-frame-end')
    upstream.write(logFrame(2))
    await soon(wire.ended).toBe('clean')
    expect(wire.body()).toBe(logFrame(1) + logFrame(2).slice(0, Math.ceil(logFrame(2).length / 2)))
  })

  it('ends cleanly between two frames', async () => {
    const wire = await openStream()
    proxy.inject('clean-end')
    await soon(wire.ended).toBe('clean')
    expect(wire.body()).toBe(logFrame(1))
  })

  it('falls silent, heartbeats too, and stays open even when the Dev API ends it', async () => {
    const wire = await openStream()
    proxy.inject('stall')
    upstream.write(`${logFrame(2)}: hb\n\n`)
    upstream.streams[0]?.end()
    // A second exchange that takes its whole way shows that the first one had the time to end.
    await soon(open('/x').status).toBe(200)
    expect(wire.body()).toBe(logFrame(1))
    expect(wire.ended()).toBeNull()
  })

  it('falls silent for a moment and is reset', async () => {
    const wire = await openStream()
    proxy.inject('brief-stall')
    upstream.write(logFrame(2))
    await soon(wire.ended).toBe('reset')
    expect(wire.body()).toBe(logFrame(1))
  })

  it('brings an event twice', async () => {
    const wire = await openStream()
    proxy.inject('doubled')
    await soon(wire.body).toBe(logFrame(1) + logFrame(1))
  })

  it('brings older events again in another order', async () => {
    const wire = await openStream()
    const rest = [2, 3, 4, 5, 6].map((n) => logFrame(n))
    upstream.write(rest.join(''))
    await soon(() => proxy.counts().events).toBe(6)
    proxy.inject('old-frames')
    await soon(() => wire.body().split('\n\n').length).toBe(13)
    const again = wire
      .body()
      .split(/(?<=\n\n)/)
      .slice(6)
    expect([...again].sort()).toEqual([logFrame(1), ...rest])
    expect(again).not.toEqual([logFrame(1), ...rest])
  })

  it('brings a line of a megabyte and a hostile one, both without an id', async () => {
    const wire = await openStream()
    proxy.inject('giant-line')
    await soon(() => wire.body().length).toBeGreaterThan(2 ** 20)
    proxy.inject('hostile-line')
    await soon(() => wire.body().includes('onerror')).toBe(true)
    const made = wire.body().split('\n\n').slice(1, 3)
    for (const frame of made) expect(frame).not.toMatch(/^id:/m)
    const { payload, tenantId } = JSON.parse(/^data: (.*)$/m.exec(Buffer.from(made[1]!, 'latin1').toString())![1]!) as {
      payload: { message: string }
      tenantId: string
    }
    expect(payload.message).toBe(HOSTILE_TEXT)
    expect(tenantId).toBe('t')
  })
})

describe('a stream from its opening', () => {
  const through = async (fault: 'drip' | 'odd-chunks' | 'first-kilobyte') => {
    proxy.inject(fault)
    return openStream()
  }

  it('drips byte by byte', async () => {
    const wire = await through('drip')
    await soon(wire.body).toBe(logFrame(1))
    expect(wire.chunks().slice(0, 64)).toEqual(Array.from({ length: 64 }, () => 1))
  })

  it('is cut anywhere, also within characters, and nothing of it is lost', async () => {
    const wire = await through('odd-chunks')
    const long = logFrame(2, '热重载'.repeat(2_000))
    upstream.write(long)
    await soon(() => Buffer.from(wire.body(), 'latin1').toString()).toBe(logFrame(1) + long)
    expect(new Set(wire.chunks()).size).toBeGreaterThan(10)
  })

  it('keeps its first KB until that is full', async () => {
    const wire = await through('first-kilobyte')
    expect(wire.status()).toBe(200)
    upstream.write(logFrame(2))
    await soon(() => proxy.counts().events).toBe(2)
    expect(wire.body()).toBe('')
    upstream.write(logFrame(3, 'x'.repeat(1_000)))
    await soon(() => wire.body().length).toBeGreaterThan(1_024)
  })

  it('brings events again behind what is still on its way, and tears nothing', async () => {
    const wire = await through('odd-chunks')
    const rest = [2, 3, 4].map((n) => logFrame(n, `line ${n} `.repeat(300)))
    upstream.write(rest.join(''))
    await soon(() => proxy.counts().events).toBe(4)
    proxy.inject('old-frames')
    await soon(() => wire.body().split('\n\n').length, { timeout: 5_000 }).toBe(9)
    const frames = wire.body().split(/(?<=\n\n)/)
    expect(frames.slice(0, 4)).toEqual([logFrame(1), ...rest])
    expect(frames.slice(4).sort()).toEqual([logFrame(1), ...rest])
  })

  it('has ids that are no ASCII, and the Dev API is told its own', async () => {
    proxy.use({ sentence: '', streams: ['odd-ids'] }, 4)
    const wire = await openStream()
    upstream.write(Array.from({ length: 40 }, (_, n) => logFrame(n + 2)).join(''))
    await soon(() => wire.body().includes('line 41')).toBe(true)
    const ids = [...wire.body().matchAll(/^id: (.*)$/gm)].map(([, id]) => id!)
    expect(ids.some((id) => id.includes('\0'))).toBe(true)
    expect(ids.some((id) => id.length > 1_024)).toBe(true)
    const odd = ids.find((id) => /[^\x20-\x7e\0]/.test(id) && id.length < 100)!
    open('/stream', { headers: { ...STREAM, 'last-event-id': odd } })
    await soon(() => upstream.seen.at(-1)?.headers['last-event-id']).toMatch(/^log-\d+$/)
  })

  it('has another clock', async () => {
    proxy.inject('skew')
    const wire = await openStream()
    await soon(wire.body).toContain('"ts"')
    const [outer, inner] = [...wire.body().matchAll(/"ts":"([^"]+)"/g)].map(([, ts]) => Date.parse(ts!))
    const off = outer! - Date.parse('2026-01-01T00:00:00.000Z')
    expect(Math.abs(off)).toBeGreaterThanOrEqual(60_000)
    expect(inner).toBe(outer)
    expect(Math.abs(Date.parse(wire.header('date')!) - Date.now() - off)).toBeLessThan(60_000)
  })
})

describe('a request', () => {
  it.each([
    ['unavailable', 503, 'application/json'],
    ['briefly-503', 503, 'application/json'],
    ['failing', 500, 'application/json'],
    ['too-many', 429, 'application/json'],
    ['unauthorized', 401, 'application/json'],
    ['login-page', 200, 'text/html; charset=utf-8'],
    ['redirect', 302, null],
    ['wrong-type', 200, 'text/plain'],
    ['no-content', 204, null],
  ] as const)('meets %s: status %i, type %s, and the page may read it', async (fault, status, type) => {
    proxy.inject(fault)
    const wire = open('/stream', { headers: { ...STREAM, origin: 'http://127.0.0.1:1' } })
    await soon(wire.status).toBe(status)
    expect(wire.header('content-type')).toBe(type)
    expect(wire.header('access-control-allow-origin')).toBe('http://127.0.0.1:1')
    expect(upstream.seen).toEqual([])
    expect(proxy.requests()[0]).toMatchObject({ kind: 'stream', fault })
  })

  it('is told how long to wait', async () => {
    proxy.inject('unavailable')
    const wire = open('/stream', { headers: STREAM })
    await soon(() => wire.header('retry-after')).toBe('3')
  })

  it('is reset before it is carried out', async () => {
    proxy.inject('hang-up', 'command')
    await soon(open('/x', { method: 'POST', body: 'a' }).ended).toBe('reset')
    expect(upstream.carriedOut).toEqual([])
  })

  it('is carried out, and its answer is lost', async () => {
    proxy.inject('lost-answer', 'command')
    const wire = open('/x', { method: 'POST', body: 'a' })
    await soon(wire.ended).toBe('reset')
    expect(wire.text()).toBe('')
    expect(upstream.carriedOut).toEqual(['a'])
  })

  it('waits before it goes on, with its body', async () => {
    proxy.inject('late-headers', 'command')
    const from = performance.now()
    const wire = open('/x', { method: 'POST', body: 'late' })
    await soon(wire.status, { timeout: 5_000 }).toBe(200)
    expect(performance.now() - from).toBeGreaterThan(490)
    expect(upstream.carriedOut).toEqual(['late'])
  })

  it('of another kind is left alone, and so is a preflight', async () => {
    proxy.inject('failing', 'command')
    await soon(open('/x').status).toBe(200)
    await soon(open('/x', { method: 'OPTIONS' }).status).toBe(200)
    await soon(open('/x', { method: 'POST' }).status).toBe(500)
  })

  it('finds nobody for a while, and then somebody at the same address', async () => {
    const wire = await openStream()
    proxy.refuse(150)
    await soon(wire.ended).toBe('reset')
    await soon(open('/x').ended).toBe('refused')
    await expect.poll(async () => (await fetch(`${url}/x`).catch(() => null))?.status).toBe(200)
  })
})
