import { describe, expect, it } from 'vitest'
import type { Reload } from '../../../contracts/index.ts'
import { countdownTo } from './countdown.ts'
import { HEIGHT, trendBars, trendFacts } from './trend.ts'

const reload = (durationMs: number | null, success: boolean | null = true) => ({ durationMs, success }) as Reload

describe('the time that is left', () => {
  const now = Date.parse('2026-01-01T00:00:00Z')
  const after = (seconds: number) => countdownTo(new Date(now + seconds * 1_000).toISOString(), now)

  it('is exact when it is short and coarse when it is long', () => {
    expect(after(0)).toEqual({ kind: 'over' })
    expect(after(9)).toEqual({ kind: 'short', clock: '0:09' })
    expect(after(119.5)).toEqual({ kind: 'short', clock: '2:00' })
    expect(after(120)).toEqual({ kind: 'minutes', count: 2 })
    expect(after(7_200)).toEqual({ kind: 'hours', count: 2 })
    expect(after(172_800)).toEqual({ kind: 'days', count: 2 })
  })

  it('is unknown of a time that is none', () => {
    expect(countdownTo('soon', now)).toEqual({ kind: 'unknown' })
  })
})

describe('the trend of reloads', () => {
  it('is as high as they took long, the longest as high as there is room', () => {
    expect(trendBars([reload(50), reload(100), reload(1), reload(null)]).map(({ height }) => height)).toEqual([
      HEIGHT / 2,
      HEIGHT,
      3,
      3,
    ])
  })

  it('tells failed from unreported, by shape and in words', () => {
    const three = [reload(50), reload(20, false), reload(null, null)]
    expect(trendBars(three).map(({ look }) => look)).toEqual(['good', 'failed', 'unreported'])
    expect(trendFacts(three)).toEqual({ count: 3, failed: 1, span: [20, 50] })
    expect(trendFacts([reload(null)]).span).toBeNull()
  })
})
