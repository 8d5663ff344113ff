import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createPanelDoor, type PanelDoor } from './keys/testing/panel-door.ts'
import NotesSetting from './NotesSetting.vue'

let door: PanelDoor
beforeEach(() => {
  door = createPanelDoor()
})
afterEach(() => {
  door.close()
  vi.unstubAllGlobals()
})

function browser(permission: NotificationPermission | null, answer = permission) {
  const ask = vi.fn(() => Promise.resolve((fake.permission = answer)))
  const fake = { permission, requestPermission: ask }
  vi.stubGlobal('isSecureContext', true)
  vi.stubGlobal('Notification', permission === null ? undefined : fake)
  const wrapper = door.show(NotesSetting)
  const box = () => wrapper.get<HTMLInputElement>('[data-testid="dh-settings-notifications"]')
  const state = () => wrapper.get('[data-testid="dh-settings-notifications-state"]')
  return {
    ask,
    box,
    state,
    turn: async (on: boolean) => {
      await box().setValue(on)
      await flushPromises()
    },
  }
}

it('the browser is asked when it is switched on, and by nothing else', async () => {
  const { ask, box, state, turn } = browser('default', 'granted')
  expect(ask).not.toHaveBeenCalled()
  expect(state().text()).toContain('asks for your permission')
  await turn(true)
  expect(ask).toHaveBeenCalledTimes(1)
  expect(door.habits.value.notifications).toBe(true)
  expect(box().element.checked).toBe(true)
  await turn(false)
  expect(door.habits.value.notifications).toBe(false)
})

it.each([
  ['denied', 'blocks notifications'],
  ['default', 'no answer'],
] as const)('an answer of %s leaves it off and says so', async (answer, words) => {
  const { box, state, turn } = browser('default', answer)
  await turn(true)
  expect(door.habits.value.notifications).toBe(false)
  expect(box().element.checked).toBe(false)
  expect(state().text()).toContain(words)
})

it.each([
  ['denied', 'denied', 'blocks notifications'],
  [null, 'unsupported', 'no notifications for this page'],
] as const)('with %s it cannot be switched on, whatever was wished before', (permission, name, words) => {
  door.habits.value = { ...door.habits.value, notifications: true }
  const { box, state } = browser(permission)
  expect(box().element.checked).toBe(false)
  expect(box().element.disabled).toBe(true)
  expect(state().attributes('data-state')).toBe(name)
  expect(state().text()).toContain(words)
})
