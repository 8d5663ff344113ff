import { mount, type VueWrapper } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, describe, expect, it } from 'vitest'
import { nextTick, shallowRef } from 'vue'
import { CORE_OFFERS, GATEWAY_OFFERS, type ServerOffers } from '../../contracts/index.ts'
import { createFakeClock } from '../tests/fake-clock.ts'
import { inDoor } from '../tests/test-text.ts'
import { useAlertStore } from './alert-store.ts'
import AlertList from './AlertList.vue'
import { AlertsKey, type AlertsPort } from './ports.ts'

let list: VueWrapper
afterEach(() => list.unmount())

describe('the alerts of a server that has none to give', () => {
  it.each([
    ['en-US', 'This server does not offer alerts.', 'would not mean that all is well'],
    ['zh-CN', '此服务器不提供告警。', '不表示一切正常'],
  ] as const)('are one sentence and not an empty list (%s)', async (locale, title, body) => {
    setActivePinia(createPinia())
    const offers = shallowRef<ServerOffers>(GATEWAY_OFFERS)
    const port: AlertsPort = { offers, alerts: useAlertStore(), clock: createFakeClock(), load: () => {} }
    const { provide } = inDoor(locale)
    list = mount(AlertList, {
      props: { sessionId: 's-1' },
      global: { provide: { ...provide, [AlertsKey as symbol]: port } },
    })
    expect(list.find('[data-testid="dh-unsupported"]').exists()).toBe(false)
    offers.value = CORE_OFFERS
    await nextTick()
    expect(list.get('[data-feature="alerts"]').text()).toContain(title)
    expect(list.text()).toContain(body)
  })
})
