import { describe, expect, it } from 'vitest'
import type { LogHistogram } from '../engine/log-histogram.ts'
import { barAt, barOfTime, barsOfRange, placeOfTime, rangeOf, stripPaths } from './histogram-range.ts'

const bars = [0, 1, 2, 3].map((index) => ({ at: 1_000 + index * 10, calm: index, warn: 0, error: 0 }))
const histogram: LogHistogram = { from: 1_000, to: 1_040, stepMs: 10, bars }

describe('a place on the strip', () => {
  it('belongs to the bar under it, and to the nearest one outside', () => {
    expect([-1, 0, 0.24, 0.25, 0.99, 1, 7].map((part) => barAt(part, 4))).toEqual([0, 0, 0, 1, 3, 3, 3])
  })
})

describe('a time', () => {
  it('belongs to the bar that it falls into, and to the nearest one outside', () => {
    expect([0, 1_000, 1_009, 1_010, 1_039, 9_999].map((ms) => barOfTime(bars, ms))).toEqual([0, 0, 0, 1, 3, 3])
    expect(barOfTime([], 1_000)).toBe(-1)
  })

  it('has a place between the ends of the strip only', () => {
    expect(placeOfTime(histogram, 4, 1_020)).toBe(2)
    for (const ms of [null, NaN, 999, 1_041]) expect(placeOfTime(histogram, 4, ms)).toBeNull()
  })
})

describe('a range', () => {
  it('reaches from the start of one bar to the last ms of the other, in whichever order', () => {
    expect(rangeOf(histogram, 1, 2)).toEqual({ from: 1_010, to: 1_029 })
    expect(rangeOf(histogram, 2, 1)).toEqual({ from: 1_010, to: 1_029 })
    expect(rangeOf(histogram, 3, 3)).toEqual({ from: 1_030, to: 1_039 })
  })

  it('that was chosen shows the bars that it was chosen with', () => {
    for (const [one, other] of [
      [0, 0],
      [1, 2],
      [0, 3],
    ] as const) {
      const { from, to } = rangeOf(histogram, one, other)
      expect(barsOfRange(histogram, from, to)).toEqual({ first: one, last: other })
    }
  })

  it('with an open end reaches to the end of the strip, and none or a backward one shows nothing', () => {
    expect(barsOfRange(histogram, 1_020, null)).toEqual({ first: 2, last: 3 })
    expect(barsOfRange(histogram, null, 1_015)).toEqual({ first: 0, last: 1 })
    expect(barsOfRange(histogram, null, null)).toBeNull()
    expect(barsOfRange(histogram, 1_030, 1_000)).toBeNull()
    expect(barsOfRange({ ...histogram, bars: [] }, 1, 2)).toBeNull()
  })
})

describe('the drawing', () => {
  const heights = (path: string) => [...path.matchAll(/v([\d.]+)/g)].map((match) => Number(match[1]))

  it('draws nothing for nothing', () => {
    expect(stripPaths([{ at: 0, calm: 0, warn: 0, error: 0 }])).toEqual({ calm: '', warn: '', error: '' })
  })

  it('keeps one error and one warning visible beside a burst', () => {
    const quiet = { at: 0, calm: 1, warn: 1, error: 1 }
    const { calm, warn, error } = stripPaths([quiet, { at: 10, calm: 1e6, warn: 1e6, error: 1e6 }])
    for (const path of [calm, warn, error]) expect(heights(path)[0]).toBeGreaterThanOrEqual(2)
  })

  it('stays inside of the strip', () => {
    const { calm, warn, error } = stripPaths([{ at: 0, calm: 9, warn: 500, error: 1 }])
    expect(heights(calm)[0]).toBeLessThanOrEqual(22)
    expect(heights(warn)[0]! + heights(error)[0]!).toBeLessThanOrEqual(11)
  })
})
