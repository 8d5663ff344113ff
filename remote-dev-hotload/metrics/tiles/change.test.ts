import { describe, expect, it } from 'vitest'
import type { TrackName } from '../trend/tracks.ts'
import { changeOf } from './change.ts'

const STEP = 1_000
const WINDOW = 10_000
const END = 20_000
type Values = readonly (number | null)[]

/** `before` and `now` fill the two windows from their start, one value a step. */
function compare(name: TrackName, before: Values, now: Values) {
  const times = Array.from({ length: 20 }, (_, index) => index * STEP)
  const fill = (values: Values) => Array.from({ length: 10 }, (_, index) => values[index] ?? null)
  const track = { times, values: [...fill(before), ...fill(now)] }
  return changeOf(name, track, { windowMs: WINDOW, to: END, stepMs: STEP })
}
const steady = (value: number) => Array.from({ length: 10 }, () => value)

describe('a change against the window before', () => {
  it('takes the middle of percentiles, which one slow reload does not move', () => {
    const change = compare('reloadLatencyP95Ms', [100, 100, 100], [200, 200, 9_000])
    expect(change).toEqual({ way: 'median', now: 200, before: 100, trend: 'up', verdict: 'worse' })
  })

  it('averages rates, and knows whether more is better', () => {
    expect(compare('errorRatePerMin', steady(4), steady(2))).toMatchObject({ trend: 'down', verdict: 'better' })
    expect(compare('reloadSuccessRate', [100, 100, 50], [50, 50, 50])).toMatchObject({
      trend: 'down',
      verdict: 'worse',
    })
    expect(compare('logThroughputPerSec', steady(4), steady(8))).toMatchObject({ trend: 'up', verdict: null })
  })

  it('is no change below one in a hundred', () => {
    expect(compare('logThroughputPerSec', steady(100), steady(100.9))).toMatchObject({ trend: 'same', verdict: null })
    expect(compare('errorRatePerMin', steady(0), steady(0))).toMatchObject({ trend: 'same', verdict: null })
  })

  it.each<[string, TrackName, Values, Values]>([
    ['too few reloads before', 'reloadLatencyP95Ms', [100, 100], [100, 100, 100]],
    ['too few reloads now', 'reloadSuccessRate', [100, 100, 100], [100]],
    ['a server that did not run for most of the window before', 'errorRatePerMin', [1, 1, 1, 1], steady(2)],
    ['a server that tells nothing of the window before', 'logThroughputPerSec', [], steady(2)],
  ])('is not told of %s', (_why, name, before, now) => {
    expect(compare(name, before, now)).toBeNull()
  })

  it('is not told without a series', () => {
    expect(changeOf('terminateLatencyP95Ms', undefined, { windowMs: WINDOW, to: END, stepMs: STEP })).toBeNull()
  })
})
