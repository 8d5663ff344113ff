import { describe, expect, it } from 'vitest'
import { testReload, testReloads } from '../testing/test-reload.ts'
import { compareReloads, lastGoods, nearestReload } from './reload-compare.ts'
import { firstLine, longestTime, shareOf } from './reload-facts.ts'
import { summarize } from './reload-summary.ts'

describe('the figures of reloads', () => {
  it('are the count, the failures, the median and the 95th of a hundred', () => {
    const reloads = Array.from({ length: 20 }, (_, at) => testReload(at + 1, { durationMs: (at + 1) * 10 }))
    expect(summarize([...reloads].reverse())).toEqual({ count: 20, failed: 0, medianMs: 105, p95Ms: 190 })
    expect(summarize(reloads.slice(0, 3)).medianMs).toBe(20)
  })

  it('count a failed one and do not time it, and time nothing that was not reported', () => {
    const reloads = [
      testReload(3, { success: false, durationMs: 9_000 }),
      testReload(2, { success: null, durationMs: null }),
      testReload(1, { durationMs: 40 }),
    ]
    expect(summarize(reloads)).toEqual({ count: 3, failed: 1, medianMs: 40, p95Ms: 40 })
    expect(summarize([])).toEqual({ count: 0, failed: 0, medianMs: null, p95Ms: null })
  })

  it('fill bars on one scale, and what took any time is seen', () => {
    const longest = longestTime([testReload(2, { buildTimeMs: 400 }), testReload(1, { durationMs: NaN })])
    expect(longest).toBe(400)
    expect([shareOf(100, longest), shareOf(1, longest), shareOf(0, longest), shareOf(900, longest)]).toEqual([
      25, 1, 0, 100,
    ])
    expect(shareOf(5, 0)).toBe(0)
  })

  it('of an error show the first line that says something, bounded', () => {
    expect(firstLine('\n  \r\n TypeError: x\n at y')).toBe('TypeError: x')
    expect(firstLine('x'.repeat(100_000))).toHaveLength(301)
    expect([firstLine(null), firstLine(''), firstLine(' \n')]).toEqual([null, null, null])
  })
})

describe('a reload beside an earlier one', () => {
  const before = testReload(1, { buildTimeMs: 20, durationMs: 40, changedFiles: ['a.ts', 'b.ts', 'b.ts'] })

  it('differs by files, times, mode, trigger and error', () => {
    const after = testReload(2, {
      buildTimeMs: 30,
      durationMs: 30,
      mode: 'full',
      trigger: 'panel',
      changedFiles: ['b.ts', 'c.ts', 'c.ts'],
      error: 'broken',
      success: false,
    })
    expect(compareReloads(before, after)).toEqual({
      filesAdded: ['c.ts'],
      filesGone: ['a.ts'],
      filesInBoth: 1,
      build: { before: 20, after: 30, deltaMs: 10, percent: 50 },
      reload: { before: 40, after: 30, deltaMs: -10, percent: -25 },
      mode: { before: 'hot', after: 'full' },
      trigger: { before: 'file', after: 'panel' },
      error: 'broken',
    })
  })

  it('has no difference where nothing was reported, and no share of nothing', () => {
    const unknown = compareReloads(before, testReload(2, { buildTimeMs: null, mode: 'HOT', error: '' }))
    expect(unknown).toMatchObject({ build: { deltaMs: null, percent: null }, mode: null, error: null })
    const zero = compareReloads(testReload(1, { buildTimeMs: 0 }), testReload(2, { buildTimeMs: 5 }))
    expect(zero.build).toMatchObject({ deltaMs: 5, percent: null })
  })

  it('is set beside the nearest earlier success, never beside one that is not known to be good', () => {
    const reloads = [
      testReload(5),
      testReload(4, { success: false }),
      testReload(3, { success: null }),
      testReload(2),
      testReload(1),
    ]
    const beside = [...lastGoods(reloads)].map(([sequence, good]) => `${sequence}:${good.sequence}`)
    expect(beside).toEqual(['2:1', '3:2', '4:2', '5:2'])
  })

  it('that is gone has a nearest one', () => {
    const reloads = testReloads(9, 7)
    expect(nearestReload(reloads, 3)?.sequence).toBe(7)
    expect(nearestReload(reloads, 99)?.sequence).toBe(9)
    expect(nearestReload([testReload(6), testReload(4)], 5)?.sequence).toBe(6)
    expect(nearestReload([], 5)).toBeNull()
  })
})
