export { useMetricsStore, type MetricsStore } from './metrics-store.ts'
export { default as MetricsWidgets } from './MetricsWidgets.vue'
export { MetricsKey, useMetrics, type MetricMark, type MetricsPort } from './ports.ts'
export { stepOf } from './windows.ts'
