import { mount, type VueWrapper } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Component, nextTick, shallowRef } from 'vue'
import { CORE_OFFERS, GATEWAY_OFFERS, type AuditEntry, type ServerOffers } from '../../contracts/index.ts'
import enUS from '../locales/en-US.json'
import zhCN from '../locales/zh-CN.json'
import { createFakeClock } from '../tests/fake-clock.ts'
import { inDoor } from '../tests/test-text.ts'
import ActivityList from './ActivityList.vue'
import ActivityRoom from './ActivityRoom.vue'
import { useAuditStore } from './audit-store.ts'
import { AuditKey, type AuditPort } from './ports.ts'
import { testEntry } from './testing/test-entry.ts'
import { MOST_PAGES } from './use-open-entry.ts'

let mounted: VueWrapper[] = []
beforeEach(() => (mounted = []))
afterEach(() => mounted.forEach((wrapper) => wrapper.unmount()))

const PAGE = 5

function setUp(locale: 'en-US' | 'zh-CN' = 'en-US') {
  setActivePinia(createPinia())
  const audit = useAuditStore()
  const acts = { load: vi.fn(), openSession: vi.fn(), loadOlder: vi.fn() }
  const offers = shallowRef<ServerOffers>(GATEWAY_OFFERS)
  const port: AuditPort = {
    ...acts,
    offers,
    audit,
    clock: createFakeClock(Date.UTC(2026, 0, 1, 1)),
    userId: () => 'u-1',
    titleOf: (id) => (id === 's-1' ? 'Orders' : null),
    linkTo: (id) => `https://shell.example/dev-hotload/activity/${id}`,
  }
  const { provide } = inDoor(locale)
  const show = (component: Component, props: Record<string, unknown>) => {
    const global = { provide: { ...provide, [AuditKey as symbol]: port } }
    const wrapper = mount(component, { props, attachTo: document.body, global })
    mounted.push(wrapper)
    return wrapper
  }
  /** The server's side of a tenant with that many entries: answers what is asked for. */
  const serve = (total: number) => {
    const answer = (offset: number) =>
      audit.applyHistory({
        sessionId: null,
        items: Array.from({ length: Math.min(PAGE, total - offset) }, (_, at) => testEntry(total - offset - at)),
        totalCount: total,
        offset,
        rejected: 0,
      })
    acts.loadOlder.mockImplementation(() => {
      const offset = audit.askOlder(null)
      if (offset !== null) void Promise.resolve().then(() => answer(offset))
    })
    answer(0)
  }
  const known = (...entries: AuditEntry[]) =>
    audit.applyHistory({ sessionId: null, items: entries, totalCount: entries.length, offset: 0, rejected: 0 })
  return { ...acts, offers, audit, show, serve, known }
}

const at = (wrapper: VueWrapper, id: string) => wrapper.find(`[data-testid="${id}"]`)
const rowsOf = (wrapper: VueWrapper) =>
  wrapper.findAll('[data-testid="dh-activity-row"]').map((row) => row.attributes('data-audit-id'))
const settle = async () => {
  for (let turn = 0; turn < 40; turn++) await nextTick()
}

describe('the activity', () => {
  it('says who did what to which session with which result, why, and the ids to ask about it with', async () => {
    const { show, known, openSession } = setUp()
    const details = { actorId: 'u-1' }
    known(testEntry(1, { action: 'session.terminate', reason: 'frees the sandbox', requestId: 'req-77', details }))
    const list = show(ActivityList, { sessionId: null })
    for (const words of ['Uma (you)', 'terminated the session', 'Orders', 'done', 'frees the sandbox', 'req-77'])
      expect(list.text()).toContain(words)
    expect(at(list, 'dh-audit-id').text()).toBe('a-1')
    await at(list, 'dh-activity-session').trigger('click')
    expect(openSession).toHaveBeenCalledWith('s-1')
  })

  it.each([
    ['en-US', 'tried to terminate the session', enUS],
    ['zh-CN', '尝试终止会话', zhCN],
  ] as const)('never says in %s that a refused act was done', (locale, words, texts) => {
    const { show, known } = setUp(locale)
    known(...['denied', 'failed', 'conflict'].map((result, n) => testEntry(n, { action: 'session.terminate', result })))
    const list = show(ActivityList, { sessionId: null })
    const rows = list.findAll('[data-testid="dh-activity-row"]')
    for (const row of rows) expect(row.text()).toContain(words)
    expect(new Set(rows.map((row) => row.get('.dh-mark path').attributes('d'))).size).toBe(3)
    expect(list.text()).toContain(texts.audit.result.denied)
    expect(list.text()).not.toContain(texts.audit.action['session-terminate'])
  })

  it('shows an act and a result that it has no words for as the server names them', () => {
    const { show, known } = setUp()
    known(testEntry(1, { action: 'plugin.sign', result: 'Deferred' }))
    expect(show(ActivityList, { sessionId: null }).text()).toMatch(/plugin\.sign.*Deferred/)
  })

  it('hides no secret behind a tooltip, and shows the whole record on demand', async () => {
    const { show, known } = setUp()
    known(testEntry(1, { details: { password: '[masked: key]', note: '<img src=x onerror=alert(1)>' } }))
    const list = show(ActivityList, { sessionId: 's-1' })
    expect(at(list, 'dh-json').exists()).toBe(false)
    await at(list, 'dh-activity-details').trigger('click')
    expect(at(list, 'dh-json').text()).toMatch(/password:"•••".*<img src=x/)
    expect(list.find('img').exists()).toBe(false)
  })

  it('is narrowed by text, result, action and person, and says what of how much is shown', async () => {
    const { show, known } = setUp()
    known(
      testEntry(3, { actor: 'Vera', result: 'denied' }),
      testEntry(2, { action: 'logs.export', details: { actorId: 'u-1' } }),
      testEntry(1),
    )
    const list = show(ActivityList, { sessionId: null })
    await at(list, 'dh-activity-search').setValue('vera')
    expect(rowsOf(list)).toEqual(['a-3'])
    expect(at(list, 'dh-activity-count').text()).toBe('1 of 3 loaded entries shown, 3 in all')
    await at(list, 'dh-activity-search').setValue('')
    await at(list, 'dh-activity-result').setValue('denied')
    expect(rowsOf(list)).toEqual(['a-3'])
    await at(list, 'dh-activity-result').setValue('')
    await at(list, 'dh-activity-action').setValue('logs.export')
    expect(rowsOf(list)).toEqual(['a-2'])
    await at(list, 'dh-activity-mine').trigger('click')
    expect(rowsOf(list)).toEqual(['a-2'])
    await at(list, 'dh-activity-search').setValue('nobody')
    expect(list.text()).toContain('None of the 3 loaded entries matches.')
  })

  it('loads older ones until there are none', async () => {
    const { show, serve } = setUp()
    serve(7)
    const list = show(ActivityList, { sessionId: null })
    expect(rowsOf(list)).toHaveLength(5)
    await at(list, 'dh-activity-older').trigger('click')
    await settle()
    expect(rowsOf(list)).toHaveLength(7)
    expect(at(list, 'dh-activity-older').exists()).toBe(false)
    expect(list.text()).toContain(enUS.audit.noOlder)
  })

  it('puts a new entry on top and leaves the row that has the focus alone', async () => {
    const { show, audit, known } = setUp()
    known(testEntry(1))
    const list = show(ActivityList, { sessionId: null })
    const row = at(list, 'dh-activity-row').element as HTMLElement
    row.focus()
    audit.applyEntry(testEntry(2))
    await nextTick()
    expect(rowsOf(list)).toEqual(['a-2', 'a-1'])
    expect(document.activeElement).toBe(row)
  })

  it('tells loading, empty and failed apart, with a way on', async () => {
    const { show, audit, load, known } = setUp()
    const list = show(ActivityList, { sessionId: null })
    expect(list.text()).toContain(enUS.common.loading)
    audit.failed('DH_API_001')
    await nextTick()
    expect(list.get('[role="alert"]').text()).toContain(enUS.problem.DH_API_001)
    load.mockClear()
    await list.get('button').trigger('click')
    expect(load).toHaveBeenCalledWith(null)
    known()
    await nextTick()
    expect(list.text()).toContain(enUS.audit.none)
  })

  it('says from when its entries are when the newest answer failed, as far as that is known', async () => {
    const { show, audit, known } = setUp()
    known(testEntry(1))
    const list = show(ActivityList, { sessionId: null })
    audit.failed('DH_API_001')
    await nextTick()
    expect(list.text()).toContain(`${enUS.audit.stale} ${enUS.problem.DH_API_001}`)
    const page = { sessionId: null, items: [testEntry(1)], totalCount: 1, offset: 0, rejected: 0 }
    audit.applyHistory(page, new Date(2026, 0, 1, 0, 2, 11).getTime())
    // Older ones tell nothing of the newest.
    audit.applyHistory({ ...page, offset: 1, items: [] }, new Date(2026, 0, 1, 0, 3).getTime())
    audit.failed('DH_API_001')
    await nextTick()
    expect(list.text()).toMatch(/These entries are as of (Jan 1, 2026, 12|00):02:11( AM)?\. /)
    expect(list.text()).toContain(enUS.problem.DH_API_001)
  })

  it('shows only the newest few where it is an overview', () => {
    const { show, serve } = setUp()
    serve(30)
    const list = show(ActivityList, { sessionId: null, most: 3 })
    expect(rowsOf(list)).toHaveLength(3)
    expect(at(list, 'dh-activity-search').exists()).toBe(false)
  })
})

describe('an entry that the address names', () => {
  it('is marked and focused, also behind a filter, and changes with the address', async () => {
    const { show, known } = setUp()
    known(...Array.from({ length: 12 }, (_, n) => testEntry(12 - n)))
    const room = show(ActivityRoom, { auditId: 'a-7' })
    await settle()
    expect(document.activeElement).toBe(room.get('[data-audit-id="a-7"]').element)
    expect(room.get('[aria-current="true"]').attributes('data-audit-id')).toBe('a-7')
    await at(room, 'dh-activity-search').setValue('a-12')
    expect(rowsOf(room)).toEqual(['a-12', 'a-7'])
    await room.setProps({ auditId: 'a-3' })
    await settle()
    expect(document.activeElement).toBe(room.get('[data-audit-id="a-3"]').element)
  })

  it('is looked for in older pages', async () => {
    const { show, serve, loadOlder } = setUp()
    serve(30)
    const room = show(ActivityRoom, { auditId: 'a-12' })
    await settle()
    expect(document.activeElement).toBe(room.get('[data-audit-id="a-12"]').element)
    expect(loadOlder).toHaveBeenCalledTimes(3)
  })

  it('is said not to be there when every page has been looked through', async () => {
    const { show, serve } = setUp()
    serve(12)
    const room = show(ActivityRoom, { auditId: 'gone' })
    await settle()
    expect(at(room, 'dh-activity-missing').text()).toContain('There is no entry gone here')
    expect(rowsOf(room)).toHaveLength(12)
  })

  it('is not looked for without end', async () => {
    const { show, serve, loadOlder } = setUp()
    serve(500)
    const room = show(ActivityRoom, { auditId: 'gone' })
    await settle()
    expect(loadOlder).toHaveBeenCalledTimes(MOST_PAGES)
    expect(at(room, 'dh-activity-missing').attributes('data-state')).toBe('bounded')
    expect(at(room, 'dh-activity-missing').text()).toContain('not among the newest 55')
  })

  it('opens by its time, which is a real link for everything but a plain click', async () => {
    const { show, known } = setUp()
    known(testEntry(1))
    const room = show(ActivityRoom, { auditId: null })
    const link = at(room, 'dh-activity-open')
    expect(link.attributes('href')).toBe('https://shell.example/dev-hotload/activity/a-1')
    await link.trigger('click', { ctrlKey: true })
    expect(room.emitted('open')).toBeUndefined()
    await link.trigger('click')
    expect(room.emitted('open')).toEqual([['a-1']])
  })
})

describe('the activity of a server that records none', () => {
  it.each(['en-US', 'zh-CN'] as const)('is one sentence, and nobody asks for it (%s)', async (locale) => {
    const { show, offers, load } = setUp(locale)
    offers.value = CORE_OFFERS
    const list = show(ActivityList, { sessionId: 's-1' })
    const room = show(ActivityRoom, { auditId: 'au-1' })
    await settle()
    const words = locale === 'en-US' ? enUS.offers : zhCN.offers
    for (const view of [list, room]) expect(at(view, 'dh-unsupported').text()).toContain(words.activity)
    expect(room.text()).not.toContain(locale === 'en-US' ? enUS.audit.roomBody : zhCN.audit.roomBody)
    expect(load).not.toHaveBeenCalled()
    offers.value = GATEWAY_OFFERS
    await settle()
    expect(load).toHaveBeenCalledWith('s-1')
  })
})
