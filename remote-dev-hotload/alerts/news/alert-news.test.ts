import { mount, type VueWrapper } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi, type MockInstance } from 'vitest'
import { h, nextTick, reactive, shallowReactive, shallowRef } from 'vue'
import { GATEWAY_OFFERS, type Alert, type DiagnosticCode } from '../../../contracts/index.ts'
import { createFakeClock, type FakeClock } from '../../tests/fake-clock.ts'
import { inDoor } from '../../tests/test-text.ts'
import { useAlertStore, useOwnAlertStore } from '../index.ts'
import { AlertsKey, type AlertsPort } from '../ports.ts'
import AlertNews from './AlertNews.vue'
import { headElement, swapHead } from './testing/page-head.ts'
import { roomFor } from './use-room-for.ts'

const NOW = 1_760_000_000_000
const raised = (fingerprint: string, patch: Partial<Alert> = {}): Alert => ({
  alertId: `id-${fingerprint}`,
  fingerprint,
  severity: 'CRITICAL',
  state: 'OPEN',
  title: `Title of ${fingerprint}`,
  message: 'What went wrong.',
  sessionId: 's-1',
  pluginId: 'p',
  count: 1,
  firstRaisedAt: new Date(NOW).toISOString(),
  lastRaisedAt: new Date(NOW + 1_000).toISOString(),
  resolvedAt: null,
  acknowledgedBy: null,
  snoozedUntil: null,
  runbookUrl: null,
  logId: null,
  ...patch,
})

let clock: FakeClock
let port: AlertsPort
let wrapper: VueWrapper
let giveBack: () => void
let headBefore: string
const live = { name: 'live', failures: 0 } as const
let isHidden: MockInstance<() => boolean>

function show(props: Record<string, unknown> = {}, locale: 'en-US' | 'zh-CN' = 'en-US') {
  const given = reactive({ connection: live, isKnown: true, ...props })
  const { provide } = inDoor(locale)
  wrapper = mount(() => h(AlertNews, given as never), {
    global: { provide: { ...provide, [AlertsKey as symbol]: port } },
  })
  return given as Record<string, unknown>
}
const toasts = () => wrapper.findAll('[data-testid="dh-alert-toast"]')
const keys = () => toasts().map((toast) => toast.attributes('data-fingerprint'))
const press = (what: string) => wrapper.get(`[data-testid="dh-alert-toast-${what}"]`).trigger('click')
const hear = async (...alerts: Alert[]) => {
  for (const alert of alerts) port.alerts.applyAlert(alert)
  await nextTick()
}

beforeEach(() => {
  giveBack = swapHead(headElement('title', {}, 'PowerX'), headElement('link', { rel: 'icon', href: '/shell.svg' }))
  headBefore = document.head.innerHTML
  isHidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(false)
  setActivePinia(createPinia())
  clock = createFakeClock(NOW)
  port = {
    offers: shallowRef(GATEWAY_OFFERS),
    alerts: useAlertStore(),
    own: useOwnAlertStore(),
    clock,
    pending: shallowReactive(new Map<string, 'busy' | DiagnosticCode>()),
    notify: null,
    skewMs: () => 0,
    load: vi.fn(),
    whyNot: vi.fn(() => null),
    acknowledge: vi.fn(),
    snooze: vi.fn(),
    askOf: vi.fn(() => null),
    retry: vi.fn(),
    dismiss: vi.fn(),
    openSession: vi.fn(),
    openLine: vi.fn(),
    openInbox: vi.fn(),
    runbookOf: vi.fn(() => 'https://runbooks.test/x'),
  }
})
afterEach(() => {
  wrapper.unmount()
  expect(document.head.innerHTML).toBe(headBefore)
  giveBack()
  vi.unstubAllGlobals()
  isHidden.mockRestore()
})

describe('a critical alert', () => {
  it('is one toast with its count, however often it is raised', async () => {
    show()
    for (let n = 1; n <= 5_000; n++) port.alerts.applyAlert(raised('a', { count: n }))
    await nextTick()
    expect(keys()).toEqual(['a'])
    expect(toasts()[0]!.attributes('data-count')).toBe('5000')
    expect(wrapper.get('[data-testid="dh-news-said"]').text()).toBe('Critical alert: Title of a')
  })

  it('shows a few at once and counts the rest', async () => {
    show()
    await hear(...['a', 'b', 'c', 'd', 'e'].map((name) => raised(name)))
    expect(toasts()).toHaveLength(3)
    await press('more')
    expect(wrapper.text()).toContain('and 2 more')
    expect(port.openInbox).toHaveBeenCalledTimes(1)
  })

  it('leads to its line, else to its session, else to the list', async () => {
    show()
    await hear(raised('a', { logId: 'l-9' }))
    await press('show')
    expect(port.openLine).toHaveBeenCalledWith('s-1', 'l-9')
    expect(toasts()).toHaveLength(0)
    await hear(raised('b'))
    await press('show')
    expect(port.openSession).toHaveBeenCalledWith('s-1')
    await hear(raised('c', { sessionId: null }))
    await press('show')
    expect(port.openInbox).toHaveBeenCalledTimes(1)
  })

  it('is acknowledged from where it stands, and gone once that is so', async () => {
    show()
    await hear(raised('a'))
    await press('ack')
    expect(port.acknowledge).toHaveBeenCalledWith('id-a')
    expect(toasts()).toHaveLength(1)
    await hear(raised('a', { state: 'ACKNOWLEDGED' }))
    expect(toasts()).toHaveLength(0)
    port.own.raise({
      id: 'o',
      code: 'DH_ALERT_002',
      severity: 'CRITICAL',
      since: NOW,
      at: NOW,
      sessionId: null,
      title: null,
    })
    await nextTick()
    await press('ack')
    expect(port.own.byId('o')?.state).toBe('ACKNOWLEDGED')
  })

  it('leaves by itself after it could be read, and not while it is read or nobody looks', async () => {
    show()
    await hear(raised('a'))
    isHidden.mockReturnValue(true)
    clock.advance(60_000)
    isHidden.mockReturnValue(false)
    await wrapper.get('.dh-news').trigger('pointerenter')
    clock.advance(60_000)
    await nextTick()
    expect(toasts()).toHaveLength(1)
    await wrapper.get('.dh-news').trigger('pointerleave')
    clock.advance(20_000)
    await nextTick()
    expect(toasts()).toHaveLength(0)
    await hear(raised('a', { count: 2 }))
    expect(toasts()).toHaveLength(0)
  })

  it('is no toast where it is listed anyway', async () => {
    const given = show({ listed: { sessionId: 's-1' } })
    await hear(raised('a'), raised('b', { sessionId: 's-2' }))
    expect(keys()).toEqual(['b'])
    given['listed'] = 'all'
    await nextTick()
    expect(keys()).toEqual([])
  })

  it('of a view that stands alone is told to the shell, once, and marks no title', async () => {
    const notify = vi.fn()
    port = { ...port, notify }
    show({ isAlone: true }, 'zh-CN')
    await hear(raised('a'))
    await hear(raised('a', { count: 2 }))
    const body = 'What went wrong.'
    expect(notify.mock.calls).toEqual([[{ kind: 'error', title: '严重告警：Title of a', body, id: 'dev-hotload:a' }]])
    expect(toasts()).toHaveLength(0)
    expect(document.title).toBe('PowerX')
  })

  it('of a view that stands alone is a toast where the shell has no notices', async () => {
    show({ isAlone: true })
    await hear(raised('a'))
    expect(keys()).toEqual(['a'])
  })
})

it.each([
  [1440, 760, 3],
  [1440, 560, 2],
  [900, 200, 1],
  [320, 2_000, 1],
])('a panel of %i × %i has room for %i of them', (width, height, room) => expect(roomFor(width, height, 3)).toBe(room))

describe('the tab of the page', () => {
  const icon = () => document.head.querySelector('link')!.getAttribute('href')

  it('says that something fails for as long as it is open, seen or not', async () => {
    show()
    await hear(raised('a', { lastRaisedAt: new Date(NOW - 9_000_000).toISOString() }))
    expect(document.title).toBe('✖ Failing · PowerX')
    expect(icon()).toContain('failing')
    await hear(raised('a', { state: 'RESOLVED' }))
    expect(document.title).toBe('PowerX')
    expect(icon()).toBe('/shell.svg')
  })

  it('says it of a failed reload too', async () => {
    const given = show({ isFailing: true })
    expect(document.title).toBe('✖ Failing · PowerX')
    given['isFailing'] = false
    await nextTick()
    expect(document.title).toBe('PowerX')
  })

  it('says that the stream is gone before what may have changed since, and not of a moment', async () => {
    const given = show({ isFailing: true })
    given['connection'] = { name: 'waiting', failures: 1 }
    await nextTick()
    clock.advance(2_000)
    given['connection'] = { name: 'connecting', failures: 1 }
    await nextTick()
    clock.advance(900)
    await nextTick()
    expect(document.title).toBe('✖ Failing · PowerX')
    clock.advance(100)
    await nextTick()
    expect(document.title).toBe('⊘ Disconnected · PowerX')
    expect(icon()).toContain('disconnected')
    given['connection'] = live
    await nextTick()
    expect(document.title).toBe('✖ Failing · PowerX')
  })
})

describe('notifications of the browser', () => {
  function allow() {
    const made: { title: string; options: { tag: string } }[] = []
    class Allowed {
      static permission = 'granted'
      constructor(title: string, options: { tag: string }) {
        made.push({ title, options })
      }
      close() {}
    }
    vi.stubGlobal('Notification', Allowed)
    vi.stubGlobal('isSecureContext', true)
    return made
  }

  it('tell of alerts and failed reloads to who asked for it and looks elsewhere, one a session', async () => {
    const made = allow()
    const given = show({ wantsNotes: true })
    await hear(raised('seen'))
    isHidden.mockReturnValue(true)
    given['failedReloads'] = [{ sessionId: 's-1', sequence: 3, title: 'Orders', error: 'TypeError' }]
    await hear(raised('reload.failing:s-1'))
    await hear(raised('reload.failing:s-1', { count: 9 }))
    expect(made.map(({ title, options }) => [title, options.tag])).toEqual([
      ['Critical alert: Title of reload.failing:s-1', 'dev-hotload:reload:s-1'],
      ['Reload of Orders failed', 'dev-hotload:reload:s-1'],
    ])
    given['connection'] = { name: 'suspended', failures: 0 }
    await nextTick()
    expect(made.at(-1)!.title).toBe('Dev Hotload has stopped listening')
  })

  it('are not sent to who did not ask', async () => {
    const made = allow()
    show()
    isHidden.mockReturnValue(true)
    await hear(raised('a'))
    expect(made).toEqual([])
  })
})
