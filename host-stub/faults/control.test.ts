import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFaultProxy, type FaultProxy } from './fault-proxy.ts'
import { logFrame, startUpstream, type Upstream } from './testing/upstream.ts'
import { openWire, STREAM } from './testing/wire.ts'

let upstream: Upstream
let proxy: FaultProxy
let url = ''
const heard: string[] = []

beforeEach(async () => {
  heard.length = 0
  upstream = await startUpstream()
  proxy = createFaultProxy({ to: upstream.url, scenario: 'calm', seed: 1, onFault: (name) => heard.push(name) })
  url = await proxy.listen(0)
})
afterEach(async () => {
  await proxy.dispose()
  await upstream.dispose()
})

const steer = async (body?: unknown, headers: Record<string, string> = {}) => {
  const init = body === undefined ? { headers } : { method: 'POST', body: JSON.stringify(body), headers }
  const response = await fetch(`${url}/__faults`, init)
  return { status: response.status, body: (await response.json()) as Record<string, never> }
}

describe('the control', () => {
  it('tells scenario, seed, counters and every name with its sentence', async () => {
    await fetch(`${url}/x`)
    const { body } = await steer()
    expect(body).toMatchObject({ name: 'calm', seed: 1, openStreams: 0, counts: { requests: 1, faults: {} } })
    expect(body['scenarios']!['flaky']).toContain('cut')
    expect(body['faults']!['half-frame']).toContain('RST')
    expect(upstream.seen).toHaveLength(1)
  })

  it('changes the scenario', async () => {
    expect(await steer({ scenario: 'login-page', seed: 9 })).toMatchObject({
      status: 200,
      body: { name: 'login-page', seed: 9 },
    })
    const stream = await fetch(`${url}/stream`, { headers: STREAM })
    expect(stream.headers.get('content-type')).toContain('text/html')
    expect((await steer()).body).toMatchObject({ counts: { faults: { 'login-page': 1 } } })
  })

  it('hits the open streams now', async () => {
    const wires = [openWire(url, '/stream', { headers: STREAM }), openWire(url, '/stream', { headers: STREAM })]
    await expect.poll(() => upstream.streams.length).toBe(2)
    await expect.poll(proxy.openStreams).toBe(2)
    expect((await steer({ inject: 'reset' })).body).toEqual({ hit: 2 })
    for (const wire of wires) await expect.poll(wire.ended).toBe('reset')
    expect(heard).toEqual(['reset', 'reset'])
  })

  it('lets the next command fail', async () => {
    await steer({ inject: 'failing', of: 'command' })
    expect((await fetch(`${url}/x`, { method: 'POST' })).status).toBe(500)
    expect((await fetch(`${url}/x`, { method: 'POST' })).status).toBe(200)
  })

  it('closes the door', async () => {
    expect((await steer({ refuseMs: 100 })).status).toBe(202)
    await expect.poll(() => openWire(url, '/x').ended()).toBeNull()
    await expect
      .poll(() =>
        fetch(`${url}/x`).then(
          () => 'there',
          () => 'nobody',
        ),
      )
      .toBe('nobody')
    await expect
      .poll(() =>
        fetch(`${url}/x`).then(
          () => 'there',
          () => 'nobody',
        ),
      )
      .toBe('there')
  })

  it.each([{ scenario: 'nope' }, { inject: 'nope' }, { inject: '__proto__' }, {}, { refuseMs: -1 }])(
    'answers 400 to %j and names what there is',
    async (wish) => {
      const { status, body } = await steer(wish)
      expect(status).toBe(400)
      expect(JSON.stringify(body)).toMatch(/There are: calm|half-frame/)
    },
  )

  it.each([
    ['a page', { origin: 'http://127.0.0.1:5170' }],
    ['somebody who calls this machine by another name', { host: 'faults.example.com' }],
  ])('refuses %s', async (_, headers) => {
    const wire = openWire(url, '/__faults', { headers })
    await expect.poll(wire.status).toBe(403)
  })
})

describe('a scenario', () => {
  it('cuts every stream after its frames, and another one in force stops that', async () => {
    proxy.use({ sentence: '', strikes: { after: { frames: [2, 2] }, faults: ['clean-end'] } })
    const wire = openWire(url, '/stream', { headers: STREAM })
    await expect.poll(() => upstream.streams.length).toBe(1)
    upstream.write([1, 2, 3].map((n) => logFrame(n)).join(''))
    await expect.poll(wire.ended).toBe('clean')
    expect(wire.body()).toBe(logFrame(1) + logFrame(2))

    const next = openWire(url, '/stream', { headers: STREAM })
    await expect.poll(() => upstream.streams.length).toBe(2)
    proxy.use('calm')
    upstream.streams[1]?.write([1, 2, 3].map((n) => logFrame(n)).join(''))
    await expect.poll(next.body).toContain('line 3')
    expect(next.ended()).toBeNull()
    next.close()
  })

  it('hits streams that were open before it', async () => {
    const wire = openWire(url, '/stream', { headers: STREAM })
    await expect.poll(proxy.openStreams).toBe(1)
    proxy.use({ sentence: '', strikes: { after: { ms: [1, 1] }, faults: ['reset'] } })
    await expect.poll(wire.ended).toBe('reset')
  })

  it('is down for a while and comes back', async () => {
    proxy.use({ sentence: '', outages: { afterMs: [20, 20], lastingMs: [150, 150] } })
    await expect
      .poll(() =>
        fetch(`${url}/x`).then(
          () => 'there',
          () => 'nobody',
        ),
      )
      .toBe('nobody')
    await expect
      .poll(() =>
        fetch(`${url}/x`).then(
          () => 'there',
          () => 'nobody',
        ),
      )
      .toBe('there')
    expect(heard).toContain('outage')
  })
})

describe('beyond this machine', () => {
  it('nothing is forwarded', () => {
    expect(() => createFaultProxy({ to: 'http://example.com', scenario: 'calm', seed: 1 })).toThrow('loopback only')
  })

  it('nobody is listened to', async () => {
    const other = createFaultProxy({ to: upstream.url, scenario: 'calm', seed: 1 })
    await expect(other.listen(0, '0.0.0.0')).rejects.toThrow('loopback only')
  })
})

it('a scenario that there is not is named with those that there are', () => {
  expect(() => createFaultProxy({ to: upstream.url, scenario: 'nope', seed: 1 })).toThrow(
    /no fault scenario "nope"\. There are: calm, flaky/,
  )
})
