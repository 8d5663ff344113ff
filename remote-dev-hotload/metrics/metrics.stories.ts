import type { Meta } from '@storybook/vue3-vite'
import { h } from 'vue'
import type { FakePanel } from '../stories/fake-panel.ts'
import { metrics } from '../stories/samples.ts'
import { scene } from '../stories/scene.ts'
import MetricsWidgets from './MetricsWidgets.vue'
import TrendTable from './TrendTable.vue'

export default { title: 'Metrics' } satisfies Meta

const shown = (given: (panel: FakePanel) => void) =>
  scene({ height: 380, given, show: () => h(MetricsWidgets, { sessionId: null }) })

export const FirstLoad = shown(() => {})
export const Measured = shown(({ stores }) => stores.metrics.applySnapshot(null, metrics))

export const NoChartsAllowed = scene({
  height: 380,
  given: () => {},
  show: () => h(TrendTable, { series: metrics.series[0]! }),
})

export const OverTheThreshold = shown(({ stores }) =>
  stores.metrics.applySnapshot(null, { ...metrics, reloadLatencyP95Ms: 3_400, reloadSuccessRate: 0.9 }),
)

export const NothingMeasuredYet = shown(({ stores }) =>
  stores.metrics.applySnapshot(null, {
    ...metrics,
    reloadLatencyP50Ms: null,
    reloadLatencyP95Ms: null,
    reloadSuccessRate: null,
    series: [],
  }),
)

export const StaleData = shown(({ stores }) => {
  stores.metrics.applySnapshot(null, metrics)
  stores.metrics.failed(null, 'DH_API_001')
})

export const NotLoaded = shown(({ stores }) => stores.metrics.failed(null, 'DH_API_002'))
