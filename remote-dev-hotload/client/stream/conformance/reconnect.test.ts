// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { createFakeClock } from '../../../tests/fake-clock.ts'
import { rest, scriptStream, until } from './scripted.ts'

function begin(overrides: Parameters<typeof scriptStream>[1] = {}) {
  const clock = createFakeClock()
  const scripted = scriptStream(clock, overrides)
  const reaches = (name: string) => until(() => scripted.stream.status().name === name, name)
  scripted.stream.start()
  return { ...scripted, clock, reaches }
}

describe('connecting again', () => {
  it('R1: goes on after a clean end as if nothing had been', async () => {
    const { next, frames, reaches, clock, stream } = begin()
    const first = (await next()).open()
    first.send('data:1\n\n')
    first.end()
    await reaches('waiting')
    clock.advance(30_000)
    ;(await next()).open().send('data:2\n\n')
    await until(() => frames.length === 2)
    expect(frames.map(({ data }) => data)).toEqual(['1', '2'])
    stream.stop()
  })

  it('R2: says open, message, broken, open, message and, after a 204, nothing ever again', async () => {
    const { next, frames, reaches, clock, stream, attempts, names } = begin()
    const story: string[] = []
    stream.onStatus(({ name }) => name !== story.at(-1) && story.push(name))
    stream.onFrame(({ data }) => story.push(data))
    for (const data of ['1', '2']) {
      const body = (await next()).open()
      await reaches('live')
      body.send(`data:${data}\n\n`)
      await until(() => frames.length === Number(data))
      body.end()
      await reaches('waiting')
      clock.advance(1_000)
    }
    ;(await next()).answer(204)
    await reaches('ended')
    clock.advance(3_600_000)
    await rest()
    expect(names().join(' ')).toBe('connecting live waiting connecting live waiting connecting ended')
    expect(story.join(' ')).toBe('live 1 waiting connecting live 2 waiting connecting ended')
    expect(attempts).toHaveLength(3)
  })

  it('R3: stop while connecting silences the answer that arrives after it', async () => {
    // A fetch that knows nothing of abort, so that the answer does arrive.
    let answer: (response: Response) => void = () => {}
    let cancelled = false
    const { stream, frames, names, clock } = begin({ fetch: () => new Promise((resolve) => (answer = resolve)) })
    await rest()
    stream.stop()
    const body = new ReadableStream<Uint8Array>({
      start: (sink) => sink.enqueue(new TextEncoder().encode('data:late\n\n')),
      cancel: () => void (cancelled = true),
    })
    answer(new Response(body, { headers: { 'content-type': 'text/event-stream' } }))
    await rest()
    expect([stream.status().name, frames.length, names(), cancelled]).toEqual(['idle', 0, ['connecting', 'idle'], true])
    expect(clock.pending()).toBe(0)
  })

  it('R3: stop while open cancels the body, also one whose fetch does not', async () => {
    let cancelled = false
    const body = new ReadableStream<Uint8Array>({ cancel: () => void (cancelled = true) })
    const { stream, reaches, clock } = begin({
      fetch: async () => new Response(body, { headers: { 'content-type': 'text/event-stream' } }),
    })
    await reaches('live')
    stream.stop()
    await rest()
    expect([cancelled, clock.pending()]).toEqual([true, 0])
  })

  it('R3: stop while a token is awaited, or while a wait runs, asks nobody any more', async () => {
    let give: (headers: Record<string, string>) => void = () => {}
    const slow = begin({ headers: () => new Promise((resolve) => (give = resolve)) })
    slow.stream.stop()
    give({})
    await rest()
    const waiting = begin()
    ;(await waiting.next()).fail()
    await waiting.reaches('waiting')
    waiting.stream.stop()
    waiting.clock.advance(3_600_000)
    await rest()
    expect([slow.attempts.length, waiting.attempts.length, waiting.clock.pending()]).toEqual([0, 1, 0])
  })

  it('R4, ours: pagehide closes the connection and pageshow opens another one at the same place', async () => {
    const { next, stream, reaches, frames, attempts } = begin()
    const first = await next()
    first.open().send('id:1\ndata:a\n\n')
    await until(() => frames.length === 1)
    stream.tell('pagehide')
    expect([stream.status().name, first.signal.aborted]).toEqual(['suspended', true])
    await rest()
    expect(attempts).toHaveLength(1)
    stream.tell('pageshow')
    const second = await next()
    expect(second.headers.get('last-event-id')).toBe('1')
    second.open()
    await reaches('live')
    stream.tell('pageshow')
    await rest()
    expect(attempts).toHaveLength(2)
    stream.stop()
  })

  it('R6, ours: runs where there is no window, document or EventSource, on what it was given alone', async () => {
    expect([typeof window, typeof document, typeof EventSource]).toEqual(['undefined', 'undefined', 'undefined'])
    const { next, stream, frames } = begin()
    ;(await next()).open().send('data:a\n\n')
    await until(() => frames.length === 1)
    stream.stop()
  })

  it('tells every listener the newest state last, also when one of them changes it', async () => {
    const { next, stream, reaches } = begin()
    const heard: string[] = []
    const unsubscribe = stream.onStatus(({ name }) => name === 'waiting' && stream.stop())
    stream.onStatus(({ name }) => heard.push(name))
    ;(await next()).fail()
    await reaches('idle')
    expect(heard).toEqual(['idle'])
    unsubscribe()
  })

  it('does not deliver a frame that a state listener has stopped the stream over', async () => {
    const { next, stream, reaches } = begin()
    const late: string[] = []
    stream.onStatus(({ lastEventAt }) => lastEventAt !== null && stream.stop())
    stream.onFrame(({ data }) => late.push(data))
    ;(await next()).open().send('data:a\n\n')
    await reaches('idle')
    expect(late).toEqual([])
  })

  it('gives up a request that gets no headers, and a token that never comes, after fifteen seconds', async () => {
    for (const overrides of [{}, { headers: () => new Promise<never>(() => {}) }]) {
      const { stream, clock, attempts } = begin(overrides)
      await rest()
      clock.advance(14_000)
      expect(stream.status().name).toBe('connecting')
      clock.advance(1_000)
      expect(stream.status()).toMatchObject({ name: 'waiting', failures: 1, code: 'DH_STREAM_005' })
      expect(attempts.every(({ signal }) => signal.aborted)).toBe(true)
      stream.stop()
    }
  })

  it('gives up a token refresh that never ends', async () => {
    const { stream, clock, next } = begin({ refresh: () => new Promise<never>(() => {}) })
    ;(await next()).answer(401)
    await rest()
    clock.advance(15_000)
    expect(stream.status()).toMatchObject({ name: 'waiting', failures: 1 })
    stream.stop()
  })

  it('connects with the new token and the same cursor when the host has changed it', async () => {
    const { next, stream, frames, reaches } = begin()
    const first = await next()
    first.open().send('id:5\ndata:a\n\n')
    await until(() => frames.length === 1)
    stream.tell('token-changed')
    expect(first.signal.aborted).toBe(true)
    const second = await next()
    expect(second.headers.get('last-event-id')).toBe('5')
    second.open()
    await reaches('live')
    expect(stream.status().failures).toBe(0)
    stream.stop()
  })

  it('forgets cursor, failures and what is under way when the tenant changes', async () => {
    const { next, stream, frames, clock, reaches } = begin()
    const first = (await next()).open()
    first.send('retry:9000\nid:5\ndata:a\n\n')
    await until(() => frames.length === 1)
    first.send('data:of the old tenant\n\n')
    stream.changeScope()
    const second = await next()
    await rest()
    expect([frames.length, second.headers.get('last-event-id'), second.url]).toEqual([
      1,
      null,
      'https://dev.test/stream',
    ])
    second.fail()
    await reaches('waiting')
    expect(stream.status().nextAttemptAt! - clock.now()).toBeLessThanOrEqual(1_000)
    stream.stop()
  })

  it('reports a listener’s mistake and neither ends the connection nor keeps the frame from the others', async () => {
    const mistakes: unknown[] = []
    const { next, stream, frames } = begin({ onMistake: (error) => mistakes.push(error) })
    const heard: string[] = []
    stream.onFrame(() => {
      throw new Error('mine')
    })
    stream.onFrame(({ data }) => heard.push(data))
    ;(await next()).open().send('data:a\n\ndata:b\n\n')
    await until(() => heard.length === 2)
    expect([frames.length, mistakes.length, stream.status().name]).toEqual([2, 2, 'live'])
    stream.stop()
  })

  it('names an event that is too large, and reads on behind it', async () => {
    const { next, stream, frames } = begin()
    let oversized = 0
    stream.onOversize(() => oversized++)
    ;(await next()).open().send(`data:${'x'.repeat(1_100_000)}\n\ndata:after\n\n`)
    await until(() => frames.length === 1)
    expect([oversized, frames[0]?.data]).toEqual([1, 'after'])
    stream.stop()
  })
})
