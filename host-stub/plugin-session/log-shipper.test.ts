import { describe, expect, it } from 'vitest'
import { createFakeClock } from './fake-clock.ts'
import { createPersistence, type Delivery } from './delivery.ts'
import type { LogLine } from './log-line.ts'
import { createLogShipper } from './log-shipper.ts'

const lineOf = (message: string): LogLine => ({
  ts: '2026-01-01T00:00:00.000Z',
  level: 'info',
  source: 'sandbox',
  message,
  reloadSequence: 1,
})

/** A server that takes a batch once for each key, however often it comes, and can be told to misbehave. */
const createServer = () => {
  const taken: string[] = []
  const keys: string[] = []
  const attempts: string[] = []
  const plan: (Delivery<unknown> | 'answer lost')[] = []
  return {
    taken,
    keys,
    attempts,
    plan,
    send: async (lines: readonly LogLine[], key: string): Promise<Delivery<unknown>> => {
      attempts.push(key)
      const next = plan.shift() ?? { kind: 'done', data: {} }
      if (next !== 'answer lost' && next.kind !== 'done') return next
      if (!keys.includes(key)) {
        keys.push(key)
        taken.push(...lines.map(({ message }) => message))
      }
      return next === 'answer lost' ? { kind: 'later', reason: 'ECONNRESET' } : next
    },
  }
}

const setUp = (options: { limit?: number; batchLines?: number } = {}) => {
  const clock = createFakeClock()
  const server = createServer()
  const gone: string[] = []
  let key = 0
  const shipper = createLogShipper({
    persist: createPersistence({ clock, random: () => 0.5 }),
    send: server.send,
    onGone: (reason) => gone.push(reason),
    newKey: () => `key-${++key}`,
    clock,
    ...options,
  })
  return { clock, server, shipper, gone }
}

const away = { kind: 'later', reason: 'ECONNREFUSED' } as const
const numbered = (count: number) => Array.from({ length: count }, (_, at) => `line ${at}`)

describe('the log shipper', () => {
  it('sends lines that come within 100 ms as one batch, in their order', async () => {
    const { clock, server, shipper } = setUp()
    shipper.resume()
    for (const message of ['a', 'b', 'c']) shipper.push(lineOf(message))
    await clock.advance(99)
    expect(server.taken).toEqual([])
    await clock.advance(1)
    expect(server.taken).toEqual(['a', 'b', 'c'])
    expect(server.keys).toEqual(['key-1'])
  })

  it('keeps lines until there is a session to send them to', async () => {
    const { clock, server, shipper } = setUp()
    shipper.push(lineOf('early'))
    await clock.advance(1000)
    expect(server.attempts).toEqual([])
    shipper.resume()
    await clock.advance(0)
    expect(server.taken).toEqual(['early'])
  })

  it('repeats a batch under its own key, so that a lost answer does not double the lines', async () => {
    const { clock, server, shipper } = setUp()
    server.plan.push('answer lost', away)
    shipper.resume()
    shipper.push(lineOf('once'))
    await clock.advance(200)
    shipper.push(lineOf('later'))
    await clock.advance(10_000)
    expect(server.taken).toEqual(['once', 'later'])
    expect(server.attempts).toEqual(['key-1', 'key-1', 'key-1', 'key-2'])
  })

  it('keeps everything through an outage and sends it in order afterwards', async () => {
    const { clock, server, shipper } = setUp({ batchLines: 10 })
    server.plan.push(...Array.from({ length: 8 }, () => away))
    shipper.resume()
    for (const message of numbered(95)) {
      shipper.push(lineOf(message))
      await clock.advance(20)
    }
    expect(server.taken).toEqual([])
    await clock.advance(60_000)
    expect(server.taken).toEqual(numbered(95))
    expect(shipper.waiting()).toBe(0)
  })

  it('lets the oldest lines go when too many wait, and says how many', async () => {
    const { clock, server, shipper } = setUp({ limit: 20, batchLines: 5 })
    for (const message of numbered(30)) shipper.push(lineOf(message))
    shipper.resume()
    await clock.advance(1000)
    expect(server.taken[0]).toMatch(/^10 log lines were dropped here/)
    expect(server.taken.slice(1)).toEqual(numbered(30).slice(10))
  })

  it('goes on after lines that the server refuses, and says so', async () => {
    const { clock, server, shipper } = setUp()
    server.plan.push({ kind: 'refused', status: 413, reason: 'too large (HTTP 413)', body: null })
    shipper.resume()
    shipper.push(lineOf('huge'))
    await clock.advance(500)
    shipper.push(lineOf('next'))
    await clock.advance(500)
    expect(server.taken).toEqual(['1 log lines were refused by the Dev API: too large (HTTP 413)', 'next'])
  })

  it('waits with its lines when the session is gone, and sends them to the next one', async () => {
    const { clock, server, shipper, gone } = setUp()
    server.plan.push({ kind: 'gone', reason: 'HTTP 404' })
    shipper.resume()
    shipper.push(lineOf('kept'))
    await clock.advance(5000)
    expect(gone).toEqual(['HTTP 404'])
    expect(server.attempts).toHaveLength(1)
    shipper.resume()
    await clock.advance(0)
    expect(server.taken).toEqual(['kept'])
  })

  it('flushes at once what has gathered, and tells when time was not enough', async () => {
    const { clock, server, shipper } = setUp()
    shipper.resume()
    shipper.push(lineOf('last words'))
    expect(await shipper.flush(2000)).toBe(true)
    expect(server.taken).toEqual(['last words'])

    server.plan.push(...Array.from({ length: 50 }, () => away))
    shipper.push(lineOf('unsaid'))
    const flushed = shipper.flush(2000)
    await clock.advance(2000)
    expect(await flushed).toBe(false)
  })

  it('leaves no timer behind when it is disposed', async () => {
    const { clock, server, shipper } = setUp()
    server.plan.push(away, away)
    shipper.resume()
    shipper.push(lineOf('a'))
    await clock.advance(150)
    shipper.dispose()
    shipper.push(lineOf('b'))
    await clock.advance(0)
    expect(clock.pending()).toBe(0)
  })
})
