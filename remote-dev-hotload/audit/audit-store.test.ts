import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import type { AuditPage } from '../client/index.ts'
import { actionsIn, isFiltering, matches, noFilter } from './audit-filter.ts'
import { concerns, isBy, resultKind, sessionsOf } from './audit-entry.ts'
import { useAuditStore } from './audit-store.ts'
import { testEntry } from './testing/test-entry.ts'

const page = (first: number, count: number, patch: Partial<AuditPage> = {}): AuditPage => ({
  sessionId: null,
  items: Array.from({ length: count }, (_, at) => testEntry(first - at)),
  totalCount: 120,
  offset: 0,
  rejected: 0,
  ...patch,
})
const ids = (store: ReturnType<typeof useAuditStore>, of: string | null = null) =>
  store.entriesOf(of).map(({ auditId }) => auditId)

describe('the activity that is known', () => {
  beforeEach(() => setActivePinia(createPinia()))

  it('goes back page by page until there is nothing older', () => {
    const store = useAuditStore()
    store.applyHistory(page(120, 50))
    expect(store.of(null)).toMatchObject({ state: 'ready', reached: 50, totalCount: 120, hasMore: true })
    expect(store.askOlder(null)).toBe(50)
    expect(store.askOlder(null)).toBeNull()
    store.applyHistory(page(70, 50, { offset: 50 }))
    expect(store.askOlder(null)).toBe(100)
    store.applyHistory(page(20, 20, { offset: 100 }))
    expect(store.of(null)).toMatchObject({ hasMore: false, older: 'idle' })
    expect(ids(store)).toHaveLength(120)
    expect(store.askOlder(null)).toBeNull()
  })

  it('asks behind what came in live, so that no page is asked for twice', () => {
    const store = useAuditStore()
    store.applyHistory(page(120, 50))
    store.applyEntry(testEntry(121))
    store.applyEntry(testEntry(121))
    expect(ids(store)[0]).toBe('a-121')
    expect(store.of(null).totalCount).toBe(121)
    expect(store.askOlder(null)).toBe(51)
  })

  it('shows nothing beyond a hole, and loads it anew', () => {
    const store = useAuditStore()
    store.applyHistory(page(120, 50))
    store.applyHistory(page(300, 50, { totalCount: 300 }))
    expect(ids(store)).toHaveLength(50)
    expect(store.askOlder(null)).toBe(50)
    store.applyHistory(page(250, 50, { totalCount: 300, offset: 50 }))
    expect(ids(store).at(-1)).toBe('a-201')
  })

  it('joins a newest page that overlaps with what is known', () => {
    const store = useAuditStore()
    store.applyHistory(page(120, 50))
    store.applyHistory(page(130, 50, { totalCount: 130 }))
    expect(ids(store)).toHaveLength(60)
    expect(store.of(null).reached).toBe(60)
  })

  it('ends at an empty page, whatever the count says', () => {
    const store = useAuditStore()
    store.applyHistory(page(120, 50))
    store.applyHistory(page(0, 0, { offset: 50 }))
    expect(store.of(null).hasMore).toBe(false)
  })

  it('of a session is its own, acts on many sessions included', () => {
    const store = useAuditStore()
    store.applyEntry(testEntry(1, { sessionId: 's' }))
    store.applyEntry(testEntry(2, { sessionId: null, details: { sessionIds: ['s', 't', 7] } }))
    store.applyEntry(testEntry(3, { sessionId: 't' }))
    expect(ids(store, 's')).toEqual(['a-2', 'a-1'])
    expect(ids(store)).toHaveLength(3)
  })

  it('keeps what it has when the newest answer fails, and says which question failed', () => {
    const store = useAuditStore()
    store.failed('DH_API_001')
    expect(store.of(null)).toMatchObject({ state: 'failed', code: 'DH_API_001' })
    store.applyHistory(page(120, 50))
    store.failed('DH_API_001')
    expect(store.of(null)).toMatchObject({ state: 'ready', code: 'DH_API_001' })
    store.askOlder(null)
    store.failed('DH_API_002', null, 50)
    expect(store.of(null)).toMatchObject({ state: 'ready', older: 'failed' })
    expect(store.askOlder(null)).toBe(50)
  })

  it('keeps nothing of another tenant, and is bounded', () => {
    const store = useAuditStore()
    store.applyHistory(page(1, 1, { totalCount: 1 }))
    for (let n = 2; n <= 2_100; n++) store.applyEntry(testEntry(n))
    expect(store.newestFirst).toHaveLength(2_000)
    expect(store.of(null).hasMore).toBe(true)
    store.clear()
    expect([store.newestFirst, store.of(null).state]).toEqual([[], 'loading'])
  })

  it('sorts an entry without a readable time last', () => {
    const store = useAuditStore()
    store.applyEntry(testEntry(1, { auditId: 'odd', at: 'yesterday' }))
    store.applyEntry(testEntry(2))
    expect(ids(store)).toEqual(['a-2', 'odd'])
  })
})

describe('the filter of the activity', () => {
  const denied = testEntry(1, {
    actor: 'Vera Klein',
    result: 'DENIED',
    reason: 'Frees the sandbox',
    requestId: 'req-77',
    details: { actorId: 'u-3' },
  })

  it.each(['vera', 'A-1', ' s-1 ', 'sandbox', 'REQ-77', 'session.reload'])('finds by %s', (text) => {
    expect(matches(denied, { ...noFilter, text }, null)).toBe(true)
    expect(matches(denied, { ...noFilter, text: `${text.trim()}!` }, null)).toBe(false)
  })

  it('takes the words of different servers for one result', () => {
    expect(['ok', 'SUCCESS', 'done'].map(resultKind)).toEqual(['done', 'done', 'done'])
    expect(['forbidden', 'error', 'constructor'].map(resultKind)).toEqual(['denied', 'failed', 'other'])
    expect(matches(denied, { ...noFilter, result: 'denied' }, null)).toBe(true)
    expect(matches(denied, { ...noFilter, result: 'failed' }, null)).toBe(false)
  })

  it('knows the own acts by the id, never by nobody', () => {
    expect(isBy(denied, 'u-3')).toBe(true)
    expect(isBy(denied, null)).toBe(false)
    expect(matches(denied, { ...noFilter, mine: true }, 'u-1')).toBe(false)
    expect(isBy(testEntry(1, { actor: 'u-9', details: null }), 'u-9')).toBe(true)
  })

  it('offers each act once and keeps the chosen one', () => {
    expect(actionsIn([denied, denied], 'logs.export')).toEqual(['logs.export', 'session.reload'])
    expect(isFiltering(noFilter)).toBe(false)
    expect(isFiltering({ ...noFilter, text: ' ' })).toBe(false)
  })

  it('is not led astray by details of another form', () => {
    expect(sessionsOf(testEntry(1, { sessionId: null, details: ['sessionIds'] }))).toEqual([])
    expect(concerns(testEntry(1, { sessionId: null, details: 'text' }), 's')).toBe(false)
  })
})
