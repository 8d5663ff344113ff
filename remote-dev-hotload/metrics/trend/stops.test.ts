import { describe, expect, it } from 'vitest'
import type { MetricMark } from '../ports.ts'
import { markPlaces } from './mark-places.ts'
import { stopAt, stopsOf } from './stops.ts'
import { timeTicks } from './time-ticks.ts'
import type { Trend } from './trend.ts'

const STEP = 10
const trend = (values: readonly (number | null)[]): Trend => ({
  metric: 'reloadLatencyP95Ms',
  unit: 'ms',
  from: 0,
  to: values.length * STEP,
  stepMs: STEP,
  times: values.map((_, step) => step * STEP),
  lines: [{ name: 'reloadLatencyP95Ms', values }],
})
const mark = (at: number, kind: MetricMark['kind'] = 'reload'): MetricMark => ({ at, kind, label: `${at}` })

describe('the stops of a trend', () => {
  it('are where something was measured or happened, with the gap before', () => {
    const stops = stopsOf(trend([1, null, null, 4, null]), [mark(47, 'alert'), mark(12)])
    expect(stops.map(({ at, values, marks, gapMs }) => [at, values[0], marks.length, gapMs])).toEqual([
      [0, 1, 0, 0],
      [10, null, 1, 0],
      [30, 4, 0, 20],
      [40, null, 1, 0],
    ])
  })

  it('leave out what happened before the window or after it', () => {
    expect(stopsOf(trend([null, null]), [mark(-1), mark(20)])).toEqual([])
  })

  it('are found by a time near them', () => {
    const stops = stopsOf(trend([1, null, null, 4]), [])
    expect([0, 17, 22, 99].map((time) => stops[stopAt(stops, time, STEP)]!.at)).toEqual([0, 0, 30, 30])
    expect(stopAt([], 5, STEP)).toBe(-1)
  })
})

describe('the signs on the axis', () => {
  it('are one where many would cover each other, and then the worst', () => {
    const crowd = Array.from({ length: 1_000 }, (_, at) => mark(at, at === 500 ? 'reload-failed' : 'reload'))
    const places = markPlaces(crowd, 0, 1_000, 220)
    expect(places.length).toBeLessThanOrEqual(20)
    expect(places.filter(({ kind }) => kind === 'reload-failed')).toEqual([{ x: 110, kind: 'reload-failed' }])
  })

  it('never lie over each other', () => {
    const marks = [100, 101, 109, 112, 300].map((at, index) => mark(at, index % 2 === 1 ? 'alert' : 'reload'))
    const xs = markPlaces(marks, 0, 1_000, 1_000).map(({ x }) => x)
    expect(xs).toEqual([101, 112, 300])
  })
})

describe('the times below a chart', () => {
  const at = (hour: number, minute: number) => new Date(2026, 0, 5, hour, minute).getTime()

  it('are round, and as many as there is room for', () => {
    const from = at(9, 58) + 30_000
    const minutes = (width: number) =>
      timeTicks(from, from + 900_000, width).map((time) => new Date(time).toTimeString().slice(0, 5))
    expect(minutes(250)).toEqual(['10:00', '10:05', '10:10'])
    expect(minutes(1_000)).toHaveLength(15)
    expect(minutes(0)).toEqual([])
  })

  it('are hours of the day in a long window', () => {
    const ticks = timeTicks(at(1, 10), at(13, 10), 250)
    expect(ticks).toEqual([at(3, 0), at(6, 0), at(9, 0), at(12, 0)])
  })
})
