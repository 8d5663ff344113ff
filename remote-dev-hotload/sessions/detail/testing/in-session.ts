import { mount, type VueWrapper } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { vi } from 'vitest'
import { shallowReactive, shallowRef, type Component } from 'vue'
import { GATEWAY_OFFERS, type AuditEntry, type ServerOffers } from '../../../../contracts/index.ts'
import { createFakeClock } from '../../../tests/fake-clock.ts'
import { inDoor } from '../../../tests/test-text.ts'
import { useCommandStore } from '../../commands/command-store.ts'
import { SessionsKey, type SessionsPort } from '../../ports.ts'
import { useSessionStore } from '../../session-store.ts'
import { useReloadStore } from '../reload-store.ts'

/** What the views of a session find around them, with an address that can be read and a server that does nothing. */
export function inSession(locale: 'en-US' | 'zh-CN' = 'en-US') {
  setActivePinia(createPinia())
  const clock = createFakeClock(Date.UTC(2026, 0, 1, 0, 30))
  const address = shallowRef<number | null>(null)
  const activity = shallowReactive<AuditEntry[]>([])
  const acts = {
    open: vi.fn(),
    openTab: vi.fn(),
    openLine: vi.fn(),
    loadOlderReloads: vi.fn(),
    loadActivity: vi.fn(),
    openReload: vi.fn((_id: string, sequence: number | null) => void (address.value = sequence)),
  }
  const sessions = useSessionStore()
  const reloads = useReloadStore()
  const offers = shallowRef<ServerOffers>(GATEWAY_OFFERS)
  const port = {
    ...acts,
    offers,
    sessions,
    reloads,
    commands: useCommandStore(),
    clock,
    userId: () => 'u-1',
    isOffline: () => false,
    asksForName: () => true,
    openSequence: () => address.value,
    linkTo: (id: string) => `/dev-hotload/sessions/${id}/logs`,
    linkToReload: (id: string, { sequence }: { sequence: number }) =>
      `https://shell.example/dev-hotload/sessions/${id}/reloads/${sequence}`,
    activityOf: () => activity,
  } as Partial<SessionsPort> as SessionsPort
  const mounted: VueWrapper[] = []
  const show = (component: Component, props: Record<string, unknown> = {}) => {
    const { provide } = inDoor(locale)
    const global = { provide: { ...provide, [SessionsKey as symbol]: port } }
    const wrapper = mount(component, { props, attachTo: document.body, global })
    mounted.push(wrapper)
    return wrapper
  }
  return {
    ...acts,
    sessions,
    reloads,
    clock,
    address,
    activity,
    offers,
    show,
    end: () => mounted.forEach((one) => one.unmount()),
  }
}
