import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { watchSyncEffect } from 'vue'
import type { Reload, Session } from '../../contracts/index.ts'
import type { SessionPage, StreamEvent } from '../client/index.ts'
import { testSession } from '../tests/test-session.ts'
import { useSessionStore } from './session-store.ts'

const page = (items: Session[], totalCount = items.length): SessionPage => ({
  items,
  totalCount,
  limit: 50,
  offset: 0,
  statusCounts: new Map([['ACTIVE', items.length]]),
  recentAlerts: [],
  streamCursor: null,
  rejected: 0,
})
const updated = (sessionId: string, patch: Partial<Session>): StreamEvent => ({
  id: '1',
  tenantId: 't',
  ts: null,
  kind: 'session-updated',
  sessionId,
  patch,
})

describe('the session store', () => {
  beforeEach(() => setActivePinia(createPinia()))

  it('shows what the list names, in its order', () => {
    const store = useSessionStore()
    store.applySnapshot(page([testSession('b'), testSession('a')], 120), 1)
    expect(store.rows.map((session) => session.sessionId)).toEqual(['b', 'a'])
    expect(store.totalCount).toBe(120)
  })

  it('forgets what the list no longer names, but not the session that is open', () => {
    const store = useSessionStore()
    store.select('open')
    store.applySession(testSession('open'))
    store.applySnapshot(page([testSession('a'), testSession('gone')]), 1)
    store.applySnapshot(page([testSession('a')]), 2)
    expect(store.rows).toHaveLength(1)
    expect(store.byId('gone')).toBeUndefined()
    expect(store.selected?.sessionId).toBe('open')
  })

  it('lets an event change what is known and add nothing', () => {
    const store = useSessionStore()
    store.applySnapshot(page([testSession('a')]), 1)
    store.applyEvent(updated('a', { status: 'FAILED', statusReason: 'build' }))
    store.applyEvent(updated('stranger', { status: 'ACTIVE' }))
    expect(store.rows).toMatchObject([
      { sessionId: 'a', status: 'FAILED', statusReason: 'build', pluginId: 'com.test.a' },
    ])
  })

  it('tells an expired session from a terminated one', () => {
    const store = useSessionStore()
    store.applySnapshot(page([testSession('a'), testSession('b')]), 1)
    const end = { reason: null, auditId: null, endedAt: '2026-01-01T00:00:00Z' }
    store.applyEvent({
      id: '1',
      tenantId: 't',
      ts: null,
      kind: 'session-terminated',
      sessionId: 'a',
      end: { ...end, note: 'expired' },
    })
    store.applyEvent({
      id: '2',
      tenantId: 't',
      ts: null,
      kind: 'session-terminated',
      sessionId: 'b',
      end: { ...end, note: null },
    })
    expect(store.rows.map((session) => session.status)).toEqual(['EXPIRED', 'TERMINATED'])
  })

  it('keeps the last good rows when the newest answer fails, and says so', () => {
    const store = useSessionStore()
    store.listFailed('DH_API_001', null)
    expect(store.list.kind).toBe('failed')
    store.applySnapshot(page([testSession('a')]), 7)
    store.listFailed('DH_API_001', 'req-1')
    expect(store.list).toEqual({ kind: 'stale', code: 'DH_API_001', requestId: 'req-1', at: 7 })
    expect(store.rows).toHaveLength(1)
  })

  it('keeps nothing of another tenant', () => {
    const store = useSessionStore()
    store.select('a')
    store.applySnapshot(page([testSession('a')]), 1)
    store.clear()
    expect([store.rows, store.selected, store.totalCount, store.list.kind]).toEqual([[], null, 0, 'loading'])
  })

  const ids = (store: ReturnType<typeof useSessionStore>) => store.rows.map((session) => session.sessionId).join()
  const sessions = (letters: string) => page([...letters].map((id) => testSession(id)))

  it('keeps the rows in place while somebody holds them, and their data fresh', () => {
    const store = useSessionStore()
    store.applySnapshot(sessions('abcd'), 1)
    store.hold(true)
    store.applySnapshot(page([testSession('x'), testSession('d', { status: 'FAILED' }), testSession('b')], 90), 2)
    expect(ids(store)).toBe('a,b,c,d')
    expect(store.rows[3]?.status).toBe('FAILED')
    expect([store.totalCount, store.isGone('a'), store.isGone('b')]).toEqual([90, true, false])
    // a and c are gone, x is new, d passed b.
    expect(store.pendingMoves).toBe(4)
    store.hold(false)
    expect([ids(store), store.pendingMoves]).toEqual(['a,b,c,d', 4])
    store.applyOrder()
    expect([ids(store), store.pendingMoves]).toEqual(['x,d,b', 0])
    expect(store.byId('a')).toBeUndefined()
  })

  it('shows at once what the reader asked for, whoever holds, and what comes when nobody does', () => {
    const store = useSessionStore()
    store.applySnapshot(sessions('ab'), 1)
    store.hold(true)
    store.setQuery({ ...store.query, page: 2 })
    store.applySnapshot(sessions('cd'), 2)
    expect(ids(store)).toBe('c,d')
    store.applySnapshot(sessions('dc'), 3)
    expect([ids(store), store.pendingMoves]).toEqual(['c,d', 1])
    store.takeNext()
    store.applySnapshot(sessions('dc'), 4)
    expect(ids(store)).toBe('d,c')
    store.applySnapshot(sessions('cd'), 5)
    store.hold(false)
    store.applySnapshot(sessions('cde'), 6)
    expect([ids(store), store.pendingMoves]).toEqual(['c,d,e', 0])
  })

  it('may be held from an effect, which no answer starts again', () => {
    const store = useSessionStore()
    let runs = 0
    const stop = watchSyncEffect(() => (store.hold(true), void runs++))
    store.applySnapshot(sessions('ab'), 1)
    expect(runs).toBe(1)
    stop()
  })

  it('lets no update of a session elsewhere touch the rows', () => {
    const store = useSessionStore()
    store.applySnapshot(sessions('ab'), 1)
    store.select('open')
    store.applySession(testSession('open'), 1)
    let built = 0
    const stop = watchSyncEffect(() => void (store.rows.length, built++))
    store.applyEvent(updated('stranger', { status: 'FAILED' }), 2)
    store.applyEvent(updated('open', { status: 'FAILED' }), 3)
    store.hold(true)
    expect(built).toBe(1)
    store.applyEvent(updated('a', { status: 'FAILED' }), 4)
    expect(built).toBe(2)
    stop()
  })

  const NOW = Date.parse('2026-01-01T00:30:00Z')
  const iso = (ms: number) => new Date(ms).toISOString()

  it('knows when the server last told of a session, and takes a replayed event for as old as it is', () => {
    const store = useSessionStore()
    store.applyRemembered([testSession('a')])
    expect(store.seenAt('a')).toBeNull()
    store.applySnapshot(page([testSession('a', { lastHeartbeatAt: iso(NOW - 1_000) })]), NOW)
    expect(store.seenAt('a')).toBe(NOW)
    const beat = (at: number): StreamEvent => ({ ...updated('a', { lastHeartbeatAt: iso(at) }), ts: iso(at) })
    store.applyEvent(beat(NOW + 9_000), NOW + 10_000)
    expect([store.seenAt('a'), store.byId('a')?.lastHeartbeatAt]).toEqual([NOW + 9_000, iso(NOW + 9_000)])
    store.applyEvent(beat(NOW - 600_000), NOW + 11_000)
    expect([store.seenAt('a'), store.byId('a')?.lastHeartbeatAt]).toEqual([NOW + 9_000, iso(NOW + 9_000)])
    // Says nothing of the heart.
    store.applyEvent(updated('a', { metrics: testSession('a').metrics }), NOW + 60_000)
    expect(store.seenAt('a')).toBe(NOW + 9_000)
  })

  it('knows since when a session has been in its status', () => {
    const store = useSessionStore()
    store.applySnapshot(sessions('a'), NOW)
    store.applySnapshot(sessions('a'), NOW + 5_000)
    expect(store.statusSince('a')).toBe(NOW)
    store.applyEvent({ ...updated('a', { status: 'RELOADING' }), ts: iso(NOW + 6_000) }, NOW + 6_500)
    expect(store.statusSince('a')).toBe(NOW + 6_000)
  })

  it('follows the clock of the server in steps that are worth it', () => {
    const store = useSessionStore()
    store.learnTime(iso(NOW + 400), NOW)
    expect(store.skewMs).toBe(0)
    store.learnTime(iso(NOW + 90_000), NOW)
    expect(store.skewMs).toBe(90_000)
  })

  const withErrors = (errorCount: number) => ({ metrics: { ...testSession('a').metrics, errorCount } })

  it('counts the errors that nobody has read since the panel was opened', () => {
    const store = useSessionStore()
    store.applySnapshot(page([testSession('a', withErrors(40))]), 1)
    expect(store.unreadErrors('a')).toBe(0)
    store.applyErrors('a', 2)
    expect(store.unreadErrors('a')).toBe(2)
    store.applyEvent(updated('a', withErrors(43)), 2)
    expect(store.unreadErrors('a')).toBe(3)
    store.readErrors('a')
    store.applyErrors('a', 1)
    expect(store.unreadErrors('a')).toBe(0)
    store.readErrors(null)
    store.applySnapshot(page([testSession('b')]), 3)
    store.applySnapshot(page([testSession('a', withErrors(45))]), 4)
    expect([store.unreadErrors('a'), store.unreadErrors('stranger')]).toEqual([1, 0])
  })

  it('counts the errors of a session that started while the panel was open from its start', () => {
    const store = useSessionStore()
    store.applyEvent({ id: '1', tenantId: 't', ts: null, kind: 'session-started', session: testSession('a') }, 1)
    store.applyErrors('a', 1)
    store.applySnapshot(page([testSession('a', withErrors(1))]), 2)
    expect([ids(store), store.unreadErrors('a')]).toEqual(['a', 1])
  })

  it('gathers the reloads of answers, events and histories', () => {
    const reload = (sequence: number, success = true): Reload => ({
      reloadId: null,
      sequence,
      at: iso(NOW + sequence),
      durationMs: 5,
      buildTimeMs: null,
      mode: null,
      trigger: null,
      changedFiles: [],
      success,
      error: null,
      firstLogId: null,
    })
    const store = useSessionStore()
    store.applySnapshot(page([testSession('a', { lastReload: reload(3) })]), 1)
    store.applyEvent(
      { id: '1', tenantId: 't', ts: null, kind: 'session-reloaded', sessionId: 'a', reload: reload(4, false) },
      2,
    )
    store.applyReloads('a', [reload(3), reload(2), reload(1)])
    expect(store.recentReloads('a').map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4])
    expect(store.rows[0]?.lastReload?.success).toBe(false)
    expect(store.recentReloads('stranger')).toEqual([])
  })
})
