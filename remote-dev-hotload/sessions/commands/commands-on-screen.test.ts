import { mount, type VueWrapper } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createI18n } from 'vue-i18n'
import { nextTick, ref, shallowRef, type Component } from 'vue'
import { GATEWAY_OFFERS, type AuditEntry, type ServerOffers } from '../../../contracts/index.ts'
import enUS from '../../locales/en-US.json'
import zhCN from '../../locales/zh-CN.json'
import { createFakeClock } from '../../tests/fake-clock.ts'
import { testSession } from '../../tests/test-session.ts'
import { TextKey } from '../../ui/index.ts'
import BulkBar from './BulkBar.vue'
import CommandDialog from './CommandDialog.vue'
import CommandToasts from './CommandToasts.vue'
import { useCommandStore } from './command-store.ts'
import { SessionsKey, type SessionsPort } from '../ports.ts'
import SessionActions from './SessionActions.vue'
import { useSessionStore } from '../session-store.ts'
import { preload } from '../../ui/index.ts'
import { BulkResult, CommandNote } from './lazy-parts.ts'

await Promise.all([BulkResult, CommandNote].map(preload))

const mine = testSession('s-1', { pluginName: 'Orders' })
const foreign = testSession('s-2', { pluginName: 'Payments', developer: { id: 'u-2', name: 'Ana' } })

let mounted: VueWrapper[] = []

function setUp(locale: 'en-US' | 'zh-CN' = 'en-US') {
  setActivePinia(createPinia())
  const i18n = createI18n({ legacy: false, locale, messages: { 'en-US': enUS, 'zh-CN': zhCN } as never })
  // Its own types enumerate every key of both files.
  const words = i18n.global as unknown as {
    t(key: string, named: Record<string, unknown>, count?: number): string
    te(key: string): boolean
  }
  const text = {
    t: (key: string, named: Record<string, unknown> = {}, count?: number) =>
      count === undefined ? words.t(key, named) : words.t(key, named, count),
    has: (key: string) => words.te(key),
    locale: ref(locale),
  }
  const clock = createFakeClock()
  const offline = ref(false)
  const activity = shallowRef<readonly AuditEntry[]>([])
  const wantsName = ref(false)
  const loadActivity = vi.fn<(sessionId: string) => unknown>()
  const acts = { send: vi.fn(), sendAll: vi.fn(), retry: vi.fn(), retryRun: vi.fn() }
  const offers = shallowRef<ServerOffers>(GATEWAY_OFFERS)
  const port = {
    ...acts,
    offers,
    sessions: useSessionStore(),
    commands: useCommandStore(),
    clock,
    userId: () => 'u-1',
    isOffline: () => offline.value,
    asksForName: () => wantsName.value,
    activityOf: (sessionId: string) => activity.value.filter((entry) => entry.sessionId === sessionId),
    loadActivity,
  } as unknown as SessionsPort
  const show = (component: Component, props: Record<string, unknown> = {}) => {
    const wrapper = mount(component, {
      props,
      attachTo: document.body,
      global: { provide: { [TextKey as symbol]: text, [SessionsKey as symbol]: port } },
    })
    mounted.push(wrapper)
    return wrapper
  }
  const { commands, sessions } = port
  return { ...acts, offers, commands, sessions, clock, offline, activity, wantsName, loadActivity, show }
}

const byTestId = (wrapper: VueWrapper, id: string) => wrapper.find(`[data-testid="${id}"]`)
const whyOf = (wrapper: VueWrapper, id: string) => byTestId(wrapper, id).attributes('title') ?? null

beforeEach(() => (mounted = []))
afterEach(() => mounted.forEach((wrapper) => wrapper.unmount()))

describe('the question before a command', () => {
  it('names plugin, session, owner and effect, and starts on Cancel', () => {
    const { show } = setUp()
    const dialog = show(CommandDialog, { kind: 'reload', session: foreign })
    for (const words of ['Payments', 'com.test.s-2', 's-2', 'Ana', enUS.command.reload.effect]) {
      expect(dialog.text()).toContain(words)
    }
    expect(document.activeElement).toBe(byTestId(dialog, 'dh-confirm-cancel').element)
  })

  it('sends one command for two clicks, with the reason as it was typed but for the spaces around', async () => {
    const { show, send } = setUp()
    const dialog = show(CommandDialog, { kind: 'terminate', session: mine })
    await byTestId(dialog, 'dh-confirm-reason').setValue('  token=abcdef  ')
    const ok = byTestId(dialog, 'dh-confirm-ok')
    void ok.trigger('click')
    await ok.trigger('click')
    expect(send.mock.calls).toEqual([['terminate', 's-1', 'token=abcdef']])
    expect(dialog.emitted('close')).toHaveLength(1)
  })

  it('sends nothing when it is cancelled', async () => {
    const { show, send } = setUp()
    const dialog = show(CommandDialog, { kind: 'terminate', session: mine })
    await byTestId(dialog, 'dh-confirm').trigger('cancel')
    await byTestId(dialog, 'dh-confirm-cancel').trigger('click')
    expect(dialog.emitted('close')).toHaveLength(2)
    expect(send).not.toHaveBeenCalled()
  })

  it('cannot be confirmed any more when the session ends meanwhile', async () => {
    const { show, sessions, send } = setUp()
    sessions.applySession(mine)
    const dialog = show(CommandDialog, { kind: 'reload', session: mine })
    expect(whyOf(dialog, 'dh-confirm-ok')).toBeNull()
    sessions.applySession({ ...mine, status: 'TERMINATED' })
    await nextTick()
    expect(whyOf(dialog, 'dh-confirm-ok')).toBe(enUS.command.ended)
    await byTestId(dialog, 'dh-confirm-ok').trigger('click')
    expect(send).not.toHaveBeenCalled()
  })

  it('lists everybody a run reaches, and leaves out with the reason whom it may not', async () => {
    const { show, sendAll } = setUp()
    const many = Array.from({ length: 40 }, (_, index) => testSession(`m-${index}`))
    const over = testSession('over', { status: 'EXPIRED' })
    const dialog = show(CommandDialog, { kind: 'reload', sessions: [...many, over] })
    expect(dialog.findAll('[data-testid="dh-confirm-target"]')).toHaveLength(40)
    expect(byTestId(dialog, 'dh-confirm-left-out').text()).toContain(enUS.command.ended)
    await byTestId(dialog, 'dh-confirm-ok').trigger('click')
    expect(sendAll.mock.calls).toEqual([['reload', many.map(({ sessionId }) => sessionId), null]])
  })

  it("wants the number of all before a run ends somebody else's", async () => {
    const { show, sendAll } = setUp()
    const dialog = show(CommandDialog, { kind: 'terminate', sessions: [mine, foreign] })
    await byTestId(dialog, 'dh-confirm-ok').trigger('click')
    expect(sendAll).not.toHaveBeenCalled()
    await byTestId(dialog, 'dh-confirm-name').setValue('2')
    await byTestId(dialog, 'dh-confirm-ok').trigger('click')
    expect(sendAll).toHaveBeenCalledWith('terminate', ['s-1', 's-2'], null)
  })
})

describe('the buttons of a session', () => {
  it('say why they cannot be used', async () => {
    const { show, commands, offline } = setUp()
    const actions = show(SessionActions, { session: { ...foreign, allowedActions: ['RELOAD'] } })
    expect(whyOf(actions, 'dh-terminate')).toContain('Ana')
    expect(whyOf(actions, 'dh-reload')).toBeNull()
    offline.value = true
    await nextTick()
    expect(whyOf(actions, 'dh-reload')).toBe(enUS.command.offline)
    commands.begin({ key: 'k', kind: 'reload', sessionId: 's-2', title: 'Payments', requestedAt: 0 })
    await nextTick()
    expect(whyOf(actions, 'dh-reload')).toBe(enUS.command.running)
    expect(byTestId(actions, 'dh-command-status').attributes('data-phase')).toBe('requested')
    commands.failed('k', { code: 'DH_API_403', at: 1 })
    commands.begin({ key: 'm', kind: 'refresh-metrics', sessionId: 's-2', title: 'Payments', requestedAt: 2 })
    commands.done('m', 3)
    await nextTick()
    expect(byTestId(actions, 'dh-command-status').text()).toBe('Reload: Failed')
  })

  it('ask for fresh metrics without a question', async () => {
    const { show, send } = setUp()
    const actions = show(SessionActions, { session: mine })
    await byTestId(actions, 'dh-refresh-metrics').trigger('click')
    expect(send).toHaveBeenCalledWith('refresh-metrics', 's-1', null)
  })

  it('of a run count who is ticked and say why none of them can be reached', async () => {
    const { show } = setUp()
    expect(byTestId(show(BulkBar, { sessions: [] }), 'dh-bulk-bar').exists()).toBe(false)
    const bar = show(BulkBar, { sessions: [testSession('over', { status: 'EXPIRED' })] })
    expect(bar.text()).toContain('1 selected')
    expect(whyOf(bar, 'dh-bulk-terminate')).toContain(enUS.command.ended)
    await byTestId(bar, 'dh-bulk-clear').trigger('click')
    expect(bar.emitted('clear')).toHaveLength(1)
  })
})

describe('the echo of a command', () => {
  const failures = ['DH_API_403', 'DH_API_404', 'DH_API_409', 'DH_API_429', 'DH_API_001', 'DH_API_002'] as const

  it.each(['en-US', 'zh-CN'] as const)('has own words for each refusal in %s', async (locale) => {
    const { show, commands, clock } = setUp(locale)
    const toasts = show(CommandToasts)
    const said = new Set<string>()
    for (const code of failures) {
      commands.clear()
      commands.begin({ key: code, kind: 'terminate', sessionId: 's', title: 'Orders', requestedAt: 0 })
      commands.failed(code, { code, at: 0, retryAt: code === 'DH_API_429' ? clock.now() + 7_000 : null })
      await nextTick()
      said.add(byTestId(toasts, 'dh-command-why').text())
      const isFinal = ['DH_API_403', 'DH_API_404', 'DH_API_409'].includes(code)
      expect([code, byTestId(toasts, 'dh-command-retry').exists()]).toEqual([code, !isFinal])
      const role = code === 'DH_API_409' ? 'status' : 'alert'
      expect([code, byTestId(toasts, 'dh-toast').attributes('role')]).toEqual([code, role])
    }
    expect(said.size).toBe(failures.length)
    expect([...said].join()).not.toMatch(/command\.|problem\./)
  })

  it('lets the user try again when the pause is over, and not before', async () => {
    const { show, commands, clock, retry } = setUp()
    const toasts = show(CommandToasts)
    commands.begin({ key: 'k', kind: 'reload', sessionId: 's', title: 'Orders', requestedAt: 0 })
    commands.failed('k', { code: 'DH_API_429', at: 0, retryAt: clock.now() + 3_000 })
    await nextTick()
    await byTestId(toasts, 'dh-command-retry').trigger('click')
    expect(retry).not.toHaveBeenCalled()
    clock.advance(3_000)
    await nextTick()
    await byTestId(toasts, 'dh-command-retry').trigger('click')
    expect(retry).toHaveBeenCalledWith('k')
  })

  it('leaves by itself when all went well, and stays when it did not', async () => {
    const { show, commands, clock } = setUp()
    const toasts = show(CommandToasts)
    commands.begin({ key: 'good', kind: 'reload', sessionId: 'a', title: 'A', requestedAt: 0 })
    commands.begin({ key: 'bad', kind: 'reload', sessionId: 'b', title: 'B', requestedAt: 0 })
    commands.done('good', clock.now())
    commands.failed('bad', { code: 'DH_COMMAND_002', at: clock.now() })
    clock.advance(15_000)
    await nextTick()
    expect(toasts.findAll('[data-testid="dh-toast"]').map((toast) => toast.attributes('data-phase'))).toEqual([
      'failed',
    ])
    // It is told on the session still.
    expect(commands.newestFor('a')?.phase).toBe('done')
  })

  it('sums a run up and offers to try again what failed, once nothing is on its way', async () => {
    const { show, commands, retryRun } = setUp()
    const toasts = show(CommandToasts)
    for (let i = 0; i < 12; i++) {
      const title = `Plugin ${i}`
      commands.begin({ key: `k${i}`, kind: 'reload', sessionId: `s${i}`, title, requestedAt: 0, runId: 'run' })
      if (i < 10) commands.done(`k${i}`, 1)
    }
    commands.failed('k10', { code: 'DH_COMMAND_002', at: 1 })
    await nextTick()
    expect(toasts.findAll('[data-testid="dh-toast"]')).toHaveLength(0)
    await byTestId(toasts, 'dh-bulk-retry').trigger('click')
    expect(retryRun).not.toHaveBeenCalled()
    commands.failed('k11', { code: 'DH_API_002', at: 1 })
    await nextTick()
    expect(byTestId(toasts, 'dh-bulk-summary').text()).toBe('10 done, 2 failed')
    // More of them than there is room for are scrolled by keys too, and are still a list.
    const box = toasts.get('[role="group"]')
    expect([box.attributes('tabindex'), box.attributes('aria-label')]).toEqual(['0', enUS.sessions.title])
    expect(box.findAll('ul:not([role]) > li')).toHaveLength(12)
    await byTestId(toasts, 'dh-bulk-retry').trigger('click')
    expect(retryRun).toHaveBeenCalledWith('run')
  })
})
