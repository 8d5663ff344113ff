import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Session } from '../../../contracts/index.ts'
import { useSessionStore } from '../../sessions/index.ts'
import { createFakeClock } from '../../tests/fake-clock.ts'
import { testSession } from '../../tests/test-session.ts'
import { createLookAgain } from './look-again.ts'

const page = (items: Session[]) => ({
  items,
  totalCount: items.length,
  limit: 50,
  offset: 0,
  statusCounts: new Map(),
  recentAlerts: [],
  streamCursor: null,
  rejected: 0,
})

function setUp() {
  const clock = createFakeClock()
  const sessions = useSessionStore()
  const lists: number[] = []
  const opened: string[] = []
  const state = { isIdle: false }
  const look = createLookAgain({
    clock,
    sessions,
    isIdle: () => state.isIdle,
    askList: () => lists.push(clock.now()),
    askSession: (sessionId) => opened.push(sessionId),
  })
  const iso = (inMs: number) => new Date(clock.now() + inMs).toISOString()
  const session = (id: string, patch: Partial<Session> = {}) =>
    testSession(id, { lastHeartbeatAt: iso(0), expiresAt: iso(3_600_000), ...patch })
  const answer = (...items: Session[]) => sessions.applySnapshot(page(items), clock.now())
  return { clock, sessions, lists, opened, state, look, iso, session, answer }
}

describe('looking again', () => {
  beforeEach(() => setActivePinia(createPinia()))

  it('asks before silence means something, at most each 15 s, and not of those that do not tell heartbeats', () => {
    const { clock, lists, session, answer, look } = setUp()
    answer(session('a', { lastHeartbeatAt: null }))
    clock.advance(300_000)
    expect(lists).toHaveLength(0)
    answer(session('a'))
    clock.advance(30_000)
    expect(lists).toHaveLength(0)
    clock.advance(5_000)
    expect(lists).toHaveLength(1)
    clock.advance(14_000)
    expect(lists).toHaveLength(1)
    clock.advance(6_000)
    expect(lists).toHaveLength(2)
    look.dispose()
    expect(clock.pending()).toBe(0)
  })

  it('asks about the end of a session when it comes near, and when it has come', () => {
    const { clock, lists, session, answer, iso } = setUp()
    answer(session('a', { lastHeartbeatAt: null, expiresAt: iso(200_000) }))
    clock.advance(75_000)
    expect(lists).toHaveLength(0)
    clock.advance(10_000)
    expect(lists).toHaveLength(1)
  })

  it('goes on asking about a lost session, but seldom, and not about one that has ended or left the list', () => {
    const { clock, lists, sessions, session, answer, iso } = setUp()
    const lost = session('a', { lastHeartbeatAt: iso(-600_000) })
    answer(lost)
    clock.advance(60_000)
    expect(lists).toHaveLength(0)
    clock.advance(5_000)
    expect(lists).toHaveLength(1)
    answer({ ...lost, status: 'TERMINATED' })
    clock.advance(300_000)
    expect(lists).toHaveLength(1)
    answer(lost)
    sessions.hold(true)
    answer()
    clock.advance(300_000)
    expect(sessions.rows).toHaveLength(1)
    expect(lists).toHaveLength(1)
  })

  it('asks for the open session alone when the list does not name it', () => {
    const { clock, lists, opened, sessions, session } = setUp()
    sessions.select('open')
    sessions.applySession(session('open'), clock.now())
    clock.advance(35_000)
    expect([lists.length, opened]).toEqual([0, ['open']])
  })

  it('asks nothing while nobody looks or nobody can be asked', () => {
    const { clock, lists, session, answer, state } = setUp()
    answer(session('a'))
    state.isIdle = true
    clock.advance(300_000)
    expect(lists).toHaveLength(0)
    state.isIdle = false
    clock.advance(5_000)
    expect(lists).toHaveLength(1)
  })
})
