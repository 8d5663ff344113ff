import { mount, type VueWrapper } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { vi } from 'vitest'
import { ref, shallowRef } from 'vue'
import { GATEWAY_OFFERS, type ServerOffers, type Session } from '../../../../contracts/index.ts'
import type { SessionPage } from '../../../client/index.ts'
import { createFakeClock } from '../../../tests/fake-clock.ts'
import { testSession } from '../../../tests/test-session.ts'
import { inDoor } from '../../../tests/test-text.ts'
import { useCommandStore } from '../../commands/command-store.ts'
import { SessionsKey, type SessionsPort } from '../../ports.ts'
import { useSessionStore } from '../../session-store.ts'
import SessionsPanel from '../SessionsPanel.vue'
import { defaultTableLook, type TableLook } from '../table-look.ts'
import { preload } from '../../../ui/index.ts'
import { BulkBar, CommandDialog } from '../../commands/lazy-parts.ts'

// What is drawn later is tested as what is drawn, not as what is waited for.
await Promise.all([BulkBar, CommandDialog].map(preload))

export const START = Date.parse('2026-01-01T00:30:00Z')

/** An answer of the server. */
export function answer(items: readonly Session[], more: Partial<SessionPage> = {}): SessionPage {
  const statusCounts = new Map<string, number>()
  for (const { status } of items) statusCounts.set(status, (statusCounts.get(status) ?? 0) + 1)
  return {
    items: [...items],
    totalCount: items.length,
    limit: 50,
    offset: 0,
    statusCounts,
    recentAlerts: [],
    streamCursor: null,
    rejected: 0,
    ...more,
  }
}

export const named = (...ids: string[]): Session[] => ids.map((id) => testSession(id, { pluginName: `Plugin ${id}` }))

const mounted: { unmount(): void }[] = []

/** After each test. */
export const closeLists = (): void => mounted.splice(0).forEach((one) => one.unmount())

interface ListOptions {
  locale?: 'en-US' | 'zh-CN'
  look?: Partial<TableLook>
  singleKeys?: boolean
  offers?: ServerOffers
  /** Whether the shell has a sign-in to go to. */
  canSignIn?: boolean
  /** Told of each component that is drawn anew, by its name. */
  drawn?: (name: string) => void
}

/** The list on screen, with the real store behind it and a reader called Uma. */
export function openList(options: ListOptions = {}) {
  setActivePinia(createPinia())
  const sessions = useSessionStore()
  const commands = useCommandStore()
  const clock = createFakeClock(START)
  const isOffline = ref(false)
  const offers = shallowRef(options.offers ?? GATEWAY_OFFERS)
  const tableLook = shallowRef<TableLook>({ ...defaultTableLook, ...options.look })
  const acts = {
    open: vi.fn(),
    openErrors: vi.fn(),
    refresh: vi.fn(),
    send: vi.fn(),
    sendAll: vi.fn(),
    signIn: vi.fn(),
  }
  const setQuery = vi.fn((query: typeof sessions.query) => sessions.setQuery(query))
  const port = {
    ...acts,
    offers,
    signIn: options.canSignIn === false ? undefined : acts.signIn,
    setQuery,
    sessions,
    commands,
    clock,
    tableLook,
    setTableLook: (look: TableLook) => (tableLook.value = look),
    userId: () => 'u-1',
    linkTo: (id: string) => `/dev-hotload/sessions/${id}/logs`,
    isOffline: () => isOffline.value,
    asksForName: () => false,
    activityOf: () => [],
    loadActivity: () => {},
  } as unknown as SessionsPort
  const { provide } = inDoor(options.locale)
  const list = mount(SessionsPanel, {
    props: { singleKeys: options.singleKeys ?? true },
    attachTo: document.body,
    global: {
      mixins: [
        {
          updated() {
            options.drawn?.((this as { $options: { __name?: string } }).$options.__name ?? '')
          },
        },
      ],
      provide: { ...provide, [SessionsKey as symbol]: port },
    },
  })
  mounted.push(list)
  let answers = 0

  return {
    ...acts,
    list,
    sessions,
    commands,
    clock,
    isOffline,
    offers,
    tableLook,
    setQuery,
    part: (id: string) => list.get(`[data-testid="${id}"]`),
    has: (id: string) => list.find(`[data-testid="${id}"]`).exists(),
    rows: () => list.findAll('[data-testid="dh-session-row"]').map((row) => row.attributes('data-session-id')),
    row: (id: string) => list.get(`[data-session-id="${id}"]`),
    async answer(items: readonly Session[], more: Partial<SessionPage> = {}) {
      sessions.applySnapshot(answer(items, more), START + ++answers)
      await list.vm.$nextTick()
    },
    /** A box of controls is told by the browser that it is about to be shown. */
    async openBox(within: Pick<VueWrapper, 'get'>, testid: string) {
      const id = within.get(`[data-testid="${testid}"]`).attributes('popovertarget') ?? ''
      const box = within.get<HTMLElement>(`[id="${id}"]`)
      box.element.hidePopover = () => {}
      box.element.dispatchEvent(Object.assign(new Event('beforetoggle'), { newState: 'open' }))
      await list.vm.$nextTick()
      return box
    },
    /** The row that has the focus, by its session. */
    focused: () => document.activeElement?.closest<HTMLElement>('[data-session-id]')?.dataset['sessionId'] ?? null,
    async press(key: string, more: KeyboardEventInit = {}) {
      const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more })
      document.activeElement?.dispatchEvent(event)
      await list.vm.$nextTick()
      return event
    },
  }
}
