import { mount, type VueWrapper } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { shallowRef } from 'vue'
import { CORE_OFFERS, GATEWAY_OFFERS, type Metrics, type ServerOffers } from '../../contracts/index.ts'
import enUS from '../locales/en-US.json'
import { createFakeClock } from '../tests/fake-clock.ts'
import { inDoor } from '../tests/test-text.ts'
import { useMetricsStore } from './metrics-store.ts'
import MetricsWidgets from './MetricsWidgets.vue'
import { MetricsKey, type MetricsPort } from './ports.ts'

const NOON = new Date(2026, 0, 5, 12).getTime()
const measuredAt = (at: number): Metrics => ({
  activeSessions: 3,
  reloadLatencyP50Ms: 40,
  reloadLatencyP95Ms: 90,
  reloadSuccessRate: 1,
  logThroughputPerSec: 0,
  errorRatePerMin: 0,
  terminateLatencyP95Ms: null,
  series: [],
  thresholds: [],
  generatedAt: new Date(at).toISOString(),
})

let shown: VueWrapper | null = null
afterEach(() => shown?.unmount())

function open() {
  setActivePinia(createPinia())
  const metrics = useMetricsStore()
  const clock = createFakeClock(NOON)
  const offers = shallowRef<ServerOffers>(GATEWAY_OFFERS)
  const left = vi.fn()
  const watch = vi.fn(() => left)
  const port: MetricsPort = { offers, metrics, clock, theme: shallowRef('light'), watch, retry: () => {} }
  const { provide } = inDoor()
  const global = { provide: { ...provide, [MetricsKey as symbol]: port } }
  const view = (shown = mount(MetricsWidgets, { props: { sessionId: null }, global }))
  return { metrics, view, clock, offers, watch, left }
}

describe('figures whose newest answer failed', () => {
  it('say from when they are and why there are no newer ones', async () => {
    const { metrics, view } = open()
    metrics.applySnapshot(null, measuredAt(new Date(2026, 0, 5, 11, 2, 11).getTime()))
    metrics.failed(null, 'DH_API_001')
    await view.vm.$nextTick()
    const note = view.get('[role="status"]')
    expect(note.text()).toBe(`These figures are as of 11:02:11. ${enUS.problem.DH_API_001}`)
    metrics.applySnapshot(null, measuredAt(NOON))
    await view.vm.$nextTick()
    expect(view.find('[role="status"]').exists()).toBe(false)
  })

  it('name the day too when it is another one', async () => {
    const { metrics, view } = open()
    metrics.applySnapshot(null, measuredAt(new Date(2026, 0, 4, 11, 2, 11).getTime()))
    metrics.failed(null, 'DH_API_001')
    await view.vm.$nextTick()
    expect(view.get('[role="status"]').text()).toMatch(/as of Jan 4, 2026, 11:02:11/)
  })
})

describe('figures that the server does not have', () => {
  it('are one sentence, and nobody asks for them', async () => {
    const { view, offers, watch, left } = open()
    expect(watch).toHaveBeenCalledOnce()
    offers.value = CORE_OFFERS
    await view.vm.$nextTick()
    expect(left).toHaveBeenCalledOnce()
    expect(view.get('[data-testid="dh-unsupported"]').text()).toContain('This server does not offer metrics.')
    expect(view.get('[data-testid="dh-unsupported"]').attributes('data-feature')).toBe('metrics')
    expect(view.find('[data-testid="dh-metric"]').exists()).toBe(false)
    expect(view.find('[aria-busy]').exists()).toBe(false)
    offers.value = GATEWAY_OFFERS
    await view.vm.$nextTick()
    expect(watch).toHaveBeenCalledTimes(2)
  })
})
