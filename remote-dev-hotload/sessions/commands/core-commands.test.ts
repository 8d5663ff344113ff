import { mount, type VueWrapper } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { shallowRef, type Component } from 'vue'
import { CORE_OFFERS } from '../../../contracts/index.ts'
import { createFakeClock } from '../../tests/fake-clock.ts'
import { testSession } from '../../tests/test-session.ts'
import { inDoor } from '../../tests/test-text.ts'
import { SessionsKey, type SessionsPort } from '../ports.ts'
import { useSessionStore } from '../session-store.ts'
import { useCommandStore } from './command-store.ts'
import CommandDialog from './CommandDialog.vue'
import CommandToasts from './CommandToasts.vue'
import { preload } from '../../ui/index.ts'
import { BulkResult, CommandNote } from './lazy-parts.ts'

await Promise.all([BulkResult, CommandNote].map(preload))

const mounted: VueWrapper[] = []
afterEach(() => mounted.splice(0).forEach((wrapper) => wrapper.unmount()))

function setUp(locale: 'en-US' | 'zh-CN' = 'en-US') {
  setActivePinia(createPinia())
  const acts = { send: vi.fn(), loadActivity: vi.fn() }
  const port = {
    ...acts,
    offers: shallowRef(CORE_OFFERS),
    clock: createFakeClock(),
    sessions: useSessionStore(),
    commands: useCommandStore(),
    userId: () => 'u-1',
    isOffline: () => false,
    asksForName: () => false,
  } as Partial<SessionsPort> as SessionsPort
  function show(component: Component, props: Record<string, unknown> = {}) {
    const { provide } = inDoor(locale)
    const global = { provide: { ...provide, [SessionsKey as symbol]: port } }
    const wrapper = mount(component, { props, attachTo: document.body, global })
    mounted.push(wrapper)
    return wrapper
  }
  return { ...acts, commands: port.commands, show }
}
const session = testSession('s-1', { pluginName: 'Orders', allowedActions: ['TERMINATE'] })

describe('ending a session of a server without an audit trail', () => {
  it.each([
    ['en-US', 'records no audit id', 'does not tell whether its CLI stops', 'Note (optional, sent to the server)'],
    ['zh-CN', '不记录审计 ID', '不会告知其 CLI 是否随之停止', '备注（可选，会发送给服务器）'],
  ] as const)('is asked about without promises that it cannot keep (%s)', async (locale, audit, effect, note) => {
    const { show, send, loadActivity } = setUp(locale)
    const dialog = show(CommandDialog, { kind: 'terminate', session })
    const find = (id: string) => dialog.find(`[data-testid="${id}"]`)
    expect(find('dh-confirm-no-audit').text()).toContain(audit)
    expect(find('dh-confirm-effect').text()).toContain(effect)
    expect(dialog.text()).toContain(note)
    expect(find('dh-confirm-others').exists()).toBe(false)
    await find('dh-confirm-ok').trigger('click')
    expect(send).toHaveBeenCalledExactlyOnceWith('terminate', 's-1', null)
    expect(loadActivity).not.toHaveBeenCalled()
  })

  it('is told as done without a word of an audit id', () => {
    const { show, commands } = setUp()
    commands.begin({ key: 'k', kind: 'terminate', sessionId: 's-1', title: 'Orders', requestedAt: 0 })
    commands.accepted('k', { auditId: null, reloadId: null, at: 1 })
    commands.done('k', 2)
    const toast = show(CommandToasts).get('[data-testid="dh-toast"]')
    expect(toast.text()).toBe('Orders was terminated.')
  })
})
