import { describe, expect, it } from 'vitest'
import { startOutbox } from './testing/start-outbox.ts'
import { startReceiver, type Reply } from './testing/start-receiver.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

const start = async (reply: Reply = { status: 200 }, options: { timeoutMs?: number } = {}) => {
  const receiver = await startReceiver(reply)
  const box = startOutbox({ slack: { url: `${receiver.url}/hook/S3CRET` } }, options)
  const put = (n: number) => box.outbox.add(`n-${n}`, 'slack', { text: `message ${n}` })
  /** Kicks every half second, as the server does, and answers the seconds at which something was received. */
  const during = async (ms: number) => {
    const [began, times] = [box.clock.now(), [] as number[]]
    for (let passed = 0; passed <= ms; passed += 500) {
      const before = receiver.received.length
      await box.dispatcher.kick()
      for (let n = before; n < receiver.received.length; n++) times.push((box.clock.now() - began) / 1000)
      box.clock.advance(500)
    }
    return times
  }
  return { ...box, receiver, put, during }
}

describe('a message', () => {
  it('is sent once, in its order, and its delivery is recorded', async () => {
    const { put, during, receiver, rows, said } = await start()
    put(1)
    put(2)
    expect(await during(5000)).toEqual([0, 0])
    expect(receiver.received.map(({ body, path }) => [path, body['text']])).toEqual([
      ['/hook/S3CRET', 'message 1'],
      ['/hook/S3CRET', 'message 2'],
    ])
    expect(rows().map(({ state, attempts, last_answer }) => [state, attempts, last_answer])).toEqual([
      ['delivered', 1, '200'],
      ['delivered', 1, '200'],
    ])
    expect(said).toEqual([])
  })

  it('is tried again later and later while its receiver fails, and delivered once it is well', async () => {
    const { put, during, receiver, rows, said } = await start({ status: 503 })
    put(1)
    expect(await during(40_000)).toEqual([0, 1, 3, 7, 15, 31])
    receiver.say({ status: 200 })
    expect(await during(40_000)).toHaveLength(1)
    expect(rows()[0]).toMatchObject({ state: 'delivered', attempts: 7, last_answer: '200' })
    expect(said).toEqual([
      'Notification n-1: slack:#powerx-admin-alerts did not take it (503); it is tried again for 6 hours.',
    ])
  })

  it('waits at most five minutes between two attempts', async () => {
    const { put, during } = await start({ status: 500 })
    put(1)
    const times = await during(HOUR_MS)
    const pauses = times.slice(1).map((time, n) => time - (times[n] ?? 0))
    expect(Math.max(...pauses)).toBe(300)
  })

  it('is given up after six hours, and that is recorded and said', async () => {
    const { put, during, clock, dispatcher, receiver, rows, said } = await start({ status: 500 })
    put(1)
    await during(0)
    clock.advance(6 * HOUR_MS - 1000)
    await dispatcher.kick()
    expect([receiver.received.length, rows()[0]?.state]).toEqual([2, 'waiting'])
    clock.advance(500)
    receiver.say({ status: 200 })
    await dispatcher.kick()
    expect(receiver.received).toHaveLength(2)
    expect(rows()[0]).toMatchObject({ state: 'given-up', attempts: 2, last_answer: '500', done_at: clock.now() })
    expect(said.at(-1)).toBe(
      'Notification n-1: slack:#powerx-admin-alerts was not reached within 6 hours (500); it is given up.',
    )
  })

  it.each([400, 413, 422])('that is refused with %i is not sent again, and the next one is', async (status) => {
    const { put, during, receiver, rows, said } = await start({ status })
    put(1)
    await during(0)
    receiver.say({ status: 200 })
    put(2)
    expect(await during(10_000)).toEqual([0])
    expect(rows().map(({ state, last_answer }) => [state, last_answer])).toEqual([
      ['refused', String(status)],
      ['delivered', '200'],
    ])
    expect(said).toEqual([`Notification n-1: slack:#powerx-admin-alerts refused the message for good (${status}).`])
  })

  it.each([401, 403, 404, 410])('is tried again after %i: an address may be put right', async (status) => {
    const { put, during } = await start({ status })
    put(1)
    expect(await during(3000)).toEqual([0, 1, 3])
  })

  it('does not follow its receiver to another place', async () => {
    const elsewhere = await startReceiver()
    const { put, during, rows } = await start({ status: 307, headers: { location: elsewhere.url } })
    put(1)
    expect(await during(0)).toEqual([0])
    expect([elsewhere.received, rows()[0]?.last_answer]).toEqual([[], '307'])
  })

  it('that nobody answers has failed after a while', async () => {
    const { put, during, rows } = await start('hang', { timeoutMs: 20 })
    put(1)
    await during(0)
    expect(rows()[0]).toMatchObject({ state: 'waiting', attempts: 1, last_answer: 'no answer in time' })
  })

  it('to nobody who listens has failed with the name of the failure alone', async () => {
    const { put, during, receiver, rows } = await start()
    await receiver.stop()
    put(1)
    await during(0)
    expect(rows()[0]).toMatchObject({ state: 'waiting', last_answer: 'ECONNREFUSED' })
  })
})

describe('Retry-After', () => {
  it.each(['20', 'Mon, 05 Jan 2026 10:00:20 GMT'])('of %j holds for every message to that receiver', async (header) => {
    const { put, during, receiver } = await start({ status: 429, headers: { 'retry-after': header } })
    put(1)
    expect(await during(0)).toEqual([0])
    receiver.say({ status: 200 })
    put(2)
    // Half a second has passed.
    expect(await during(30_000)).toEqual([19.5, 19.5])
  })

  it('holds over a restart', async () => {
    const { put, during, receiver, file, clock, dispose } = await start({
      status: 503,
      headers: { 'retry-after': '20' },
    })
    put(1)
    await during(0)
    await dispose()
    receiver.say({ status: 200 })
    const again = startOutbox({ slack: { url: receiver.url } }, { file, clock })
    clock.advance(19_000)
    await again.dispatcher.kick()
    expect(receiver.received).toHaveLength(1)
    clock.advance(500)
    await again.dispatcher.kick()
    expect([receiver.received.length, again.rows()[0]?.state]).toEqual([2, 'delivered'])
  })

  it('is not believed for longer than an hour', async () => {
    const { put, during, clock } = await start({ status: 429, headers: { 'retry-after': '999999999' } })
    put(1)
    await during(0)
    clock.advance(HOUR_MS - 500)
    expect(await during(0)).toEqual([0])
  })
})

describe('receivers', () => {
  it('do not wait for each other', async () => {
    const [chat, pager] = [
      await startReceiver({ status: 503, headers: { 'retry-after': '60' } }),
      await startReceiver(),
    ]
    const pagerduty = { url: `${pager.url}/v2/enqueue`, key: 'R0UTING' }
    const box = startOutbox({ slack: { url: chat.url }, pagerduty })
    box.outbox.add('n-1', 'slack', { text: 'x' })
    box.outbox.add('n-1', 'pagerduty', { event_action: 'trigger' })
    await box.dispatcher.kick()
    expect(box.rows().map(({ state }) => state)).toEqual(['waiting', 'delivered'])
    expect(pager.received[0]?.body).toEqual({ routing_key: 'R0UTING', event_action: 'trigger' })
    expect(
      box
        .rows()
        .map(({ body }) => body)
        .join(),
    ).not.toContain('R0UTING')
  })

  it('that are no longer configured are given up in the end, not forgotten', async () => {
    const { outbox, dispatcher, clock, rows, said } = startOutbox({})
    outbox.add('n-1', 'pagerduty', {})
    clock.advance(6 * HOUR_MS)
    await dispatcher.kick()
    expect(rows()[0]).toMatchObject({ state: 'given-up', attempts: 0 })
    expect(said).toEqual([
      'Notification n-1: pagerduty:L2 was not reached within 6 hours (no address); it is given up.',
    ])
  })
})

describe('leaving', () => {
  it('breaks off what is under way at once, and the next run sends it', async () => {
    const { put, dispatcher, dispose, receiver, file, clock } = await start('hang')
    put(1)
    void dispatcher.kick()
    await receiver.take(1)
    await dispose()
    receiver.say({ status: 200 })
    const again = startOutbox({ slack: { url: receiver.url } }, { file, clock })
    expect(again.rows()[0]).toMatchObject({ state: 'waiting', attempts: 0 })
    await again.dispatcher.kick()
    expect(again.rows()[0]).toMatchObject({ state: 'delivered', attempts: 1 })
  })
})
