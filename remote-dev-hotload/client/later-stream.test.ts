import { describe, expect, it, vi } from 'vitest'
import { createFakeClock } from '../tests/fake-clock.ts'
import { createLaterStream } from './later-stream.ts'
import type { StreamStatus } from './stream/index.ts'
import { IDLE } from './tabs/status-news.ts'
import type { TabStream } from './tabs/index.ts'

/** Lets promises that are settled run on. */
const settle = () => new Promise((resolve) => setTimeout(resolve))

function fakeStream() {
  const did: string[] = []
  let show = (_status: StreamStatus) => {}
  const note =
    (name: string) =>
    (...about: unknown[]) =>
      void did.push([name, ...about].join(' '))
  const stream: TabStream = {
    counts: { ignored: 1, late: 0, gaps: 0, relayed: 0, leaders: 0 },
    role: () => 'leader',
    onRole: () => () => {},
    start: note('start'),
    stop: note('stop'),
    retryNow: note('retry'),
    changeScope: note('scope'),
    tell: note('tell'),
    status: () => IDLE,
    onStatus: (listener) => {
      show = listener
      return () => {}
    },
    onFrame: () => () => {},
    onOversize: () => () => {},
    resumeFrom: note('resume'),
    dispose: note('dispose'),
  }
  return { stream, did, show: (status: StreamStatus) => show(status) }
}

function setUp(load: (again: boolean) => Promise<TabStream>) {
  const clock = createFakeClock()
  const stream = createLaterStream({ load, when: () => Promise.resolve(), clock, random: () => 0.5 })
  const statuses: StreamStatus[] = []
  stream.onStatus((status) => statuses.push(status))
  return { clock, stream, statuses }
}

describe('a stream whose code is not there yet', () => {
  it('asks for it when it is started, and then does what it was told meanwhile', async () => {
    const real = fakeStream()
    const load = vi.fn(async () => real.stream)
    const { stream, statuses } = setUp(load)
    stream.tell('hidden')
    stream.tell('offline')
    stream.tell('woken')
    stream.tell('online')
    stream.resumeFrom('42')
    expect(load).not.toHaveBeenCalled()
    stream.start()
    expect(statuses.at(-1)?.name).toBe('connecting')
    await settle()
    expect(real.did).toEqual(['tell hidden', 'tell online', 'resume 42', 'start'])
    real.show({ ...IDLE, name: 'live' })
    expect(stream.status().name).toBe('live')
    expect(stream.role()).toBe('leader')
  })

  it('says when the next attempt is when it does not come, and asks again then', async () => {
    const real = fakeStream()
    const load = vi.fn(async (again: boolean) => (again ? real.stream : Promise.reject(new TypeError('gone'))))
    const { stream, statuses, clock } = setUp(load)
    stream.start()
    await settle()
    const { nextAttemptAt, ...status } = statuses.at(-1)!
    expect(status).toMatchObject({ name: 'waiting', failures: 1, code: 'DH_STREAM_001', downSince: clock.now() })
    clock.advance(nextAttemptAt! - clock.now() - 1)
    await settle()
    expect(load).toHaveBeenCalledOnce()
    clock.advance(1)
    await settle()
    expect(real.did).toEqual(['start'])
  })

  it('is asked for at once when somebody does not want to wait', async () => {
    const real = fakeStream()
    const load = vi.fn(async (again: boolean) => (again ? real.stream : Promise.reject(new TypeError('gone'))))
    const { stream } = setUp(load)
    stream.start()
    await settle()
    stream.retryNow()
    await settle()
    expect(real.did).toEqual(['start'])
  })

  it('does not start what was stopped or let go before it came', async () => {
    for (const end of ['stop', 'dispose'] as const) {
      const real = fakeStream()
      const { stream, clock } = setUp(async () => real.stream)
      stream.start()
      stream[end]()
      await settle()
      clock.advance(60_000)
      await settle()
      expect(real.did).toEqual(end === 'stop' ? [] : ['dispose'])
    }
  })
})
