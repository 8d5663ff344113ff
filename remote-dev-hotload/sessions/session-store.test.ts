import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Session } from '../../contracts/index.ts'
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
})
