import { flushPromises } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { afterEach, expect, it, vi } from 'vitest'
import { err, ok } from '../../kernel/index.ts'
import { useSessionStore } from '../../sessions/index.ts'
import { useAttentionStore } from '../../sessions/attention/index.ts'
import { createFakeClock } from '../../tests/fake-clock.ts'
import { testSession } from '../../tests/test-session.ts'
import { createAttentionPoll, type AttentionPoll, type AttentionPollDeps } from './attention-poll.ts'

type Ask = AttentionPollDeps['queries']['sessions']
const pageOf = (ids: readonly string[], totalCount = ids.length) => ({
  items: ids.map((id) => testSession(id)),
  totalCount,
  limit: 50,
  offset: 0,
  statusCounts: new Map(),
  recentAlerts: [],
  streamCursor: null,
  rejected: 0,
})
const broken = err({ code: 'DH_API_002', status: 500, requestId: 'req-9', retryAfterMs: null } as const)

let poll: AttentionPoll
afterEach(() => poll.dispose())

function setUp() {
  const pinia = createPinia()
  const attention = useAttentionStore(pinia)
  const sessions = useSessionStore(pinia)
  const clock = createFakeClock()
  const page = { isHidden: false }
  const onError = vi.fn()
  const ask = vi.fn<Ask>(async ({ filter }) => ok(pageOf(filter?.stale === true ? ['lost-1'] : ['failed-1'], 7)))
  poll = createAttentionPoll({
    queries: { sessions: ask },
    attention,
    sessions,
    clock,
    tenantId: () => 't-1',
    isHidden: () => page.isHidden,
    onError,
  })
  const listChanges = async () => {
    sessions.applySnapshot(pageOf(['s-1']), clock.now())
    await flushPromises()
  }
  /** Questions come in pairs: failed ones and lost ones. */
  const rounds = () => ask.mock.calls.length / 2
  return { attention, clock, page, ask, onError, listChanges, rounds }
}

it('asks for the failed and for the lost sessions as soon as somebody looks', async () => {
  const { ask, attention } = setUp()
  poll.watch()
  await flushPromises()
  expect(ask.mock.calls.map(([{ tenantId, filter, limit }]) => [tenantId, filter, limit])).toEqual([
    ['t-1', { status: ['FAILED'] }, 20],
    ['t-1', { stale: true }, 50],
  ])
  expect(attention.failed.items.map(({ sessionId }) => sessionId)).toEqual(['failed-1'])
  expect(attention.lost).toMatchObject({ totalCount: 7 })
  expect(attention.state.kind).toBe('ready')
})

it('asks nothing while nobody looks, and nothing more after they have left', async () => {
  const { rounds, listChanges, clock } = setUp()
  await listChanges()
  expect(rounds()).toBe(0)
  const leave = poll.watch()
  await flushPromises()
  await listChanges()
  leave()
  leave()
  clock.advance(60_000)
  await listChanges()
  expect(rounds()).toBe(1)
  expect(clock.pending()).toBe(0)
})

it('asks at most every ten seconds, however often the list changes, and not at all when it does not', async () => {
  const { rounds, listChanges, clock } = setUp()
  poll.watch()
  await flushPromises()
  for (let second = 0; second < 30; second++) {
    await listChanges()
    clock.advance(1_000)
    await flushPromises()
  }
  expect(rounds()).toBe(4)
  clock.advance(120_000)
  await flushPromises()
  expect(rounds()).toBe(4)
})

it('waits while the page is hidden and asks when it is seen again', async () => {
  const { rounds, listChanges, clock, page } = setUp()
  page.isHidden = true
  poll.watch()
  await listChanges()
  clock.advance(60_000)
  expect(rounds()).toBe(0)
  page.isHidden = false
  clock.advance(10_000)
  expect(rounds()).toBe(1)
})

it('does not ask a second time while the first answer is on its way', async () => {
  const { rounds, listChanges, clock, ask } = setUp()
  let answer = () => {}
  ask.mockImplementation(() => new Promise((resolve) => (answer = () => resolve(ok(pageOf([]))))))
  poll.watch()
  clock.advance(20_000)
  await listChanges()
  clock.advance(20_000)
  expect(rounds()).toBe(1)
  answer()
})

it('keeps the last answer when the next question fails, says so, and asks again when it is told to', async () => {
  const { attention, ask, onError, clock, listChanges, rounds } = setUp()
  ask.mockResolvedValueOnce(broken)
  poll.watch()
  await flushPromises()
  expect(attention.state).toEqual({ kind: 'failed', code: 'DH_API_002', requestId: 'req-9' })
  expect(onError).toHaveBeenCalledTimes(1)
  poll.retry()
  await flushPromises()
  expect(attention.state.kind).toBe('ready')
  ask.mockResolvedValueOnce(broken)
  clock.advance(10_000)
  await listChanges()
  expect(attention.state).toMatchObject({ kind: 'stale', code: 'DH_API_002' })
  expect(attention.lost.items).toHaveLength(1)
  expect(rounds()).toBe(3)
})

it('drops an answer of the tenant that was left, and asks at once for the next one', async () => {
  const { attention, ask, listChanges, rounds } = setUp()
  const answers: (() => void)[] = []
  ask.mockImplementation(() => new Promise((resolve) => answers.push(() => resolve(ok(pageOf(['old']))))))
  poll.watch()
  attention.clear()
  for (const answer of answers) answer()
  await flushPromises()
  expect(attention.failed.items).toEqual([])
  expect(attention.state.kind).toBe('loading')
  await listChanges()
  expect(rounds()).toBe(2)
})
