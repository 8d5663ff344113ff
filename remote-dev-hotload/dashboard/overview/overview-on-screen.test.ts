import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h, nextTick, shallowRef } from 'vue'
import { CORE_OFFERS, type Alert } from '../../../contracts/index.ts'
import { AlertsKey } from '../../alerts/index.ts'
import { createTestInbox } from '../../alerts/testing/test-inbox.ts'
import { defaultQuery, SessionsKey, useSessionStore, type SessionsPort } from '../../sessions/index.ts'
import { AttentionKey, AttentionList, useAttentionStore } from '../../sessions/attention/index.ts'
import { createFakeClock } from '../../tests/fake-clock.ts'
import { testSession } from '../../tests/test-session.ts'
import { inDoor } from '../../tests/test-text.ts'
import { startPlace, type Place } from '../place.ts'
import { DashboardKey, type DashboardPort } from '../ports.ts'
import AlertsRoom from './AlertsRoom.vue'
import Overview from './Overview.vue'

vi.mock('../../metrics/index.ts', () => ({
  MetricsWidgets: { props: ['sessionId'], template: '<div data-testid="metrics" />' },
}))
/** The real one has ports of its own. */
const ActivityList = defineComponent({
  props: { sessionId: String, most: Number },
  emits: ['open'],
  setup:
    ({ most }, { emit }) =>
    () =>
      h('button', { 'data-testid': 'activity', onClick: () => emit('open', 'a-7') }, most),
})

let wrapper: VueWrapper
afterEach(() => wrapper.unmount())

const alertOf = (n: number, patch: Partial<Alert> = {}): Alert => ({
  alertId: `alert-${n}`,
  fingerprint: `f-${n}`,
  severity: 'WARNING',
  state: n % 2 === 0 ? 'OPEN' : 'RESOLVED',
  title: `Alert ${n}`,
  message: '',
  sessionId: 's-1',
  pluginId: null,
  count: 1,
  firstRaisedAt: '2026-01-01T00:00:00Z',
  lastRaisedAt: new Date(Date.parse('2026-01-01T00:00:00Z') + n * 1_000).toISOString(),
  resolvedAt: null,
  acknowledgedBy: null,
  snoozedUntil: null,
  runbookUrl: null,
  logId: null,
  ...patch,
})

function setUp(
  view: typeof Overview | typeof AlertsRoom,
  locale: 'en-US' | 'zh-CN' = 'en-US',
  at: Partial<Place> = {},
) {
  const pinia = createPinia()
  const sessions = useSessionStore(pinia)
  const attention = useAttentionStore(pinia)
  const inbox = createTestInbox()
  const { alerts, load, offers } = inbox
  const clock = createFakeClock(Date.parse('2026-01-01T00:30:00Z'))
  const place = shallowRef<Place>({ ...startPlace, ...at })
  const go = vi.fn((patch: Partial<Place>) => void (place.value = { ...place.value, ...patch }))
  const dashboard = { place, go, clock } as Partial<DashboardPort> as DashboardPort
  const port = { offers, sessions, clock, userId: () => 'u-1' } as Partial<SessionsPort> as SessionsPort
  const { provide } = inDoor(locale)
  wrapper = mount(view, {
    attachTo: document.body,
    global: {
      stubs: { ActivityList },
      provide: {
        ...provide,
        [DashboardKey as symbol]: dashboard,
        [SessionsKey as symbol]: port,
        [AttentionKey as symbol]: { attention, watch: () => () => {}, retry: () => {} },
        [AlertsKey as symbol]: inbox,
      },
    },
  })
  const list = async (counts: Record<string, number>, items = Object.keys(counts).map((id) => testSession(id))) => {
    sessions.applySnapshot(
      {
        items,
        totalCount: items.length,
        limit: 50,
        offset: 0,
        statusCounts: new Map(Object.entries(counts)),
        recentAlerts: [],
        streamCursor: null,
        rejected: 0,
      },
      clock.now(),
    )
    await nextTick()
  }
  return { offers, load, sessions, alerts, place, go, list }
}
const find = (id: string) => wrapper.find(`[data-testid="${id}"]`)
const all = (id: string) => wrapper.findAll(`[data-testid="${id}"]`)

describe('the overview', () => {
  it.each([
    ['en-US', ['Sessions by status', 'What needs attention first', 'Metrics', 'Recent alerts', 'Recent activity']],
    ['zh-CN', ['各状态的会话', '优先处理', '指标', '最近的告警', '最近的操作']],
  ] as const)(
    'has a landmark with a heading for each part, what needs somebody before the rest (%s)',
    (locale, titles) => {
      setUp(Overview, locale)
      expect(wrapper.findAll('h2').map((title) => title.text())).toEqual(titles)
      for (const section of wrapper.findAll('section.dh-zone')) {
        const title = wrapper.find(`#${section.attributes('aria-labelledby')}`)
        expect(titles).toContain(title.text())
      }
    },
  )

  it('filters the list by a total, shows which one, and all of them again', async () => {
    const { list, go, place } = setUp(Overview, 'en-US', {
      query: { ...defaultQuery, search: 'shop', page: 3, sort: 'PLUGIN' },
    })
    await list({ ACTIVE: 12, FAILED: 1, PENDING: 0 })
    expect(all('dh-overview-total').map((total) => total.text())).toEqual(['12 Running', '1 Failed'])
    const failed = all('dh-overview-total')[1]!
    await failed.trigger('click')
    expect(go).toHaveBeenCalledWith({ query: { ...defaultQuery, sort: 'PLUGIN', status: 'FAILED' } }, 'replace')
    expect(failed.attributes('aria-pressed')).toBe('true')
    await failed.trigger('click')
    expect(place.value.query.status).toBe('')
  })

  it('tells how to start only where nobody has a session, not where a filter hides them', async () => {
    const { list, sessions } = setUp(Overview)
    expect(find('dh-overview-start').exists()).toBe(false)
    await list({ ACTIVE: 0 }, [])
    expect(find('dh-overview-start').exists()).toBe(true)
    sessions.setQuery({ ...defaultQuery, search: 'x' })
    await nextTick()
    expect(find('dh-overview-start').exists()).toBe(false)
    sessions.setQuery(defaultQuery)
    await list({ ACTIVE: 1 })
    expect(find('dh-overview-start').exists()).toBe(false)
  })

  it('says when the totals are not known', async () => {
    const { sessions } = setUp(Overview)
    expect(wrapper.text()).toContain('Loading …')
    sessions.listFailed('DH_API_001', null)
    await nextTick()
    expect(wrapper.text()).toContain('The totals are not known')
  })

  it('shows the newest five alerts and leads to all of them', async () => {
    const { alerts, go } = setUp(Overview)
    alerts.applySnapshot([1, 2, 3, 4, 5, 6, 7].map((n) => alertOf(n)))
    await nextTick()
    expect(all('dh-alert').map((alert) => alert.attributes('data-alert-id'))).toEqual(
      [7, 6, 5, 4, 3].map((n) => `alert-${n}`),
    )
    await find('dh-overview-alerts').trigger('click')
    expect(go).toHaveBeenCalledWith({ sessionId: null, room: 'alerts', alertState: '' }, 'push')
  })

  it('shows the newest five acts and leads to one or to all of them', async () => {
    const { go } = setUp(Overview)
    expect(find('activity').text()).toBe('5')
    await find('activity').trigger('click')
    expect(go).toHaveBeenCalledWith({ sessionId: null, room: 'activity', auditId: 'a-7' }, 'push')
    await find('dh-overview-activity').trigger('click')
    expect(go).toHaveBeenLastCalledWith({ sessionId: null, room: 'activity', auditId: null }, 'push')
  })

  it('leads to the lost sessions in the list', async () => {
    const { go } = setUp(Overview)
    await flushPromises()
    expect(find('metrics').exists()).toBe(true)
    wrapper.findComponent(AttentionList).vm.$emit('show', { stale: true })
    expect(go).toHaveBeenCalledWith({ query: { ...defaultQuery, stale: true } }, 'replace')
  })
})

describe('the room of alerts', () => {
  it('shows the alerts of the state that the address names, and another one by its button', async () => {
    const { alerts, go } = setUp(AlertsRoom, 'en-US', { room: 'alerts', alertState: 'OPEN' })
    alerts.applyAll([1, 2, 3, 4].map((n) => alertOf(n)))
    await nextTick()
    expect(all('dh-alert')).toHaveLength(2)
    expect(wrapper.find('[data-testid="dh-alert-state"][aria-pressed="true"]').text()).toBe('Open')
    await wrapper.find('[data-testid="dh-alert-state"][data-state="SNOOZED"]').trigger('click')
    expect(go).toHaveBeenCalledWith({ alertState: 'SNOOZED' }, 'replace')
    expect(wrapper.text()).toContain('No alert is in this state.')
    await wrapper.find('[data-testid="dh-alert-state"][data-state=""]').trigger('click')
    expect(all('dh-alert')).toHaveLength(4)
  })

  it('shows those of a severity, and all again when there are none', async () => {
    const { alerts, go } = setUp(AlertsRoom, 'en-US', { room: 'alerts', alertSeverity: 'WARNING' })
    alerts.applyAll([alertOf(1), alertOf(2, { severity: 'CRITICAL' })])
    await nextTick()
    expect(all('dh-alert')).toHaveLength(1)
    await wrapper.find('[data-testid="dh-alert-severity"][data-severity="INFO"]').trigger('click')
    expect(go).toHaveBeenCalledWith({ alertSeverity: 'INFO' }, 'replace')
    await wrapper.get('.dh-empty button').trigger('click')
    expect(go).toHaveBeenLastCalledWith({ alertState: '', alertSeverity: '' }, 'replace')
    expect(all('dh-alert')).toHaveLength(2)
  })

  it('hides nothing for a state that there is not', async () => {
    const { alerts } = setUp(AlertsRoom, 'zh-CN', { room: 'alerts', alertState: 'BLUE' })
    alerts.applySnapshot([alertOf(1), alertOf(2)])
    await nextTick()
    expect(all('dh-alert')).toHaveLength(2)
    expect(wrapper.findAll('[aria-pressed="true"]').map((button) => button.text())).toEqual(['所有级别', '所有状态'])
  })

  it('leads back to the overview', async () => {
    const { go } = setUp(AlertsRoom, 'en-US', { room: 'alerts', alertState: 'OPEN' })
    await find('dh-room-back').trigger('click')
    expect(go).toHaveBeenCalledWith({ room: 'overview', alertState: '' }, 'push')
  })
})

describe('a server without metrics, alerts and activity', () => {
  it.each([
    [
      'en-US',
      ['Sessions by status', 'What needs attention first'],
      'not offer metrics, alerts, or a record of activity.',
    ],
    ['zh-CN', ['各状态的会话', '优先处理'], '此服务器不提供指标、告警或操作记录。'],
  ] as const)(
    'gives an overview of what it tells, and one sentence for the rest (%s)',
    async (locale, titles, sentence) => {
      const { offers, list } = setUp(Overview, locale)
      offers.value = CORE_OFFERS
      await list({ ACTIVE: 2 })
      expect(wrapper.findAll('h2').map((title) => title.text())).toEqual(titles)
      expect(all('dh-unsupported').map((note) => note.text())).toEqual([expect.stringContaining(sentence)])
      expect(all('dh-overview-total')).toHaveLength(1)
      expect(find('metrics').exists()).toBe(false)
    },
  )

  it('has a room for alerts that says so, with no state to choose and nothing asked for', async () => {
    const { offers, load } = setUp(AlertsRoom)
    expect(load).toHaveBeenCalledOnce()
    offers.value = CORE_OFFERS
    await nextTick()
    expect(find('dh-unsupported').text()).toContain('This server does not offer alerts.')
    expect(all('dh-alert-state')).toHaveLength(0)
    expect(find('dh-room-back').exists()).toBe(true)
    expect(load).toHaveBeenCalledOnce()
  })
})
