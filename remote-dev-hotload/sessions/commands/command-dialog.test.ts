import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { nextTick, ref, shallowRef } from 'vue'
import { GATEWAY_OFFERS, type AuditEntry, type ServerOffers, type Session } from '../../../contracts/index.ts'
import { createFakeClock } from '../../tests/fake-clock.ts'
import { testSession } from '../../tests/test-session.ts'
import { inDoor } from '../../tests/test-text.ts'
import { SessionsKey, type SessionsPort } from '../ports.ts'
import { useSessionStore } from '../session-store.ts'
import { useCommandStore } from './command-store.ts'
import CommandDialog from './CommandDialog.vue'

const mine = testSession('s-1', { pluginName: 'Orders' })
const foreign = testSession('s-2', { pluginName: 'Payments', developer: { id: 'u-2', name: 'Ana Ruiz' } })

const mounted: VueWrapper[] = []
afterEach(() => mounted.splice(0).forEach((wrapper) => wrapper.unmount()))

function setUp(locale: 'en-US' | 'zh-CN' = 'en-US') {
  setActivePinia(createPinia())
  const clock = createFakeClock()
  const activity = shallowRef<readonly AuditEntry[]>([])
  const wantsName = ref(false)
  const send = vi.fn()
  const sendAll = vi.fn()
  const loadActivity = vi.fn<(sessionId: string) => unknown>()
  const offers = shallowRef<ServerOffers>(GATEWAY_OFFERS)
  const port = {
    offers,
    send,
    sendAll,
    loadActivity,
    clock,
    sessions: useSessionStore(),
    commands: useCommandStore(),
    userId: () => 'u-1',
    isOffline: () => false,
    asksForName: () => wantsName.value,
    activityOf: (sessionId: string) => activity.value.filter((entry) => entry.sessionId === sessionId),
  } as unknown as SessionsPort
  const door = inDoor(locale)
  function show(props: { kind: string; session?: Session; sessions?: readonly Session[]; byKey?: boolean }) {
    const wrapper = mount(CommandDialog, {
      props: props as never,
      attachTo: document.body,
      global: { provide: { ...door.provide, [SessionsKey as symbol]: port } },
    })
    mounted.push(wrapper)
    const find = (id: string) => wrapper.find(`[data-testid="${id}"]`)
    return {
      find,
      others: () => find('dh-confirm-others'),
      press: () => find('dh-confirm-ok').trigger('click'),
      why: () => find('dh-confirm-ok').attributes('title') ?? null,
    }
  }
  const acted = (actor: string, minutes: number, action = 'session.reload', sessionId = 's-2'): AuditEntry => ({
    auditId: `${actor}-${minutes}`,
    at: new Date(clock.now() - minutes * 60_000).toISOString(),
    action,
    sessionId,
    actor,
    result: 'done',
    reason: null,
    requestId: null,
    details: null,
  })
  return { show, offers, send, sendAll, loadActivity, activity, acted, wantsName, clock }
}

describe("the name of somebody else's session", () => {
  it('is not asked for unless the reader wants it so', async () => {
    const { show, send } = setUp()
    const dialog = show({ kind: 'terminate', session: foreign })
    expect(dialog.find('dh-confirm-name').exists()).toBe(false)
    await dialog.press()
    expect(send).toHaveBeenCalledOnce()
  })

  it.each(['Payments', '  payments ', 'com.test.s-2', 'S-2'])('is proven by “%s”', async (name) => {
    const { show, send, wantsName } = setUp()
    wantsName.value = true
    const dialog = show({ kind: 'terminate', session: foreign })
    expect(document.activeElement).toBe(dialog.find('dh-confirm-cancel').element)
    await dialog.press()
    expect(dialog.why()).toContain('Payments')
    await dialog.find('dh-confirm-name').setValue('Paymen')
    await dialog.press()
    expect(send).not.toHaveBeenCalled()
    await dialog.find('dh-confirm-name').setValue(name)
    expect(dialog.why()).toBeNull()
    await dialog.press()
    expect(send).toHaveBeenCalledWith('terminate', 's-2', null)
  })

  it('is asked for one ticked session too, and never for a reload by pointer or a session of one’s own', () => {
    const { show, wantsName } = setUp()
    wantsName.value = true
    const asks = (props: Parameters<typeof show>[0]) => show(props).find('dh-confirm-name').exists()
    expect(asks({ kind: 'terminate', sessions: [foreign] })).toBe(true)
    expect(asks({ kind: 'terminate', session: mine })).toBe(false)
    expect(asks({ kind: 'reload', session: foreign })).toBe(false)
  })

  it('is always asked for when a key asked for the command', () => {
    const { show } = setUp()
    const asks = (kind: string, session: Session) =>
      show({ kind, session, byKey: true }).find('dh-confirm-name').exists()
    expect(asks('reload', foreign)).toBe(true)
    expect(asks('terminate', foreign)).toBe(true)
    expect(asks('terminate', mine)).toBe(false)
    expect(asks('refresh-metrics', foreign)).toBe(false)
  })

  it('is not proven by nothing when the plugin has no name', async () => {
    const { show, send } = setUp()
    const dialog = show({ kind: 'reload', session: { ...foreign, pluginName: '  ' }, byKey: true })
    expect(dialog.why()).toContain('com.test.s-2')
    await dialog.press()
    expect(send).not.toHaveBeenCalled()
  })

  it('does not take the Enter of an input method for a confirmation', async () => {
    const { show, send } = setUp()
    const dialog = show({ kind: 'reload', session: foreign, byKey: true })
    const field = dialog.find('dh-confirm-name')
    await field.setValue('Payments')
    await field.trigger('keydown', { key: 'Enter', isComposing: true })
    await field.trigger('keydown', { key: 'Enter', keyCode: 229 })
    expect(send).not.toHaveBeenCalled()
    await field.trigger('keydown', { key: 'Enter' })
    expect(send).toHaveBeenCalledOnce()
  })

  it.each([
    ['en-US', 'Ana Ruiz’s session, not yours'],
    ['zh-CN', 'Ana Ruiz 的会话，不属于您'],
  ] as const)('comes with whose it is in %s', (locale, words) => {
    const { show } = setUp(locale)
    expect(show({ kind: 'reload', session: foreign }).find('dh-confirm').text()).toContain(words)
  })
})

describe('who else is at work on it', () => {
  it('is being found out, then nobody, in words that claim no more than that', async () => {
    const { show, loadActivity } = setUp()
    let tell = (_isTold: boolean): void => {}
    loadActivity.mockReturnValue(new Promise<boolean>((resolve) => (tell = resolve)))
    const dialog = show({ kind: 'terminate', session: foreign })
    expect(loadActivity).toHaveBeenCalledWith('s-2')
    expect(dialog.others().text()).toBe('Finding out who else acted on it lately …')
    tell(true)
    await flushPromises()
    expect(dialog.others().text()).toBe('Nobody else acted on it in the last 30 minutes.')
  })

  it('could not be found out when the server refuses, and when nothing tells how it went', async () => {
    const { show, loadActivity, clock } = setUp()
    loadActivity.mockReturnValueOnce(Promise.resolve(false))
    const refused = show({ kind: 'terminate', session: foreign })
    const silent = show({ kind: 'terminate', session: mine })
    await flushPromises()
    expect(refused.others().text()).toContain('could not be found out')
    expect(silent.others().attributes('data-state')).toBe('loading')
    clock.advance(5_000)
    await nextTick()
    expect(silent.others().text()).toContain('could not be found out')
  })

  it.each([
    ['en-US', ['Ana Ruiz reloaded it 3', 'Ben terminated it 4', 'Chen: session.freeze, 5', 'and 2 others']],
    ['zh-CN', ['Ana Ruiz 于3', '重载了它', 'Ben 于4', '终止了它', '以及另外 2 人']],
  ] as const)('is named, three at most, in %s', async (locale, words) => {
    const { show, activity, acted, loadActivity } = setUp(locale)
    loadActivity.mockReturnValue(Promise.resolve(true))
    activity.value = [
      acted('Ana Ruiz', 3),
      acted('Ben', 4, 'session.terminate'),
      acted('Chen', 5, 'session.freeze'),
      acted('Dora', 6),
      acted('Emil', 7),
      acted('Uma', 1),
    ]
    // The reader is known by the name that their own session carries.
    const dialog = show({ kind: 'terminate', session: { ...foreign, developer: { id: 'u-1', name: 'Uma' } } })
    await flushPromises()
    for (const word of words) expect(dialog.others().text()).toContain(word)
    expect(dialog.others().text()).not.toContain('Uma')
    expect(dialog.others().findAll('li')).toHaveLength(4)
  })

  it('is a count for many, and no more is asked than a person waits for', async () => {
    const { show, activity, acted, loadActivity } = setUp()
    loadActivity.mockReturnValue(Promise.resolve(true))
    activity.value = [acted('Ana Ruiz', 3), acted('Ana Ruiz', 2, 'session.reload', 's-1')]
    const few = show({ kind: 'reload', sessions: [mine, foreign] })
    await flushPromises()
    expect(few.others().text()).toBe('In the last 30 minutes others acted on 2 of these sessions.')
    loadActivity.mockClear()
    const many = show({
      kind: 'reload',
      sessions: [mine, ...Array.from({ length: 40 }, (_, i) => testSession(`m${i}`))],
    })
    await flushPromises()
    expect(loadActivity).toHaveBeenCalledTimes(12)
    expect(many.others().text()).toBe('In the last 30 minutes others acted on at least one of these sessions.')
  })

  it('shows a hostile name as the text it is', async () => {
    const { show, activity, acted } = setUp()
    activity.value = [acted('<img src=x onerror=alert(1)>', 1)]
    const dialog = show({ kind: 'terminate', session: foreign })
    expect(dialog.others().text()).toContain('<img src=x')
    expect(dialog.others().find('img').exists()).toBe(false)
  })
})
