import { mount, type VueWrapper } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { vi } from 'vitest'
import { shallowRef, type Component } from 'vue'
import { GATEWAY_OFFERS, type Reload, type ServerOffers, type Session } from '../../../../contracts/index.ts'
import { AlertsKey, useAlertStore, useOwnAlertStore } from '../../../alerts/index.ts'
import { SessionsKey, useCommandStore, useReloadStore, useSessionStore } from '../../../sessions/index.ts'
import { createFakeClock } from '../../../tests/fake-clock.ts'
import { inDoor } from '../../../tests/test-text.ts'
import { defaultHabits } from '../../habits.ts'
import { startPlace, type Place } from '../../place.ts'
import { DashboardKey, type DashboardPort } from '../../ports.ts'
import { SettingsKey } from '../../settings-port.ts'
import { BulkBar, CommandDialog } from '../../../sessions/commands/lazy-parts.ts'
import { preload } from '../../../ui/index.ts'
import { KeyHelp, Palette, SessionView, SettingsDialog } from '../../lazy-parts.ts'

// What is drawn later is tested as what is drawn, not as what is waited for.
await Promise.all([BulkBar, CommandDialog, KeyHelp, Palette, SessionView, SettingsDialog].map(preload))

/** What the panel's own views find around them, with an address that follows `go`. */
export function createPanelDoor(locale: 'en-US' | 'zh-CN' = 'en-US') {
  setActivePinia(createPinia())
  const clock = createFakeClock()
  const sessions = useSessionStore()
  const commands = useCommandStore()
  const alerts = useAlertStore()
  const own = useOwnAlertStore()
  const place = shallowRef<Place>(startPlace)
  const habits = shallowRef(defaultHabits)
  const isOffline = shallowRef(false)
  const offers = shallowRef<ServerOffers>(GATEWAY_OFFERS)

  const go = vi.fn((patch: Partial<Place>, _how: 'push' | 'replace') => {
    place.value = { ...place.value, ...patch }
    if (patch.sessionId !== undefined) sessions.select(patch.sessionId)
  })
  const acts = {
    go,
    send: vi.fn(),
    refresh: vi.fn(),
    reconnect: vi.fn(),
    setHabits: vi.fn((next: typeof defaultHabits) => void (habits.value = next)),
    openTab: vi.fn((tab: Place['tab']) => go({ tab }, 'push')),
    open: vi.fn((sessionId: string | null) => go({ sessionId, tab: 'logs' }, 'push')),
  }
  const connection: DashboardPort['connection'] = shallowRef({
    name: 'live' as const,
    failures: 0,
    nextAttemptAt: null,
    lastEventAt: null,
    code: null,
  })

  const provide = {
    ...inDoor(locale).provide,
    [SessionsKey as symbol]: {
      ...acts,
      offers,
      sessions,
      commands,
      reloads: useReloadStore(),
      clock,
      userId: () => 'u-1',
      isOffline: () => isOffline.value,
      asksForName: () => habits.value.typedName,
      activityOf: () => [],
      loadActivity: () => {},
    },
    [AlertsKey as symbol]: { offers, alerts, own, clock, load() {}, runbookOf: () => null },
    [SettingsKey as symbol]: {
      storage: shallowRef({ state: 'ready', keepLogs: false }),
      look: () => {},
      setKeepLogs: vi.fn(),
      habits,
      setHabits: acts.setHabits,
      forgetAll: () => Promise.resolve(true),
    },
    [DashboardKey as symbol]: {
      ...acts,
      connection,
      place,
      clock,
      setLog: vi.fn(),
    } satisfies DashboardPort,
  }

  const mounted: VueWrapper[] = []
  return {
    ...acts,
    clock,
    place,
    habits,
    sessions,
    commands,
    alerts,
    own,
    isOffline,
    offers,
    list(rows: readonly Session[], counts: Readonly<Record<string, number>> = {}) {
      const page = {
        items: [...rows],
        totalCount: rows.length,
        limit: 50,
        statusCounts: new Map(Object.entries(counts)),
      }
      sessions.applySnapshot(page as never, clock.now())
    },
    show(component: Component, props: Record<string, unknown> = {}, stubs: Record<string, unknown> = {}) {
      const wrapper = mount(component, { props, attachTo: document.body, global: { provide, stubs: stubs as never } })
      mounted.push(wrapper)
      return wrapper
    },
    /** A reload that the stream has brought. */
    heard: (sessionId: string, reload: Reload) => useReloadStore().applyReload(sessionId, reload),
    close: () => mounted.splice(0).forEach((wrapper) => wrapper.unmount()),
  }
}

export type PanelDoor = ReturnType<typeof createPanelDoor>
