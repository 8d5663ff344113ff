import { mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { nextTick } from 'vue'
import { CORE_OFFERS } from '../../contracts/index.ts'
import { inDoor } from '../tests/test-text.ts'
import AlertList from './AlertList.vue'
import { AlertsKey } from './ports.ts'
import { createTestInbox, raisedAgain, START, testAlert, type TestInbox } from './testing/test-inbox.ts'

let list: VueWrapper
let inbox: TestInbox
beforeEach(() => (inbox = createTestInbox()))
afterEach(() => list.unmount())

function show(props: Record<string, unknown> = {}, locale: 'en-US' | 'zh-CN' = 'en-US') {
  const { provide } = inDoor(locale)
  list = mount(AlertList, {
    props: { sessionId: null, ...props },
    attachTo: document.body,
    global: { provide: { ...provide, [AlertsKey as symbol]: inbox } },
  })
}
const find = (id: string) => list.find(`[data-testid="${id}"]`)
const rows = () => list.findAll('[data-testid="dh-alert"]')
const ids = () => rows().map((row) => row.attributes('data-alert-id'))
const raiseOwn = (sessionId: string | null = null) =>
  inbox.own.raise({
    ...{ id: 'stream.disconnected', code: 'DH_ALERT_001', severity: 'CRITICAL', sessionId, title: null },
    ...{ since: START - 60_000, at: START },
  })

describe('a storm of alerts', () => {
  it('of one kind is one entry with its count', async () => {
    show()
    for (let n = 1; n <= 5_000; n++) inbox.alerts.applyAlert(raisedAgain(n))
    await nextTick()
    expect(rows()).toHaveLength(1)
    expect(rows()[0]!.attributes('data-count')).toBe('5000')
    expect(rows()[0]!.text()).toContain('5,000 times')
  })

  it('of 5 000 kinds draws a page of them', async () => {
    inbox.alerts.applyAll(Array.from({ length: 5_000 }, (_, n) => testAlert(n)))
    show()
    expect(rows()).toHaveLength(50)
    expect(ids()[0]).toBe('alert-4999')
    expect(find('dh-alerts-count').text()).toBe('50 of 5,000')
    for (let n = 5_000; n < 5_003; n++) inbox.alerts.applyAlert(testAlert(n))
    await nextTick()
    expect(rows()).toHaveLength(50)
    expect(ids()[0]).toBe('alert-5002')
    expect(find('dh-alerts-more').text()).toBe('Show 50 more')
  })
})

describe('an entry', () => {
  it('says how bad, how often, since when, who has taken it and until when it is put off', async () => {
    const snoozedUntil = new Date(START + 3_600_000).toISOString()
    const taken = { count: 3, state: 'SNOOZED', acknowledgedBy: 'Olivia Santos', snoozedUntil } as const
    inbox.alerts.applyAll([testAlert(-120, { ...taken, lastRaisedAt: testAlert(-30).lastRaisedAt })])
    show()
    const words = ['Warning', 'Snoozed', '3 times', 'last 30s ago', 'first 2m ago', 'Acknowledged by Olivia Santos']
    for (const word of words) expect(rows()[0]!.text()).toContain(word)
    const end = new Intl.DateTimeFormat('en-US', { timeStyle: 'short' }).format(START + 3_600_000)
    expect(rows()[0]!.text()).toContain(`Snoozed until ${end}`)
  })

  it('tells times by the clock of the server that dates them', () => {
    inbox.skewMs.mockReturnValue(3_600_000)
    inbox.alerts.applyAll([testAlert(3_590)])
    show()
    expect(rows()[0]!.text()).toContain('last 10s ago')
  })

  it('shows words that it does not know as they are, and as nothing bad', () => {
    inbox.alerts.applyAll([testAlert(1, { severity: 'PURPLE', state: 'ESCALATED' })])
    show()
    const marks = rows()[0]!.findAll('.dh-mark')
    expect(marks.map((mark) => [mark.text(), mark.classes()])).toEqual([
      ['PURPLE', expect.arrayContaining(['dh-tone-off'])],
      ['ESCALATED', expect.arrayContaining(['dh-tone-off'])],
    ])
  })

  it.each([
    ['OPEN', true, true],
    ['SNOOZED', true, true],
    ['ACKNOWLEDGED', false, true],
    ['RESOLVED', false, false],
  ])('that is %s can be acknowledged: %s, put off: %s', (state, ack, snooze) => {
    inbox.alerts.applyAll([testAlert(1, { state })])
    show()
    expect(find('dh-alert-ack').exists()).toBe(ack)
    expect(find('dh-alert-snooze').exists()).toBe(snooze)
  })

  it('leads to its line, to its session and to what to do', async () => {
    inbox.runbookOf.mockReturnValue('https://runbooks.test/reload.failed')
    inbox.alerts.applyAll([testAlert(1, { logId: 'l-7' })])
    show()
    await find('dh-alert-line').trigger('click')
    expect(inbox.openLine).toHaveBeenCalledWith('s-1', 'l-7')
    await find('dh-alert-session').trigger('click')
    expect(inbox.openSession).toHaveBeenCalledWith('s-1')
    expect(find('dh-runbook').attributes()).toMatchObject({
      ...{ href: 'https://runbooks.test/reload.failed', target: '_blank', rel: 'noopener noreferrer' },
    })
  })

  it('without a session, a line or a page offers none of them', () => {
    inbox.alerts.applyAll([testAlert(1, { sessionId: null, logId: 'l-7' })])
    show()
    for (const id of ['dh-alert-line', 'dh-alert-session', 'dh-runbook']) expect(find(id).exists()).toBe(false)
  })

  it('of the panel itself has its code and is acknowledged here, with nothing to put off', async () => {
    raiseOwn()
    show()
    expect(rows()[0]!.attributes()).toMatchObject({ 'data-code': 'DH_ALERT_001', 'data-severity': 'CRITICAL' })
    expect(rows()[0]!.text()).toContain('DH_ALERT_001')
    expect(find('dh-alert-snooze').exists()).toBe(false)
    await find('dh-alert-ack').trigger('click')
    expect(inbox.own.byId('stream.disconnected')?.state).toBe('ACKNOWLEDGED')
    expect(inbox.acknowledge).not.toHaveBeenCalled()
    expect(rows()[0]!.text()).toContain('Acknowledged in this browser')
  })
})

describe('what the inbox says when it has nothing to show', () => {
  it.each([
    ['en-US', 'This server does not offer alerts.', 'would not mean that all is well'],
    ['zh-CN', '此服务器不提供告警。', '不表示一切正常'],
  ] as const)('is one sentence where the server has none, below the panel’s own (%s)', async (locale, title, body) => {
    show({}, locale)
    raiseOwn()
    inbox.offers.value = CORE_OFFERS
    await nextTick()
    expect(list.get('[data-feature="alerts"]').text()).toContain(title)
    expect(list.text()).toContain(body)
    expect(ids()).toEqual(['stream.disconnected'])
  })

  it('is that it loads, then that there are none, or none like this', async () => {
    show()
    expect(inbox.load).toHaveBeenCalledExactlyOnceWith(null)
    expect(list.text()).toContain('Loading')
    inbox.alerts.applyAll([], inbox.alerts.ask())
    await nextTick()
    expect(list.text()).toContain('No alerts.')
    await list.setProps({ state: 'SNOOZED' })
    expect(inbox.load).toHaveBeenLastCalledWith('SNOOZED')
    expect(list.text()).toContain('No alert is in this state.')
    await list.setProps({ severity: 'INFO' })
    await list.find('button').trigger('click')
    expect(list.emitted('clear')).toHaveLength(1)
  })

  it('is what went wrong, with a way to try again; what is known stays', async () => {
    show()
    inbox.alerts.failed('DH_API_001', inbox.alerts.ask())
    await nextTick()
    expect(list.get('[role="alert"]').text()).toContain('The alerts could not be loaded.')
    await list.get('[role="alert"] button').trigger('click')
    expect(inbox.load).toHaveBeenCalledTimes(2)
    inbox.alerts.applyAlert(testAlert(1))
    await nextTick()
    expect(rows()).toHaveLength(1)
    expect(list.get('[role="status"]').text()).toContain('may be missing or out of date')
  })

  it('is asked for anew when another tenant comes', async () => {
    show()
    inbox.alerts.applyAll([testAlert(1)], inbox.alerts.ask())
    await nextTick()
    inbox.alerts.clear()
    await nextTick()
    expect(inbox.load).toHaveBeenCalledTimes(2)
  })

  it('says when the server told only the newest', async () => {
    inbox.alerts.applyAll([testAlert(1)], inbox.alerts.ask(), false)
    show()
    expect(list.text()).toContain('Choose a state to see more of it.')
  })
})
