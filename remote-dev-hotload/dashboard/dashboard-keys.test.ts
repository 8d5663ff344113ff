import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { nextTick } from 'vue'
import { testSession } from '../tests/test-session.ts'
import { createPanelDoor, type PanelDoor } from './keys/testing/panel-door.ts'
import SessionDashboard from './SessionDashboard.vue'

const crm = testSession('s-1', { pluginName: 'crm-plugin' })
const pay = testSession('s-2', { pluginName: 'pay-plugin', developer: { id: 'u-2', name: 'Ana' } })

let door: PanelDoor
afterEach(() => door.close())

const STUBS = {
  SessionsPanel: { template: '<input data-testid="list-field" />' },
  CommandToasts: true,
  RoomView: { template: '<button data-testid="in-room">room</button>' },
  SessionView: { template: '<div data-keys="session"><button data-testid="in-session">session</button></div>' },
}

async function setUp({ openId = null as string | null } = {}) {
  door = createPanelDoor()
  door.list([crm, pay], { ACTIVE: 2, FAILED: 0 })
  if (openId !== null) door.go({ sessionId: openId }, 'push')
  const panel = door.show(SessionDashboard, {}, STUBS)
  door.clock.advance(1_500)
  await import('./palette/Palette.vue')
  await flushPromises()
  const find = (id: string) => panel.find(`[data-testid="${id}"]`)
  async function press(key: string, where = 'dh-panel', more: KeyboardEventInit = {}) {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, composed: true, ...more })
    find(where).element.dispatchEvent(event)
    await flushPromises()
    return event
  }
  async function choose(query: string) {
    await press('k', 'dh-panel', { ctrlKey: true })
    await find('dh-palette-input').setValue(query)
    await find('dh-palette-input').trigger('keydown', { key: 'Enter' })
    await nextTick()
  }
  return { panel, find, press, choose }
}

describe('the panel by keyboard', () => {
  it('opens the palette from a field, and is not asked twice', async () => {
    const { find, press } = await setUp()
    const event = await press('k', 'list-field', { ctrlKey: true })
    expect(event.defaultPrevented).toBe(true)
    expect(find('dh-palette').exists()).toBe(true)
    await press('k', 'dh-palette-input', { ctrlKey: true })
    expect(find('dh-palette').exists()).toBe(false)
  })

  it('leaves the key to a shell that has taken it', async () => {
    const { find, press } = await setUp()
    const take = (event: Event) => event.preventDefault()
    window.addEventListener('keydown', take, { capture: true })
    await press('k', 'list-field', { ctrlKey: true })
    window.removeEventListener('keydown', take, { capture: true })
    expect(find('dh-palette').exists()).toBe(false)
  })

  it('goes through its zones by F6 and does not let the browser have the key', async () => {
    const { find, press } = await setUp()
    const seen: (string | null)[] = []
    for (let step = 0; step < 3; step++) {
      expect((await press('F6')).defaultPrevented).toBe(true)
      seen.push(document.activeElement?.getAttribute('data-testid') ?? null)
    }
    expect(seen).toEqual(['dh-status-count', 'list-field', 'in-room'])
    expect(find('dh-panel').exists()).toBe(true)
  })

  it('asks before it reloads the open session by its letter, and wants the name of somebody else’s', async () => {
    const { find, press } = await setUp({ openId: 's-2' })
    await press('r', 'in-session')
    expect(find('dh-confirm').text()).toContain('Reload pay-plugin?')
    expect(find('dh-confirm-name').exists()).toBe(true)
    expect(door.send).not.toHaveBeenCalled()
  })

  it('does not hear letters in fields, and none at all when single keys are off', async () => {
    const { find, press } = await setUp({ openId: 's-1' })
    await press('?', 'list-field')
    door.habits.value = { ...door.habits.value, singleKeys: false }
    await press('t', 'in-session')
    expect(find('dh-confirm').exists()).toBe(false)
    expect(find('dh-keys').exists()).toBe(false)
  })
})

describe('the palette in the panel', () => {
  it('opens a session and remembers it', async () => {
    const { find, press, choose } = await setUp()
    await choose('pay')
    expect(door.open).toHaveBeenCalledWith('s-2')
    expect(find('dh-palette').exists()).toBe(false)
    await press('k', 'dh-panel', { ctrlKey: true })
    expect(find('dh-palette-item').attributes('data-id')).toBe('session:s-2')
  })

  it('asks for the name before a command on somebody else’s session, and not for one’s own', async () => {
    const { find, choose } = await setUp()
    await choose('terminate pay')
    expect(find('dh-confirm').text()).toContain('Terminate pay-plugin?')
    expect(find('dh-confirm-name').exists()).toBe(true)
    await find('dh-confirm-cancel').trigger('click')
    expect(find('dh-confirm').exists()).toBe(false)
    await choose('terminate crm')
    expect(find('dh-confirm-name').exists()).toBe(false)
  })

  it('searches the server, and narrow leaves the open session for the list', async () => {
    const { choose, find } = await setUp({ openId: 's-1' })
    await choose('zebra')
    expect(door.go).toHaveBeenLastCalledWith({ query: expect.objectContaining({ search: 'zebra' }) }, 'replace')
    // Narrow, the list is not rendered beside what is open.
    find('list-field').element.closest('[data-zone]')!.getClientRects = () => [] as unknown as DOMRectList
    await choose('zebra')
    expect(door.go).toHaveBeenLastCalledWith(
      expect.objectContaining({
        sessionId: null,
        room: 'overview',
        query: expect.objectContaining({ search: 'zebra' }),
      }),
      'push',
    )
  })

  it.each([
    ['all alerts', { sessionId: null, room: 'alerts', alertState: '', auditId: null }],
    ['activity', { sessionId: null, room: 'activity', alertState: '', auditId: null }],
  ])('goes to %s', async (query, patch) => {
    const { choose } = await setUp()
    await choose(query)
    expect(door.go).toHaveBeenLastCalledWith(patch, 'push')
  })

  it('does what the panel does', async () => {
    const { find, choose } = await setUp({ openId: 's-1' })
    await choose('details')
    expect(door.openTab).toHaveBeenCalledWith('details')
    await choose('connect the live')
    expect(door.reconnect).toHaveBeenCalledOnce()
    await choose('only my')
    expect(door.place.value.query.mine).toBe(true)
    await choose('settings')
    expect(find('dh-settings').exists()).toBe(true)
    expect(find('dh-palette').exists()).toBe(false)
  })
})

describe('the header', () => {
  it('filters the list by a total, and lets go of it', async () => {
    const { find } = await setUp()
    const count = find('dh-status-count')
    expect(count.attributes('aria-pressed')).toBe('false')
    await count.trigger('click')
    expect(door.place.value.query.status).toBe('ACTIVE')
    expect(find('dh-status-count').attributes('aria-pressed')).toBe('true')
    await find('dh-status-count').trigger('click')
    expect(door.place.value.query.status).toBe('')
  })

  it('leads to the open alerts and to the activity, and back', async () => {
    const { find } = await setUp({ openId: 's-1' })
    await find('dh-open-alerts').trigger('click')
    expect(door.place.value).toMatchObject({ sessionId: null, room: 'alerts', alertState: 'OPEN' })
    expect(find('dh-open-alerts').attributes('aria-pressed')).toBe('true')
    expect(find('dh-panel').attributes('data-open')).toBe('true')
    await find('dh-open-activity').trigger('click')
    expect(door.place.value).toMatchObject({ room: 'activity', alertState: '' })
    await find('dh-open-activity').trigger('click')
    expect(door.place.value.room).toBe('overview')
  })

  it('counts the open alerts in words', async () => {
    const { find } = await setUp()
    expect(find('dh-open-alerts').attributes('aria-label')).toBe('Alerts, none open')
    const alert = (alertId: string, state: string) => ({ alertId, state, lastRaisedAt: '2026-01-05T10:00:00Z' })
    door.alerts.applySnapshot([alert('a', 'OPEN'), alert('b', 'OPEN'), alert('c', 'RESOLVED')] as never)
    await nextTick()
    expect(find('dh-open-alerts').attributes('aria-label')).toBe('Alerts, 2 open')
    expect(find('dh-open-alerts').text()).toBe('2')
  })
})

describe('the settings', () => {
  it('keep whether single keys work and whether a name is to be typed', async () => {
    const { find } = await setUp()
    await find('dh-settings-open').trigger('click')
    await find('dh-settings-single-keys').setValue(false)
    await find('dh-settings-typed-name').setValue(true)
    expect(door.habits.value).toEqual({ singleKeys: false, typedName: true, notifications: false })
  })
})
