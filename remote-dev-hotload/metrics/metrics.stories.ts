import type { Meta } from '@storybook/vue3-vite'
import { h, provide } from 'vue'
import type { FakePanel } from '../stories/fake-panel.ts'
import { NOW } from '../stories/now.ts'
import { scene } from '../stories/scene.ts'
import MetricsWidgets from './MetricsWidgets.vue'
import { MetricsKey, useMetrics } from './ports.ts'
import { sampleMarks, sampleMetrics } from './testing/sample-metrics.ts'

export default { title: 'Metrics' } satisfies Meta

const measured = sampleMetrics(NOW)

/** The figures as the door shows them, with what happened in their time. */
const WithMarks = {
  props: ['sessionId'],
  setup(props: { sessionId: string | null }) {
    provide(MetricsKey, { ...useMetrics(), marksOf: () => sampleMarks(NOW) })
    return () => h(MetricsWidgets, props)
  },
}

const shown = (given: (panel: FakePanel) => void, sessionId: string | null = null, height = 380) =>
  scene({ height, given, show: () => h(WithMarks, { sessionId }) })

/** Presses the button of this test id in every chart, or gives the first of them the focus and a key. */
const press = (surface: ShadowRoot, testid: string) => {
  for (const button of surface.querySelectorAll<HTMLElement>(`[data-testid="${testid}"]`)) button.click()
}

export const FirstLoad = shown(() => {})
export const Measured = shown(({ stores }) => stores.metrics.applySnapshot(null, measured), null, 1_000)
export const OfOneSession = shown(({ stores }) => stores.metrics.applySnapshot('s-1', measured), 's-1', 860)

export const ReadByKeyboard = scene({
  height: 860,
  given: ({ stores }) => stores.metrics.applySnapshot('s-1', measured),
  show: () => h(WithMarks, { sessionId: 's-1' }),
  async then(_panel, surface) {
    const points = () => surface.querySelector<HTMLElement>('[data-testid="dh-chart-points"]')
    for (let tries = 0; tries < 100 && !points(); tries++) await new Promise((resolve) => setTimeout(resolve, 20))
    points()?.focus()
    for (let steps = 0; steps < 9; steps++)
      points()?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft', bubbles: true }))
  },
})

export const AsTables = scene({
  height: 1_000,
  given: ({ stores }) => stores.metrics.applySnapshot(null, measured),
  show: () => h(WithMarks, { sessionId: null }),
  then: (_panel, surface) => press(surface, 'dh-chart-toggle'),
})

export const OverTheThreshold = shown(({ stores }) =>
  stores.metrics.applySnapshot(null, { ...measured, reloadLatencyP95Ms: 3_400, reloadSuccessRate: 0.6 }),
)

export const NothingMeasuredYet = shown(({ stores }) =>
  stores.metrics.applySnapshot(null, {
    ...measured,
    reloadLatencyP50Ms: null,
    reloadLatencyP95Ms: null,
    reloadSuccessRate: null,
    terminateLatencyP95Ms: null,
    series: measured.series.map((series) => ({
      ...series,
      points: series.points.map((point) => ({ ...point, value: null })),
    })),
  }),
)

export const StaleData = shown(({ stores }) => {
  stores.metrics.applySnapshot(null, measured)
  stores.metrics.failed(null, 'DH_API_001')
})

export const NotLoaded = shown(({ stores }) => stores.metrics.failed(null, 'DH_API_002'))
