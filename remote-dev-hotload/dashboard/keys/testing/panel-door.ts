import { mount, type VueWrapper } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { vi } from 'vitest'
import { shallowRef, type Component } from 'vue'
import type { Session } from '../../../../contracts/index.ts'
import { AlertsKey, useAlertStore } from '../../../alerts/index.ts'
import { SessionsKey, useCommandStore, useReloadStore, useSessionStore } from '../../../sessions/index.ts'
import { createFakeClock } from '../../../tests/fake-clock.ts'
import { inDoor } from '../../../tests/test-text.ts'
import { defaultHabits } from '../../habits.ts'
import { startPlace, type Place } from '../../place.ts'
import { DashboardKey, type DashboardPort } from '../../ports.ts'
import { SettingsKey } from '../../settings-port.ts'

/** What the panel's own views find around them, with an address that follows `go`. */
export function createPanelDoor(locale: 'en-US' | 'zh-CN' = 'en-US') {
  setActivePinia(createPinia())
  const clock = createFakeClock()
  const sessions = useSessionStore()
  const commands = useCommandStore()
  const alerts = useAlertStore()
  const place = shallowRef<Place>(startPlace)
  const habits = shallowRef(defaultHabits)
  const isOffline = shallowRef(false)

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
    [AlertsKey as symbol]: { alerts, clock, load() {} },
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
      crashed: vi.fn(),
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
    isOffline,
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
    close: () => mounted.splice(0).forEach((wrapper) => wrapper.unmount()),
  }
}

export type PanelDoor = ReturnType<typeof createPanelDoor>
