import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { useMetricsStore, type MetricsStore } from './metrics-store.ts'
import { sampleMetrics } from './testing/sample-metrics.ts'

const END = Date.UTC(2026, 0, 5, 10)
const iso = (at: number) => new Date(at).toISOString()
let store: MetricsStore
beforeEach(() => {
  setActivePinia(createPinia())
  store = useMetricsStore()
})

describe('figures from the stream', () => {
  it('change what is shown, and leave the very series that the charts have drawn', () => {
    store.applySnapshot(null, sampleMetrics(END))
    const { series } = store.of(null).metrics!
    store.applyPatch(null, { activeSessions: 9, reloadLatencyP95Ms: 77, generatedAt: iso(END + 1_000) })
    expect(store.of(null).metrics).toMatchObject({ activeSessions: 9, reloadLatencyP95Ms: 77 })
    expect(store.of(null).metrics!.series).toBe(series)
    expect(store.of(null).seriesAt).toBe(iso(END))
  })

  it('are of the usual window: beside another one only those of the moment are taken', () => {
    store.applySnapshot(null, sampleMetrics(END), 3_600_000)
    store.applyPatch(null, { activeSessions: 9, reloadLatencyP95Ms: 77, reloadSuccessRate: 0.1, errorRatePerMin: 8 })
    expect(store.of(null).metrics).toMatchObject({
      activeSessions: 9,
      errorRatePerMin: 8,
      reloadLatencyP95Ms: 612,
      reloadSuccessRate: 0.86,
    })
  })

  it('bring points of the series, each to its place', () => {
    store.applySnapshot(null, sampleMetrics(END))
    const points = () => store.of(null).metrics!.series.find(({ name }) => name === 'logThroughputPerSec')!.points
    const count = points().length
    const news = (at: number, value: number) => ({
      generatedAt: iso(at),
      series: [{ name: 'logThroughputPerSec', unit: '1/s', points: [{ at: iso(at), value }] }],
    })
    store.applyPatch(null, news(END, 40))
    store.applyPatch(null, news(END, 41))
    expect(points()).toHaveLength(count + 1)
    expect(points().at(-1)).toEqual({ at: iso(END), value: 41 })
    expect(store.of(null).seriesAt).toBe(iso(END))
  })

  it('do not make a series longer and longer', () => {
    store.applySnapshot(null, sampleMetrics(END))
    const points = Array.from({ length: 3_000 }, (_, n) => ({ at: iso(END + n * 1_000), value: n }))
    store.applyPatch(null, { series: [{ name: 'logThroughputPerSec', unit: '1/s', points }] })
    const { series } = store.of(null).metrics!
    expect(series.find(({ name }) => name === 'logThroughputPerSec')!.points).toHaveLength(1_000)
  })

  it('are nobody’s before the first answer', () => {
    store.applyPatch('s-1', { errorRatePerMin: 8 })
    expect(store.of('s-1').metrics).toBeNull()
  })
})
