import { describe, expect, it } from 'vitest'
import { createManualClock } from '../testing/manual-clock.ts'
import type { HeardEvent } from '../testing/read-stream.ts'
import { startTestApi, type Person } from '../testing/start-test-api.ts'
import { tempFile } from '../testing/temp-file.ts'
import { TENANTS } from '../auth/people.ts'

const start = async (options = {}) => {
  const test = await startTestApi(options)
  const engineer = await test.signIn('engineer')
  return { ...test, engineer }
}

const resume = (person: Person, lastEventId: string, query = '') =>
  person.stream(query, { 'last-event-id': lastEventId })
const messages = (events: HeardEvent[]) => events.map(({ payload }) => payload['message'])
const send = async (cli: { logs: (lines: unknown) => Promise<unknown> }, from: number, to: number) => {
  for (let n = from; n <= to; n++) await cli.logs([{ message: `line ${n}` }])
}
const numbered = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `line ${from + index}`)

describe('resuming', () => {
  it('goes on right after any event, each event once and in order', async () => {
    const { engineer } = await start()
    const cli = await engineer.register('orders')
    const first = await engineer.stream()
    await send(cli, 1, 12)
    const events = await first.take(12)
    for (const [index, { id }] of events.entries()) {
      const again = await resume(engineer, id)
      await cli.logs([{ message: 'marker' }])
      const heard = await again.until(({ payload }) => payload['message'] === 'marker')
      const replayed = heard.filter(({ payload }) => payload['message'] !== 'marker')
      expect(messages(replayed)).toEqual(numbered(index + 2, 12))
      again.close()
    }
  })

  it('joins what is replayed and what happens meanwhile without a hole or a double', async () => {
    const { engineer } = await start({ limits: { replayPage: 7 } })
    const cli = await engineer.register('orders')
    const first = await engineer.stream()
    await send(cli, 1, 1)
    const [event] = await first.take(1)
    // More than one page of the log, and lines that arrive while it is being replayed.
    await Promise.all(Array.from({ length: 60 }, () => cli.logs(Array.from({ length: 20 }, () => ({ message: 'x' })))))
    const storm = Promise.all(Array.from({ length: 60 }, () => cli.logs([{ message: 'y' }])))
    const again = await resume(engineer, String(event?.id))
    await storm
    const heard = await again.take(120)
    const whole = await first.take(121)
    expect(heard.map(({ id }) => id)).toEqual(whole.slice(1).map(({ id }) => id))
  })

  it('works over a restart on the same file, and nothing of the sessions is lost', async () => {
    const db = tempFile()
    const clock = createManualClock()
    const before = await start({ db, clock })
    const cli = await before.engineer.register('orders')
    const stream = await before.engineer.stream()
    await send(cli, 1, 5)
    const [, second] = await stream.take(5)
    await before.engineer.command('reload', cli.sessionId, {}, { 'idempotency-key': 'k' })
    await before.dispose()

    const after = await startTestApi({ db, clock })
    const { headers } = before.engineer
    const list = '{ devHotloadSessions { items { sessionId status } } }'
    const { data } = await after.ask('/internal/admin/graphql', { body: { query: list }, headers })
    expect(data).toEqual({ devHotloadSessions: { items: [{ sessionId: cli.sessionId, status: 'RELOADING' }] } })
    const engineer = await after.signIn('engineer')
    const again = await resume(engineer, String(second?.id))
    const heard = await again.until(({ payload }) => payload['status'] === 'RELOADING')
    expect(messages(heard.slice(0, 3))).toEqual(numbered(3, 5))

    // What was waited for is still waited for.
    const path = '/internal/dev/plugins/reload'
    await after.ask(path, {
      body: { sessionId: cli.sessionId, reloadToken: cli.reloadToken, success: true },
      headers: { 'x-reload-id': 'k' },
    })
    expect((await again.until(({ payload }) => payload['status'] === 'ACTIVE')).at(-2)?.payload['reloadId']).toBe('k')
  })

  it('prefers Last-Event-ID over since', async () => {
    const { engineer } = await start()
    const cli = await engineer.register('orders')
    const first = await engineer.stream()
    await send(cli, 1, 2)
    const [event] = await first.take(1)
    const again = await resume(engineer, String(event?.id), '?since=2020-01-01T00:00:00Z')
    expect(messages(await again.take(1))).toEqual(['line 2'])
  })

  it('starts at the moment that the list shows when its streamCursor is used', async () => {
    const { engineer } = await start()
    const list = '{ devHotloadSessions { totalCount streamCursor } }'
    const cursorOf = async () =>
      ((await engineer.graphql(list)).data['devHotloadSessions'] as { streamCursor: string }).streamCursor
    const empty = await cursorOf()
    const cli = await engineer.register('orders')
    const fromNothing = await resume(engineer, empty)
    expect((await fromNothing.take(1))[0]?.type).toBe('SessionStarted')
    const cursor = await cursorOf()
    await send(cli, 1, 1)
    expect(messages(await (await resume(engineer, cursor)).take(1))).toEqual(['line 1'])
  })

  it('is possible before the first event: the stream names its place when it opens', async () => {
    const { engineer } = await start()
    const cli = await engineer.register('orders')
    const opening = await (await engineer.stream()).rawUntil('\n\n')
    const place = /^id: (\S+)$/m.exec(opening)?.[1]
    await send(cli, 1, 1)
    expect(messages(await (await resume(engineer, String(place))).take(1))).toEqual(['line 1'])
  })
})

describe('a gap', () => {
  const pruned = async () => {
    const test = await start({ limits: { eventRetention: 5 } })
    const cli = await test.engineer.register('orders')
    const first = await test.engineer.stream('?logs=1')
    await send(cli, 1, 3)
    const events = await first.take(3)
    await send(cli, 4, 10)
    test.clock.advance(15_000)
    return { ...test, cli, first, events }
  }

  it('stands before what is left when events are gone, and is counted', async () => {
    const { engineer, first, events } = await pruned()
    const all = first.events
    const again = await resume(engineer, String(events[0]?.id))
    const [gap, next] = await again.take(2)
    expect(gap?.type).toBe('StreamGap')
    const missed = Number(gap?.payload['missed'])
    expect(gap?.payload).toEqual({ reason: 'retention', fromId: events[0]?.id, toId: all[missed]?.id, missed })
    expect(missed).toBeGreaterThan(0)
    expect(next?.id).toBe(all[missed + 1]?.id)
    expect(gap?.id).toBe(gap?.payload['toId'])
  })

  it('is not counted when the stream is filtered', async () => {
    const { engineer, events } = await pruned()
    const again = await resume(engineer, String(events[0]?.id), '?minLevel=info')
    expect((await again.take(1))[0]?.payload).toEqual({
      reason: 'retention',
      fromId: events[0]?.id,
      toId: expect.any(String) as string,
    })
  })

  it('stands before everything when since reaches behind the kept events', async () => {
    const { engineer } = await pruned()
    expect((await (await engineer.stream('?since=2026-01-05T10:00:00Z')).take(1))[0]?.type).toBe('StreamGap')
  })

  it.each([
    ['made up', () => 'nonsense'],
    ['of another database', (id: string) => id.replace(/^[^-]+/, 'zzz')],
    ['of the future', (id: string) => id.replace(/\d{12}-\d+$/, '000000999999-999')],
  ])('answers an id that is %s, and the stream goes on live', async (_name, change) => {
    const { engineer } = await start()
    const cli = await engineer.register('orders')
    const first = await engineer.stream()
    await send(cli, 1, 1)
    const [event] = await first.take(1)
    const fromId = change(String(event?.id))
    const again = await resume(engineer, fromId)
    expect((await again.take(1))[0]).toMatchObject({ type: 'StreamGap', payload: { reason: 'retention', fromId } })
    await send(cli, 2, 2)
    expect(messages((await again.take(2)).slice(1))).toEqual(['line 2'])
  })

  it('answers the id of another tenant, of which nothing is shown', async () => {
    const { engineer, signIn } = await start()
    const foreign = await signIn('engineer', TENANTS[1]?.id)
    const stream = await foreign.stream()
    const other = await foreign.register('elsewhere')
    await send(other, 1, 2)
    const [event] = await stream.take(2)
    const cli = await engineer.register('orders')
    const again = await resume(engineer, String(event?.id))
    await send(cli, 3, 3)
    expect((await again.take(2)).map(({ type, payload }) => payload['message'] ?? type)).toEqual([
      'StreamGap',
      'line 3',
    ])
  })

  it('tells a receiver that is too slow what it missed', async () => {
    const { api, engineer } = await start({ limits: { streamBufferChars: 2000 } })
    const cli = await engineer.register('orders')
    const url = 'http://127.0.0.1/internal/dev/plugins/stream'
    const response = await api.fetch(new Request(url, { headers: engineer.headers }))
    const reader = response.body?.getReader()
    const read = async () => Buffer.from((await reader?.read())?.value ?? []).toString()
    await read()
    const pending = read()
    await cli.logs([{ message: 'line 1' }])
    const delivered = await pending
    // Nobody reads while these come: one chunk is taken in advance, then the buffer overflows.
    await cli.logs([{ message: 'line 2' }])
    for (let n = 3; n <= 12; n++) await cli.logs([{ message: `line ${n} ${'x'.repeat(500)}` }])
    const late = (await read()) + (await read())
    const idOf = (text: string) => /^id: (\S+)$/m.exec(text)?.[1]
    expect(delivered).toContain('line 1')
    expect(late).toContain('"type":"StreamGap"')
    const gap = /"payload":({"reason":"overflow".*?})/.exec(late)?.[1] ?? '{}'
    expect(JSON.parse(gap)).toEqual({
      reason: 'overflow',
      fromId: idOf(late),
      toId: expect.any(String) as string,
      missed: 10,
    })
    expect(late).toContain('line 2')
    await cli.logs([{ message: 'line 13' }])
    expect(await read()).toContain('line 13')
    await reader?.cancel()
  })
})
