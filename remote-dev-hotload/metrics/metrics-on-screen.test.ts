import { mount, type VueWrapper } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { computed, shallowRef } from 'vue'
import { CORE_OFFERS, GATEWAY_OFFERS, type Metrics, type ServerOffers } from '../../contracts/index.ts'
import enUS from '../locales/en-US.json'
import { createFakeClock } from '../tests/fake-clock.ts'
import { inDoor } from '../tests/test-text.ts'
import { useMetricsStore } from './metrics-store.ts'
import MetricsWidgets from './MetricsWidgets.vue'
import { MetricsKey, type MetricMark, type MetricsPort } from './ports.ts'
import { sampleMarks, sampleMetrics } from './testing/sample-metrics.ts'

// A page that cannot draw: its tables have to say everything.
vi.mock('apexcharts', () => ({
  default: class {
    render = () => Promise.reject(new Error('This page draws nothing.'))
    destroy() {}
  },
}))

const NOON = new Date(2026, 0, 5, 12).getTime()
const measuredAt = (at: number): Metrics => sampleMetrics(at, { series: [], thresholds: [] })

/** Everything is in sight at once. */
class Seen {
  constructor(private readonly tell: (entries: readonly object[], observer: object) => void) {}
  observe(target: Element) {
    this.tell([{ isIntersecting: true, target }], this)
  }
  disconnect() {}
}
vi.stubGlobal('IntersectionObserver', Seen)

let shown: VueWrapper | null = null
afterEach(() => shown?.unmount())

function open(sessionId: string | null = null, marks: readonly MetricMark[] = [], locale: 'en-US' | 'zh-CN' = 'en-US') {
  setActivePinia(createPinia())
  const metrics = useMetricsStore()
  const clock = createFakeClock(NOON)
  const offers = shallowRef<ServerOffers>(GATEWAY_OFFERS)
  const left = vi.fn()
  const watch = vi.fn(() => left)
  const openLogAt = vi.fn()
  const refresh = vi.fn()
  const port: MetricsPort = {
    offers,
    metrics,
    clock,
    theme: shallowRef('light'),
    watch,
    retry: () => {},
    windowMs: computed(() => metrics.windowMs),
    setWindow: metrics.setWindow,
    marksOf: () => marks,
    openLogAt,
    refresh,
    grafanaUrl: null,
  }
  const { provide } = inDoor(locale)
  const global = { provide: { ...provide, [MetricsKey as symbol]: port } }
  const view = (shown = mount(MetricsWidgets, { props: { sessionId }, global }))
  const tile = (metric: string) => view.get(`[data-testid="dh-metric"][data-metric="${metric}"]`)
  const chart = (metric: string) => view.get(`[data-testid="dh-chart"][data-metric="${metric}"]`)
  return { metrics, view, clock, offers, watch, left, openLogAt, refresh, tile, chart }
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

describe('a tile', () => {
  it('says how the figure stands and how it has changed, in words, and what was compared', async () => {
    const { metrics, view, tile } = open()
    metrics.applySnapshot(null, sampleMetrics(NOON))
    await view.vm.$nextTick()
    const latency = tile('reloadLatencyP95Ms')
    expect(latency.attributes()).toMatchObject({
      'data-value': '612',
      'data-threshold': 'warning',
      'data-change': 'up',
    })
    expect(latency.text()).toContain('warning')
    expect(latency.get('.dh-metric-change').text()).toMatch(/^\d+ ms · worse/)
    expect(latency.get('.dh-metric-change').attributes('title')).toMatch(
      /^Median over steps of 15 seconds: .+ in the last 15 minutes, .+ in the 15 minutes before\.$/,
    )
    expect(tile('logThroughputPerSec').attributes('data-change')).not.toBe('none')
    // Three terminates in half an hour are no trend.
    expect(tile('terminateLatencyP95Ms').attributes('data-change')).toBe('none')
    expect(view.get('.dh-metrics-compared').text()).toContain('15 minutes')
  })

  it('leaves out what a single session has none of', async () => {
    const { metrics, view } = open('s-1')
    metrics.applySnapshot('s-1', sampleMetrics(NOON))
    await view.vm.$nextTick()
    const names = view.findAll('[data-testid="dh-metric"]').map((one) => one.attributes('data-metric'))
    expect(names).toEqual(['reloadLatencyP95Ms', 'reloadSuccessRate', 'errorRatePerMin', 'logThroughputPerSec'])
  })
})

describe('where no chart can be drawn', () => {
  const latencyTable = async (sessionId: string | null, locale: 'en-US' | 'zh-CN' = 'en-US') => {
    const panel = open(sessionId, sampleMarks(NOON), locale)
    panel.metrics.applySnapshot(sessionId, sampleMetrics(NOON))
    const table = () => panel.view.find('[data-metric="reloadLatencyP95Ms"] [data-testid="dh-chart-table"]')
    await vi.waitFor(() => expect(table().exists()).toBe(true))
    return { ...panel, table: table() }
  }

  it('each trend is a table with its gaps and with what happened, and one sentence says why', async () => {
    const { chart, table } = await latencyTable('s-1')
    expect(chart('reloadLatencyP95Ms').attributes('data-look')).toBe('table')
    expect(chart('reloadLatencyP95Ms').get('[data-testid="dh-chart-note"]').text()).toBe(enUS.metrics.noChart)
    expect(table.findAll('th').map((head) => head.text())).toEqual(['Measured at', 'p95', 'p50', 'What happened'])
    expect(table.text()).toContain('reload #12 failedalert: Reloads are failing')
    expect(table.text()).toMatch(/nothing measured for \d+ (seconds|minutes) before/)
  })

  it('a row opens the log of the moment that it is about', async () => {
    const { table, openLogAt } = await latencyTable('s-1')
    const failed = table.findAll('tr').find((row) => row.text().includes('#12 failed'))!
    await failed.get('button').trigger('click')
    expect(openLogAt).toHaveBeenCalledWith('s-1', NOON - 9 * 60_000 - 4_000)
  })

  it('there is no way to a log that is everybody’s, and Chinese is spoken where it is spoken', async () => {
    const { table } = await latencyTable(null, 'zh-CN')
    expect(table.find('button').exists()).toBe(false)
    expect(table.text()).toContain('重载 #12 失败')
  })
})

describe('the window', () => {
  it('is chosen by a button that says so, and figures are asked for anew by another', async () => {
    const { metrics, view, refresh } = open('s-1')
    metrics.applySnapshot('s-1', sampleMetrics(NOON))
    await view.vm.$nextTick()
    const hour = view.get('[data-testid="dh-metrics-window"][data-window="3600000"]')
    expect(hour.text()).toBe('1 hour')
    await hour.trigger('click')
    expect(metrics.windowMs).toBe(3_600_000)
    expect(hour.attributes('aria-pressed')).toBe('true')
    await view.get('[data-testid="dh-metrics-refresh"]').trigger('click')
    expect(refresh).toHaveBeenCalledWith('s-1')
  })
})
