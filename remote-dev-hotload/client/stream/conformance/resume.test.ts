// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { createFakeClock } from '../../../tests/fake-clock.ts'
import { withSince } from '../cursor.ts'
import { rest, scriptStream, until, type Attempt } from './scripted.ts'

function begin(overrides: Parameters<typeof scriptStream>[1] = {}) {
  const clock = createFakeClock()
  const scripted = scriptStream(clock, overrides)
  scripted.stream.start()
  /** Waits out the pause before the next request. */
  async function reconnect(): Promise<Attempt> {
    await until(() => scripted.stream.status().name === 'waiting', 'the wait')
    clock.advance(scripted.stream.status().nextAttemptAt! - clock.now())
    return scripted.next()
  }
  /** One connection: what the server sends before it hangs up. */
  async function serve(attempt: Attempt, text: string): Promise<Attempt> {
    const body = attempt.open()
    body.send(text)
    body.end()
    return reconnect()
  }
  const sent = (attempt: Attempt) => attempt.headers.get('last-event-id')
  return { ...scripted, clock, serve, reconnect, sent }
}

const asText = (header: string | null) =>
  header === null ? null : new TextDecoder().decode(Uint8Array.from(header, (c) => c.charCodeAt(0)))

describe('what survives a connection', () => {
  it('P4: nothing of an unfinished event, neither its data nor its id', async () => {
    const { serve, next, frames, sent, stream } = begin()
    const second = await serve(await next(), 'retry:1000\ndata:test1\n\nid:test\ndata:test2')
    expect(sent(second)).toBeNull()
    const third = await serve(second, 'data:test1\n\n')
    expect(sent(third)).toBeNull()
    expect(frames.map(({ data, id }) => [data, id])).toEqual([
      ['test1', ''],
      ['test1', ''],
    ])
    stream.stop()
  })

  it('P9: the last event id, sent back as UTF-8 bytes', async () => {
    const { serve, next, sent, stream } = begin()
    const second = await serve(await next(), 'id:…\ndata:hello\n\n')
    expect(sent(second)).toBe('\u00e2\u0080\u00a6')
    stream.stop()
  })

  it('P10: the id over three connections', async () => {
    const { serve, next, sent, stream, frames } = begin()
    const second = await serve(await next(), 'id:1\ndata:a\n\n')
    const third = await serve(second, 'data:b\n\n')
    const fourth = await serve(third, 'data:c\n\nid:2\ndata:d\n\n')
    expect([second, third, fourth].map(sent)).toEqual(['1', '1', '2'])
    expect(frames.map(({ id }) => id)).toEqual(['1', '1', '1', '2'])
    stream.stop()
  })

  it('P11: an empty id forgets the one before, and the request names none', async () => {
    const { serve, next, sent, stream } = begin()
    const second = await serve(await next(), 'id:1\ndata:a\n\n')
    const third = await serve(second, 'id\ndata:b\n\n')
    expect([second, third].map(sent)).toEqual(['1', null])
    stream.stop()
  })

  it.each([
    ['P14: a reconnection time with a leading zero', 'retry:02000\ndata:x\n\n', 2_000],
    ['P15: the last good reconnection time', 'retry:2000\nretry:1000x\ndata:x\n\n', 2_000],
    ['P16: no reconnection time from an empty one', 'retry\ndata:x\n\n', 250],
    ['X5: no reconnection time from a number with an exponent', 'retry:3e3\ndata:x\n\n', 250],
  ])('%s', async (_, text, floor) => {
    const { next, stream, clock } = begin({ random: () => 0 })
    const body = (await next()).open()
    body.send(text)
    body.end()
    await until(() => stream.status().name === 'waiting')
    expect(stream.status().nextAttemptAt! - clock.now()).toBe(floor)
    stream.stop()
  })

  it('R5: id and reconnection time, over a connection that said neither', async () => {
    const { serve, next, sent, stream, clock } = begin({ random: () => 0 })
    const second = await serve(await next(), 'retry:4000\nid:9\ndata:a\n\n')
    second.fail()
    await until(() => stream.status().name === 'waiting')
    expect(stream.status().nextAttemptAt! - clock.now()).toBe(4_000)
    clock.advance(4_000)
    expect(sent(await next())).toBe('9')
    stream.stop()
  })

  it('X4: the id of a block without data', async () => {
    const { serve, next, sent, stream, frames } = begin()
    const second = await serve(await next(), 'id:7\n\n')
    expect([sent(second), frames.length]).toEqual(['7', 0])
    stream.stop()
  })

  it('X9: an id of any script travels as UTF-8, one of a kilobyte still does, a longer one or one with control characters does not', async () => {
    const { serve, next, sent, stream } = begin()
    let attempt = await next()
    for (const [id, back] of [
      ['日本語-🚀', '日本語-🚀'],
      ['é'.repeat(512), 'é'.repeat(512)],
      ['é'.repeat(513), null],
      ['a\u0007b', null],
      ['12', '12'],
    ] as const) {
      attempt = await serve(attempt, `id:${id}\ndata:x\n\n`)
      expect(asText(sent(attempt))).toBe(back)
    }
    stream.stop()
  })

  it('X10: nothing that was parsed but not yet delivered when a handler stops the stream', async () => {
    const { next, stream, frames } = begin()
    stream.onFrame(({ data }) => data === 'b' && stream.stop())
    ;(await next()).open().send('id:5\ndata:a\n\ndata:b\n\nid:9\ndata:c\n\ndata:d\n\n')
    await until(() => stream.status().name === 'idle')
    await rest()
    expect(frames.map(({ data }) => data)).toEqual(['a', 'b'])
    stream.start()
    expect((await next()).headers.get('last-event-id')).toBeNull()
    stream.stop()
  })

  it('X12: nothing of a block that a reset cut in half', async () => {
    const { next, reconnect, sent, stream, frames } = begin()
    const body = (await next()).open()
    body.send('id:1\ndata:a\n\nid:2\ndata:b\n')
    await until(() => frames.length === 1)
    body.reset()
    expect(sent(await reconnect())).toBe('1')
    expect(frames).toHaveLength(1)
    stream.stop()
  })

  it('resumes by time, two seconds early by the server’s clock, as long as no id was ever seen', async () => {
    const clock = createFakeClock(Date.parse('2026-11-23T12:00:00.500Z'))
    const sinces: (string | null)[] = []
    const url = (since: string | null) => {
      sinces.push(since)
      return 'https://dev.test/stream'
    }
    const { stream, next, frames } = scriptStream(clock, { url, random: () => 0 })
    stream.start()
    // The server is a minute ahead of us.
    const body = (await next()).open({ date: 'Mon, 23 Nov 2026 12:01:00 GMT' })
    await until(() => stream.status().name === 'live')
    clock.advance(5_000)
    body.send('data:a\n\n')
    await until(() => frames.length === 1)
    body.end()
    await until(() => stream.status().name === 'waiting')
    clock.advance(1_000)
    const second = (await next()).open()
    second.send('id:1\ndata:b\n\n')
    second.end()
    await until(() => stream.status().name === 'waiting')
    clock.advance(1_000)
    await next()
    expect(sinces).toEqual([null, '2026-11-23T12:01:03.000Z', null])
    stream.stop()
  })

  it('resumes by time when the id cannot be sent', async () => {
    const sinces: (string | null)[] = []
    const { next, serve, stream } = begin({ url: (since) => (sinces.push(since), 'https://dev.test/stream') })
    await serve(await next(), `id:${'9'.repeat(2_000)}\ndata:x\n\n`)
    expect(sinces).toEqual([null, expect.stringMatching(/^2023-11-14T22:13:1/)])
    stream.stop()
  })

  it('starts where a snapshot ended, unless the stream has already come further', async () => {
    const clock = createFakeClock()
    const { stream, next } = scriptStream(clock)
    stream.resumeFrom('40')
    stream.resumeFrom('39')
    stream.start()
    expect((await next()).headers.get('last-event-id')).toBe('40')
    stream.stop()
  })

  it('puts the time into the address beside what is there, and leaves an address without one alone', () => {
    const address = 'https://dev.test/stream?tenant=t'
    expect(withSince(address, null)).toBe(address)
    expect(withSince(address, '2026-11-23T12:00:00.000Z')).toBe(`${address}&since=2026-11-23T12%3A00%3A00.000Z`)
  })
})
