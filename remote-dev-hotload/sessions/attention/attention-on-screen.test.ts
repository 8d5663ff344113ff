import { mount, type VueWrapper } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { nextTick, shallowRef } from 'vue'
import { CORE_OFFERS, GATEWAY_OFFERS, type ServerOffers, type Session } from '../../../contracts/index.ts'
import { createFakeClock } from '../../tests/fake-clock.ts'
import { testSession } from '../../tests/test-session.ts'
import { inDoor } from '../../tests/test-text.ts'
import { useCommandStore } from '../commands/command-store.ts'
import { SessionsKey, type SessionsPort } from '../ports.ts'
import { useSessionStore } from '../session-store.ts'
import AttentionList from './AttentionList.vue'
import { useAttentionStore } from './attention-store.ts'
import { AttentionKey, type AttentionPort } from './ports.ts'

let wrapper: VueWrapper
afterEach(() => wrapper.unmount())

function setUp(locale: 'en-US' | 'zh-CN' = 'en-US') {
  const pinia = createPinia()
  const sessions = useSessionStore(pinia)
  const attention = useAttentionStore(pinia)
  const clock = createFakeClock(Date.parse('2026-01-01T00:30:00Z'))
  const at = (secondsAgo: number) => new Date(clock.now() - secondsAgo * 1_000).toISOString()
  const acts = { open: vi.fn(), send: vi.fn(), sendAll: vi.fn() }
  const left = vi.fn()
  const offers = shallowRef<ServerOffers>(GATEWAY_OFFERS)
  const port = {
    ...acts,
    offers,
    sessions,
    commands: useCommandStore(pinia),
    clock,
    userId: () => 'u-1',
    asksForName: () => false,
    isOffline: () => false,
    linkTo: (id: string) => `/dev-hotload/sessions/${id}/logs`,
    activityOf: () => [],
    loadActivity: async () => true,
  } as Partial<SessionsPort> as SessionsPort
  const retry = vi.fn()
  const watch = vi.fn(() => left)
  const attentionPort: AttentionPort = { attention, watch, retry }
  const { provide } = inDoor(locale)
  wrapper = mount(AttentionList, {
    attachTo: document.body,
    global: { provide: { ...provide, [SessionsKey as symbol]: port, [AttentionKey as symbol]: attentionPort } },
  })
  const answer = async (failed: Session[], lost: Session[] = [], totals = [failed.length, lost.length]) => {
    attention.applyAnswers(
      { failed: { items: failed, totalCount: totals[0]! }, lost: { items: lost, totalCount: totals[1]! } },
      clock.now(),
    )
    await nextTick()
  }
  return { ...acts, offers, watch, sessions, attention, clock, at, left, retry, answer }
}
const find = (id: string) => wrapper.find(`[data-testid="${id}"]`)
const all = (id: string) => wrapper.findAll(`[data-testid="${id}"]`)
const countsOf = (counts: Record<string, number>) => ({
  items: [],
  totalCount: 0,
  limit: 50,
  offset: 0,
  statusCounts: new Map(Object.entries(counts)),
  recentAlerts: [],
  streamCursor: null,
  rejected: 0,
})
const lost = (id: string, owner: string, lastHeartbeatAt: string) =>
  testSession(id, { developer: { id: owner, name: owner === 'u-2' ? 'Ana Ruiz' : null }, lastHeartbeatAt })

describe('what needs attention, on screen', () => {
  it.each([
    ['en-US', 'Looking for what needs you …', 'Nothing needs you. 12 sessions run.'],
    ['zh-CN', '正在查看需要处理的事项 …', '没有需要您处理的事项。 12 个会话在运行。'],
  ] as const)('says first that it looks, and then calmly that there is nothing (%s)', async (locale, first, then) => {
    const { answer, sessions } = setUp(locale)
    expect(wrapper.text()).toBe(first)
    sessions.applySnapshot(countsOf({ ACTIVE: 11, RELOADING: 1, FAILED: 0, TERMINATED: 9 }), 0)
    await answer([])
    expect(find('dh-attention-clear').text()).toBe(then)
  })

  it('names a failed session with owner, cause and time, and opens it', async () => {
    const { answer, at, open } = setUp()
    const reason = 'x is not defined\n  at route.ts:41'
    await answer([testSession('s-1', { status: 'FAILED', statusReason: reason, lastReloadAt: at(185) })])
    const row = find('dh-attention-row')
    for (const words of ['com.test.s-1', 'Uma (you)', 'x is not defined', 'failed for 3 min', 'Failed'])
      expect(row.text()).toContain(words)
    expect(row.find('a').attributes('href')).toBe('/dev-hotload/sessions/s-1/logs')
    await row.find('a').trigger('click')
    expect(open).toHaveBeenCalledWith('s-1')
  })

  it('shows five of a group, and all of them in the list', async () => {
    const { answer } = setUp()
    const failed = Array.from({ length: 20 }, (_, i) => testSession(`s-${i}`, { status: 'FAILED' }))
    await answer(failed, [], [23, 0])
    expect(all('dh-attention-row')).toHaveLength(5)
    expect(wrapper.text()).toContain('23 sessions have failed')
    expect(find('dh-attention-all').text()).toBe('Show all 23')
    await find('dh-attention-all').trigger('click')
    expect(wrapper.emitted('show')).toEqual([[{ status: 'FAILED' }]])
  })

  it('unfolds in its place a group that the list cannot be filtered for', async () => {
    const { sessions, at, clock } = setUp()
    const items = Array.from({ length: 7 }, (_, i) => testSession(`s-${i}`, { expiresAt: at(-60) }))
    sessions.applySnapshot({ ...countsOf({}), items }, clock.now())
    await nextTick()
    expect(all('dh-attention-row')).toHaveLength(5)
    await find('dh-attention-all').trigger('click')
    expect(all('dh-attention-row')).toHaveLength(7)
    expect(wrapper.text()).toContain('ends in 1 min')
  })

  it('believes what the stream has said since of a session that the answer named', async () => {
    const { answer, sessions, at, clock } = setUp()
    const session = testSession('s-1', { status: 'FAILED', lastHeartbeatAt: at(20) })
    sessions.applySnapshot({ ...countsOf({}), items: [session] }, 0)
    await answer([session], [])
    expect(all('dh-attention-row')).toHaveLength(1)
    sessions.applySession({ ...session, status: 'ACTIVE', lastHeartbeatAt: at(0) })
    clock.advance(1_000)
    await nextTick()
    expect(find('dh-attention-clear').exists()).toBe(true)
  })

  it.each([
    ['en-US', 'Ana Ruiz · 2 sessions without a sign of life, the longest for 14 min'],
    ['zh-CN', 'Ana Ruiz · 2 个会话失联，最长已 14分钟'],
  ] as const)('gathers lost sessions by owner and ends them in one run (%s)', async (locale, summary) => {
    const { answer, at, sendAll } = setUp(locale)
    await answer([], [lost('s-1', 'u-2', at(120)), lost('s-2', 'u-2', at(870)), lost('s-3', 'u-3', at(300))])
    const owner = wrapper.find('[data-owner="u-2"]')
    expect(owner.find('p').text()).toBe(summary)
    await owner.find('[data-testid="dh-attention-select"]').trigger('click')
    await owner.find('[data-testid="dh-bulk-terminate"]').trigger('click')
    expect(all('dh-confirm-target')).toHaveLength(2)
    await find('dh-confirm-name').setValue('2')
    await find('dh-confirm-ok').trigger('click')
    expect(sendAll).toHaveBeenCalledWith('terminate', ['s-1', 's-2'], null)
  })

  it('does not take in a session that is lost only after the owner was chosen', async () => {
    const { answer, at } = setUp()
    const first = [lost('s-1', 'u-2', at(120)), lost('s-2', 'u-2', at(870))]
    await answer([], first)
    await find('dh-attention-select').trigger('click')
    await answer([], [...first, lost('s-9', 'u-2', at(60))])
    expect(find('dh-bulk-bar').attributes('data-count')).toBe('2')
  })

  it('shows the lost ones of one owner, or all, in the list', async () => {
    const { answer, at } = setUp()
    await answer(
      [],
      Array.from({ length: 6 }, (_, i) => lost(`s-${i}`, 'u-2', at(600 + i))),
      [0, 63],
    )
    await find('dh-attention-all-of-owner').trigger('click')
    await find('dh-attention-all').trigger('click')
    expect(wrapper.emitted('show')).toEqual([[{ stale: true, owner: 'u-2' }], [{ stale: true, owner: '' }]])
  })

  it('asks before it ends one', async () => {
    const { answer, send } = setUp()
    await answer([testSession('s-1', { status: 'FAILED' })])
    await find('dh-terminate').trigger('click')
    expect(send).not.toHaveBeenCalled()
    await find('dh-confirm-ok').trigger('click')
    expect(send).toHaveBeenCalledWith('terminate', 's-1', null)
  })

  it('says that it could not ask, keeps what it knew, and tries again when told to', async () => {
    const { answer, attention, retry, clock } = setUp()
    await answer([testSession('s-1', { status: 'FAILED' })])
    clock.advance(120_000)
    attention.askFailed('DH_API_001', 'req-7')
    await nextTick()
    const problem = wrapper.find('[role="alert"]')
    expect(problem.text()).toContain('The sessions below are as they were 2m ago.')
    expect(problem.text()).toContain('req-7')
    expect(all('dh-attention-row')).toHaveLength(1)
    await problem.find('button').trigger('click')
    expect(retry).toHaveBeenCalledTimes(1)
  })

  it('never says that all is well while the question has no answer', async () => {
    const { attention } = setUp()
    attention.askFailed('DH_API_002', null)
    await nextTick()
    expect(find('dh-attention-clear').exists()).toBe(false)
    expect(wrapper.text()).toContain('could not be asked for')
  })

  it('lets go of the poll and of the clock when it is left', () => {
    const { left, clock } = setUp()
    wrapper.unmount()
    expect(left).toHaveBeenCalledTimes(1)
    expect(clock.pending()).toBe(0)
  })
})

describe('what needs attention, of a server that tells no heartbeats', () => {
  it('is judged by the list alone: nobody asks for more, and nobody is lost', async () => {
    const { offers, watch, left, sessions, clock, at } = setUp()
    expect(watch).toHaveBeenCalledOnce()
    offers.value = CORE_OFFERS
    await nextTick()
    expect(left).toHaveBeenCalledOnce()
    expect(find('dh-attention').attributes('data-state')).toBe('loading')
    const silent = testSession('s-1', { lastHeartbeatAt: at(900), expiresAt: at(-600) })
    const ending = testSession('s-2', { expiresAt: at(-40) })
    sessions.applySnapshot({ ...countsOf({ ACTIVE: 2 }), items: [silent, ending], totalCount: 2 }, clock.now())
    await nextTick()
    expect(all('dh-attention-group').map((group) => group.attributes('data-kind'))).toEqual(['ending'])
    expect(find('dh-attention-row').text()).toContain('On this server nothing extends it.')
  })

  it('is nothing as soon as the list says so', async () => {
    const { offers, sessions, clock, at } = setUp()
    offers.value = CORE_OFFERS
    const calm = testSession('s-1', { expiresAt: at(-600) })
    sessions.applySnapshot({ ...countsOf({ ACTIVE: 1 }), items: [calm], totalCount: 1 }, clock.now())
    await nextTick()
    expect(find('dh-attention-clear').text()).toContain('Nothing needs you.')
  })
})
