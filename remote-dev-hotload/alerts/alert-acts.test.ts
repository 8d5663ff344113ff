import { mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { nextTick } from 'vue'
import type { Alert } from '../../contracts/index.ts'
import { inDoor } from '../tests/test-text.ts'
import AlertList from './AlertList.vue'
import { AlertsKey } from './ports.ts'
import { createTestInbox, START, testAlert, type TestInbox } from './testing/test-inbox.ts'

let list: VueWrapper
let inbox: TestInbox
beforeEach(() => (inbox = createTestInbox()))
afterEach(() => list.unmount())

function show(alerts: readonly Alert[], props: Record<string, unknown> = {}) {
  inbox.alerts.applyAll(alerts)
  list = mount(AlertList, {
    props: { sessionId: null, ...props },
    attachTo: document.body,
    global: { provide: { ...inDoor().provide, [AlertsKey as symbol]: inbox } },
  })
}
const all = (id: string) => list.findAll(`[data-testid="${id}"]`)
const find = (id: string) => list.find(`[data-testid="${id}"]`)
const row = (n: number) => list.get<HTMLElement>(`[data-alert-id="alert-${n}"]`)
const ids = () => all('dh-alert').map((entry) => entry.attributes('data-alert-id'))
const pressed = async (on: HTMLElement, key: string) => {
  on.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  await nextTick()
}

describe('what is asked of an alert', () => {
  it('is sent once, told as on its way, and not as done', async () => {
    show([testAlert(1)])
    await find('dh-alert-ack').trigger('click')
    expect(inbox.acknowledge).toHaveBeenCalledExactlyOnceWith('alert-1')
    inbox.pending.set('alert-1', 'busy')
    await nextTick()
    expect(row(1).attributes('data-state')).toBe('OPEN')
    expect(find('dh-alert-ask').text()).toBe('Acknowledging: waiting for the server.')
    await find('dh-alert-ack').trigger('click')
    expect(inbox.acknowledge).toHaveBeenCalledOnce()
  })

  it.each([
    ['DH_API_001', 'It was not acknowledged. The Dev API cannot be reached.', true],
    ['DH_API_403', 'It was not acknowledged. Your account is not allowed to do this.', false],
    ['DH_API_404', 'It was not acknowledged. The server does not have this alert any more.', false],
    ['DH_API_409', 'It was not acknowledged. Somebody was faster: it is in another state already.', false],
  ] as const)('and was refused by %s says so at the alert', async (code, words, mayRetry) => {
    show([testAlert(2), testAlert(1)])
    inbox.pending.set('alert-1', code)
    await nextTick()
    expect(row(1).get('[role="alert"]').text()).toBe(words)
    expect(row(2).find('[role="alert"]').exists()).toBe(false)
    expect(find('dh-alert-retry').exists()).toBe(mayRetry)
    if (mayRetry) await find('dh-alert-retry').trigger('click')
    expect(inbox.retry).toHaveBeenCalledTimes(mayRetry ? 1 : 0)
    await find('dh-alert-dismiss').trigger('click')
    expect(inbox.dismiss).toHaveBeenCalledWith('alert-1')
  })

  it('cannot be asked for by who may not, and says why', async () => {
    inbox.whyNot.mockReturnValue('DH_API_403')
    show([testAlert(1)])
    expect(find('dh-alert-ack').attributes()).toMatchObject({
      ...{ 'aria-disabled': 'true', title: 'Your account is not allowed to do this.' },
    })
    await find('dh-alert-ack').trigger('click')
    await find('dh-alert-snooze').trigger('click')
    expect(inbox.acknowledge).not.toHaveBeenCalled()
    expect(list.find('[popover]').exists()).toBe(false)
  })
})

describe('putting an alert off', () => {
  async function openMenu() {
    show([testAlert(1)])
    await find('dh-alert-snooze').trigger('click')
    const box = list.get<HTMLElement>('[popover]').element
    box.hidePopover = () => {}
    box.dispatchEvent(Object.assign(new Event('beforetoggle'), { newState: 'open' }))
    await nextTick()
  }

  it.each([
    ['quarter', START + 900_000],
    ['hour', START + 3_600_000],
  ])('for a %s means from now', async (snooze, until) => {
    await openMenu()
    await list.get(`[data-snooze="${snooze}"]`).trigger('click')
    expect(inbox.snooze).toHaveBeenCalledExactlyOnceWith('alert-1', until)
  })

  it('until a time of one’s own takes one that is still to come', async () => {
    await openMenu()
    const field = find('dh-alert-snooze-time')
    await field.setValue('2020-01-01T10:00')
    await find('dh-alert-snooze-set').trigger('click')
    expect(inbox.snooze).not.toHaveBeenCalled()
    expect(list.get('[role="alert"]').text()).toBe('Choose a time that is still to come.')
    await field.setValue('2026-02-01T10:00')
    await find('dh-alert-snooze-set').trigger('click')
    expect(inbox.snooze).toHaveBeenCalledExactlyOnceWith('alert-1', new Date('2026-02-01T10:00').getTime())
  })
})

describe('the list of alerts', () => {
  it('is one stop of Tab; the arrows move, and Enter opens what an alert is about', async () => {
    show([testAlert(3, { logId: 'l-3' }), testAlert(2), testAlert(1)])
    const stops = () => list.findAll('[tabindex="0"]').map((element) => element.attributes('data-alert-id'))
    expect(stops()).toEqual(['alert-3'])
    expect(
      row(2)
        .findAll('button')
        .every((button) => button.attributes('tabindex') === '-1'),
    ).toBe(true)
    row(3).element.focus()
    await pressed(row(3).element, 'ArrowDown')
    expect(document.activeElement).toBe(row(2).element)
    expect(stops()).toEqual(['alert-2'])
    await pressed(row(2).element, 'End')
    expect(document.activeElement).toBe(row(1).element)
    await pressed(row(1).element, 'Enter')
    expect(inbox.openSession).toHaveBeenCalledWith('s-1')
    await pressed(row(1).element, 'Home')
    await pressed(row(3).element, 'Enter')
    expect(inbox.openLine).toHaveBeenCalledWith('s-1', 'l-3')
  })

  it('leaves keys in a field alone', async () => {
    show([testAlert(2), testAlert(1)])
    const field = row(2).element.appendChild(document.createElement('input'))
    field.focus()
    await pressed(field, 'ArrowDown')
    expect(document.activeElement).toBe(field)
  })

  it('does not move under the pointer, and puts itself in order when it is let go', async () => {
    show([testAlert(2), testAlert(1)])
    await find('dh-alerts').trigger('pointerenter')
    inbox.alerts.applyAlert(testAlert(1, { count: 2, lastRaisedAt: testAlert(8).lastRaisedAt }))
    await nextTick()
    expect(ids()).toEqual(['alert-2', 'alert-1'])
    expect(row(1).attributes('data-count')).toBe('2')
    inbox.alerts.applyAlert(testAlert(9))
    await nextTick()
    expect(ids()).toEqual(['alert-9', 'alert-2', 'alert-1'])
    await find('dh-alerts').trigger('pointerleave')
    inbox.clock.advance(1_000)
    await nextTick()
    expect(ids()).toEqual(['alert-9', 'alert-1', 'alert-2'])
  })

  it('keeps what was just acknowledged in sight, with the focus on it, until it is let go', async () => {
    show([testAlert(2), testAlert(1)], { state: 'OPEN' })
    row(2).get<HTMLElement>('[data-testid="dh-alert-ack"]').element.focus()
    inbox.alerts.applyAlert(testAlert(2, { state: 'ACKNOWLEDGED', acknowledgedBy: 'Uma' }))
    await nextTick()
    await nextTick()
    expect(ids()).toEqual(['alert-2', 'alert-1'])
    expect(row(2).text()).toContain('Acknowledged by Uma')
    expect(document.activeElement).toBe(row(2).element)
    row(2).element.blur()
    inbox.clock.advance(1_000)
    await nextTick()
    expect(ids()).toEqual(['alert-1'])
  })
})
