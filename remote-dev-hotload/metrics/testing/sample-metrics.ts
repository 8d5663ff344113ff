import type { Metrics, MetricSeries } from '../../../contracts/index.ts'
import type { MetricMark } from '../ports.ts'

/** A numbers' stream that is the same every time; 0 … 1. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return state / 4_294_967_296
  }
}

const STEP_MS = 15_000
const STEPS = 120

/**
 * Half an hour of a session whose reloads have become slower, with times in which the server did not run and steps without a
 * reload. The last step ends at `end`, ms.
 */
export function sampleMetrics(end: number, patch: Partial<Metrics> = {}): Metrics {
  const random = seeded(7)
  const wasDown = (step: number) => step >= 84 && step < 92
  const noise = Array.from({ length: STEPS }, () => [random(), random(), random()] as const)
  const series = (name: string, unit: string, value: (step: number) => number | null): MetricSeries => ({
    name,
    unit,
    points: Array.from({ length: STEPS }, (_, step) => ({
      at: new Date(end - (STEPS - step) * STEP_MS).toISOString(),
      value: wasDown(step) ? null : value(step),
    })),
  })
  const hasReload = (step: number) => noise[step]![0] < 0.55
  const p50 = (step: number) => 120 + noise[step]![1] * 80 + step
  return {
    activeSessions: 3,
    reloadLatencyP50Ms: 240,
    reloadLatencyP95Ms: 612,
    reloadSuccessRate: 0.86,
    logThroughputPerSec: 12.5,
    errorRatePerMin: 4,
    terminateLatencyP95Ms: 900,
    series: [
      series('reloadLatencyP50Ms', 'ms', (step) => (hasReload(step) ? p50(step) : null)),
      series('reloadLatencyP95Ms', 'ms', (step) => (hasReload(step) ? p50(step) * 1.6 + noise[step]![2] * 200 : null)),
      series('reloadSuccessRate', 'ratio', (step) => (hasReload(step) ? (noise[step]![2] < 0.15 ? 0.5 : 1) : null)),
      series('activeSessions', 'count', (step) => 2 + Math.round(noise[step >> 3]![1] * 2)),
      series('logThroughputPerSec', '1/s', (step) => 8 + noise[step]![1] * 9),
      series('errorRatePerMin', '1/min', (step) => (noise[step]![2] < 0.2 ? 8 : 0)),
      series('terminateLatencyP95Ms', 'ms', (step) => (step % 40 === 5 ? 700 + step : null)),
    ],
    thresholds: [
      { metric: 'reloadLatencyP95Ms', warning: 500, critical: 3_000, direction: 'above' },
      { metric: 'reloadSuccessRate', warning: 0.9, critical: 0.7, direction: 'below' },
      { metric: 'errorRatePerMin', warning: 20, critical: 100, direction: 'above' },
    ],
    generatedAt: new Date(end).toISOString(),
    ...patch,
  }
}

/** What happened in that time. */
export const sampleMarks = (end: number): MetricMark[] => [
  { at: end - 13 * 60_000, kind: 'reload', label: '#11' },
  { at: end - 9 * 60_000 - 4_000, kind: 'reload-failed', label: '#12' },
  { at: end - 9 * 60_000 - 2_000, kind: 'alert', label: 'Reloads are failing' },
  { at: end - 4 * 60_000, kind: 'reload', label: '#13' },
]
