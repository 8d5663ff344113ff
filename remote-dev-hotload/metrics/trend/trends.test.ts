import { describe, expect, it } from 'vitest'
import type { MetricSeries } from '../../../contracts/index.ts'
import { tracksOf } from './tracks.ts'
import { isEmpty, trendsOf } from './trend.ts'

const T0 = Date.UTC(2026, 0, 5, 10)
const STEP = 15_000
const iso = (at: number) => new Date(at).toISOString()

const series = (name: string, values: readonly (number | null)[], unit = ''): MetricSeries => ({
  name,
  unit,
  points: values.map((value, step) => ({ at: iso(T0 + step * STEP), value })),
})
const trends = (all: readonly MetricSeries[], ofSession = false, measuredAt = T0 + 4 * STEP, windowMs = 4 * STEP) =>
  trendsOf(tracksOf(all, iso(measuredAt), windowMs), windowMs, ofSession)

describe('trends', () => {
  it('draw p95 and p50 in one chart, over the same times, a gap where nothing was measured', () => {
    const [latency] = trends([
      series('reloadLatencyP50Ms', [10, null, 30, 40]),
      series('reload_latency_p95', [20, null, 60, 80]),
    ])
    expect(latency).toMatchObject({
      metric: 'reloadLatencyP95Ms',
      unit: 'ms',
      stepMs: STEP,
      lines: [
        { name: 'reloadLatencyP95Ms', values: [20, null, 60, 80] },
        { name: 'reloadLatencyP50Ms', values: [10, null, 30, 40] },
      ],
    })
    expect(latency!.times).toEqual([0, 1, 2, 3].map((step) => T0 + step * STEP))
  })

  it('show the window only, up to the end of the newest step, by the clock of the server', () => {
    const [first] = trends([series('reloadLatencyP95Ms', [1, 2, 3, 4, 5, 6, 7, 8])])
    expect(first).toMatchObject({ from: T0 + 4 * STEP, to: T0 + 8 * STEP, lines: [{ values: [5, 6, 7, 8] }] })
  })

  it('leave the step of a rate out that has not ended: it would look like a fall', () => {
    const all = [series('logThroughputPerSec', [9, 9, 9, 1]), series('reloadLatencyP95Ms', [9, 9, 9, 9])]
    const found = trends(all, false, T0 + 3 * STEP + 2_000)
    expect(found.map(({ metric, lines }) => [metric, lines[0]!.values])).toEqual([
      ['reloadLatencyP95Ms', [9, 9, 9, 9]],
      ['logThroughputPerSec', [9, 9, 9]],
    ])
    // Its place on the axis stays: charts below each other show the same time.
    expect(new Set(found.map(({ to }) => to)).size).toBe(1)
  })

  it('read shares as percent, whatever the server calls them', () => {
    expect(trends([series('reloadSuccessRate', [0.5, 1], 'ratio')])[0]!.lines[0]!.values).toEqual([50, 100])
    expect(trends([series('reload_success_rate', [50, 100], '%')])[0]!.lines[0]!.values).toEqual([50, 100])
  })

  it('of a session are without what a single one has none of, and unknown series are nobody’s', () => {
    const all = ['activeSessions', 'terminateLatencyP95Ms', 'errorRatePerMin', 'cpu'].map((name) => series(name, [1]))
    expect(trends(all).map(({ metric }) => metric)).toEqual([
      'activeSessions',
      'errorRatePerMin',
      'terminateLatencyP95Ms',
    ])
    expect(trends(all, true).map(({ metric }) => metric)).toEqual(['errorRatePerMin'])
  })

  it('take points in any order, and none with a time that cannot be read', () => {
    const { points, ...rest } = series('reloadLatencyP95Ms', [1, 2, 3, 4])
    const [first] = trends([{ ...rest, points: [...points.toReversed(), { at: 'soon', value: 7 }] }])
    expect(first!.lines[0]!.values).toEqual([1, 2, 3, 4])
  })

  it('know when there is nothing to draw', () => {
    expect(isEmpty(trends([series('reloadLatencyP95Ms', [null, null])])[0]!)).toBe(true)
    expect(isEmpty(trends([series('errorRatePerMin', [null, 0])])[0]!)).toBe(false)
    expect(trends([])).toEqual([])
  })
})
