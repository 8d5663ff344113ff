import { beforeEach, describe, expect, it } from 'vitest'
import type { Session } from '../../../contracts/index.ts'
import type { DevHotloadApiClient, SessionPage, StreamFrame, StreamStatus } from '../../client/index.ts'
import { ok } from '../../kernel/index.ts'
import { createFakeClock } from '../../tests/fake-clock.ts'
import { testSession } from '../../tests/test-session.ts'
import { createFeed } from './feed.ts'
import { createLists } from './lists.ts'
import type { Memory } from './memory.ts'
import { createLogBook } from '../../logs/index.ts'
import { createStores } from './stores.ts'

const TENANT = 10_000
const SHOWN = 50

const status = (name: StreamStatus['name']): StreamStatus => ({
  name,
  failures: 0,
  nextAttemptAt: null,
  lastEventAt: null,
  downSince: null,
  code: null,
})
const settle = async () => {
  for (let i = 0; i < 20; i++) await Promise.resolve()
}

function setUp() {
  const clock = createFakeClock()
  const stores = createStores(1_000, createLogBook(1_000))
  const page = { isHidden: false }
  const server = { latencyMs: 40 }
  const iso = (ms = clock.now()) => new Date(ms).toISOString()
  const living = (sessionId: string): Session =>
    testSession(sessionId, { lastHeartbeatAt: iso(), expiresAt: iso(clock.now() + 900_000) })
  let tenant = Array.from({ length: TENANT }, (_, i) => living(`s${i}`))
  const asked: number[] = []
  let running = 0
  let atOnce = 0
  let receive: (frame: StreamFrame) => void = () => {}
  let events = 0

  const client = {
    queries: {
      async sessions(): Promise<{ ok: true; value: SessionPage }> {
        asked.push(clock.now())
        atOnce = Math.max(atOnce, ++running)
        await new Promise<void>((resolve) => void clock.after(server.latencyMs, resolve))
        running--
        return ok({
          items: tenant.slice(0, SHOWN),
          totalCount: tenant.length,
          limit: SHOWN,
          offset: 0,
          statusCounts: new Map(),
          recentAlerts: [],
          streamCursor: null,
          rejected: 0,
        })
      },
      session: async () => ok(null),
      reloads: async () => ok([]),
    },
    stream: {
      status: () => status('live'),
      onFrame: (listener: typeof receive) => ((receive = listener), () => {}),
      onStatus: () => () => {},
      onOversize: () => () => {},
      start: () => {},
      stop: () => {},
      resumeFrom: () => {},
    },
  } as unknown as DevHotloadApiClient
  const memory = { sessions: async () => [], keepSessions: () => {}, keepLines: () => {} } as unknown as Memory
  const isHidden = () => page.isHidden
  const lists = createLists({ client, stores, memory, clock, tenantId: () => 't-1', isHidden, onError: () => {} })
  const rejected: string[] = []
  const frames = new Map<number, () => void>()
  const feed = createFeed({
    client,
    stores,
    memory,
    lists,
    clock,
    tenantId: () => 't-1',
    random: () => 0.5,
    onRejected: (rejection) => rejected.push(rejection),
    frames: {
      requestFrame(run) {
        frames.set(frames.size, clock.after(16, run))
        return frames.size - 1
      },
      cancelFrame: (id) => frames.get(id)?.(),
      isHidden,
    },
  })
  const send = (type: string, sessionId: string, payload: unknown) => {
    const id = String(++events)
    const data = JSON.stringify({ type, sessionId, tenantId: 't-1', ts: iso(), payload })
    receive({ id, ownId: id, event: type, data })
  }
  const pass = async (ms: number, each: () => void = () => {}) => {
    for (let at = 0; at < ms; at += 20) {
      each()
      clock.advance(20)
      await settle()
    }
  }
  const startFeed = async () => {
    const started = feed.start()
    await pass(100)
    await started
    asked.length = 0
  }
  return {
    clock,
    stores,
    feed,
    lists,
    page,
    server,
    asked,
    rejected,
    send,
    pass,
    startFeed,
    iso,
    living,
    atOnce: () => atOnce,
    start(session: Session) {
      tenant = [session, ...tenant]
      send('SessionStarted', session.sessionId, session)
    },
    end() {
      feed.dispose()
      lists.dispose()
      return clock.pending()
    },
  }
}

/** 200 events a second of sessions all over the tenant, four in each 20 ms. */
function crowd(panel: ReturnType<typeof setUp>, payload: (sessionId: string) => unknown) {
  let next = 0
  return () => {
    for (let i = 0; i < 4; i++) {
      // A step that visits every session before it visits one twice.
      const sessionId = `s${(next++ * 7_919) % TENANT}`
      panel.send('SessionUpdated', sessionId, payload(sessionId))
    }
  }
}

let panel: ReturnType<typeof setUp>

// A minute of 12 000 decoded events takes seconds on a crowded machine.
describe('a tenant of 10 000 sessions with 200 updates a second', { timeout: 30_000 }, () => {
  beforeEach(async () => {
    panel = setUp()
    await panel.startFeed()
  })

  it('asks for the list 13 times a minute when whole sessions come, and never twice at once', async () => {
    await panel.pass(60_000, crowd(panel, panel.living))
    expect(panel.feed.counts.frames).toBe(12_000)
    expect(panel.rejected).toEqual([])
    expect(panel.asked).toHaveLength(13)
    expect(panel.atOnce()).toBe(1)
    expect(panel.stores.sessions.rows).toHaveLength(SHOWN)
    expect(panel.end()).toBe(0)
  })

  it('does not ask at all for mere signs of life', async () => {
    const beat = () => ({ lastHeartbeatAt: panel.iso(), expiresAt: panel.iso(panel.clock.now() + 900_000) })
    await panel.pass(20_000, crowd(panel, beat))
    expect(panel.asked).toEqual([])
  })

  it('shows a session that starts in the middle of it within a second', async () => {
    const update = crowd(panel, panel.living)
    await panel.pass(20_000, update)
    panel.start(panel.living('new'))
    await panel.pass(1_000, update)
    expect(panel.stores.sessions.rows[0]?.sessionId).toBe('new')
  })

  it('asks soon when a row of the page changes its status, and rests when they all keep doing so', async () => {
    panel.send('SessionUpdated', 's3', { status: 'FAILED' })
    await panel.pass(500)
    expect(panel.asked).toHaveLength(1)
    expect(panel.stores.sessions.statusSince('s3')).not.toBeNull()
    let turn = 0
    await panel.pass(60_000, () =>
      panel.send('SessionUpdated', `s${turn % SHOWN}`, { status: turn++ % 2 ? 'ACTIVE' : 'RELOADING' }),
    )
    expect(panel.asked.length).toBeLessThanOrEqual(14)
  })

  it('waits for the answer of a slow server before it asks again', async () => {
    panel.server.latencyMs = 7_000
    const update = crowd(panel, panel.living)
    await panel.pass(2_000, update)
    panel.start(panel.living('new'))
    await panel.pass(20_000, update)
    expect(panel.atOnce()).toBe(1)
    expect(panel.asked.length).toBeGreaterThanOrEqual(2)
    expect(panel.stores.sessions.rows[0]?.sessionId).toBe('new')
  })

  it('asks nothing while nobody sees the page, and once when somebody does again', async () => {
    panel.page.isHidden = true
    await panel.pass(30_000, crowd(panel, panel.living))
    expect(panel.asked).toEqual([])
    panel.page.isHidden = false
    await panel.pass(1_100)
    expect(panel.asked).toHaveLength(1)
  })

  it('asks at once for another page, although an answer of the old one is on its way', async () => {
    const { sessions } = panel.stores
    void panel.lists.sessionsAgain()
    sessions.setQuery({ ...sessions.query, page: 2 })
    panel.lists.sessionsSoon()
    await panel.pass(300)
    expect(panel.asked).toHaveLength(2)
    expect(panel.asked[1]! - panel.asked[0]!).toBeLessThanOrEqual(220)
  })

  it('counts the error lines of a row at once', async () => {
    const line = (logId: string, level: string) => ({ logId, level, ts: panel.iso(), message: 'x' })
    panel.send('LogEntry', 's1', line('1', 'error'))
    panel.send('LogBatch', 's1', { entries: [line('2', 'fatal'), line('3', 'warn')] })
    await panel.pass(40)
    expect(panel.stores.sessions.unreadErrors('s1')).toBe(2)
  })
})

describe('a page on which nobody is heard any more', () => {
  it('is asked about before anybody is called lost, and not more often than each 15 s', async () => {
    panel = setUp()
    await panel.startFeed()
    await panel.pass(30_000)
    expect(panel.asked).toEqual([])
    await panel.pass(6_000)
    expect(panel.asked).toHaveLength(1)
    await panel.pass(60_000)
    expect(panel.asked.length).toBeLessThanOrEqual(5)
    expect(panel.stores.sessions.seenAt('s1')).toBeGreaterThan(panel.clock.now() - 61_000)
  })
})
