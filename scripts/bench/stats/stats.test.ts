import { describe, expect, it } from 'vitest'
import { frameStats } from './frame-stats.ts'
import { paintLatencies } from './paint-latency.ts'
import { median, percentile } from './percentile.ts'

describe('percentiles', () => {
  it('take the nearest rank, whatever the order', () => {
    const values = [15, 20, 35, 40, 50].reverse()
    expect([0.05, 0.3, 0.4, 0.5, 1].map((p) => percentile(values, p))).toEqual([15, 20, 20, 35, 50])
  })

  it('have no answer for nothing', () => {
    expect([percentile([], 0.5), median([])]).toEqual([null, null])
  })

  it('take the middle between two in a median of an even number', () => {
    expect([median([3, 1, 2]), median([4, 1, 2, 3])]).toEqual([2, 2.5])
  })
})

describe('frame statistics', () => {
  it('tell a steady page', () => {
    const stats = frameStats(
      Array.from({ length: 60 }, () => 1_000 / 60),
      1_000,
    )
    expect(stats.fps).toBeCloseTo(60)
    expect(stats.fps_p1).toBeCloseTo(60)
    expect(stats.late_pct).toBe(0)
  })

  it('count a standstill at the end as a frame that never came', () => {
    const stats = frameStats([16, 16], 5_000)
    expect(stats.longest_frame_ms).toBe(4_968)
    expect(stats.fps).toBeCloseTo(0.4)
    expect(stats.late_pct).toBeCloseTo(33.3, 1)
  })
})

describe('latency from writing to paint', () => {
  const window = { from: 0, to: 1_000 }

  it('is that of the first paint that shows the line or a later one', () => {
    const latencies = paintLatencies(
      [
        [1, 10],
        [3, 20],
      ],
      4,
      [
        [25, 2],
        [40, 4],
      ],
      window,
    )
    expect(latencies).toEqual([15, 15, 20, 20])
  })

  it('counts what was never shown with the time that it waited', () => {
    expect(paintLatencies([[1, 100]], 2, [], window)).toEqual([900, 900])
  })

  it('leaves out what was written before or after the window', () => {
    const ticks = [
      [1, -5],
      [2, 5],
      [3, 1_000],
    ] as const
    expect(paintLatencies(ticks, 3, [[30, 3]], window)).toEqual([25])
  })
})
