import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { backoffDelay, retryAfterMs, STREAM_BACKOFF } from './backoff.ts'

const SEED = 20261123
const chance = fc.integer({ min: 0, max: 999 }).map((n) => n / 1_000)

describe('backoffDelay', () => {
  it('doubles its ceiling up to the cap and draws from all of it', () => {
    const highest = [1, 2, 3, 4, 5, 6, 7, 2_000].map((failures) => backoffDelay(failures, 0.999_999))
    expect(highest).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000])
    expect([1, 2_000].map((failures) => backoffDelay(failures, 0))).toEqual([250, 250])
  })

  it('stays between floor and cap for any number of failures and any floor', () => {
    fc.assert(
      fc.property(fc.nat(10_000), chance, fc.integer({ min: 0, max: 100_000 }), (failures, random, floor) => {
        const delay = backoffDelay(failures, random, { ...STREAM_BACKOFF, floor })
        expect(delay).toBeGreaterThanOrEqual(Math.min(floor, STREAM_BACKOFF.cap))
        expect(delay).toBeLessThanOrEqual(STREAM_BACKOFF.cap)
      }),
      { numRuns: 2_000, seed: SEED },
    )
  })

  it('still spreads the returning crowd when the server’s floor is above the step', () => {
    const options = { ...STREAM_BACKOFF, floor: 5_000 }
    expect([0, 0.5, 0.999_999].map((random) => backoffDelay(1, random, options))).toEqual([5_000, 5_625, 6_250])
  })
})

describe('retryAfterMs', () => {
  const now = Date.parse('2026-11-23T12:00:00Z')

  it.each([
    ['7', 7_000],
    [' 0 ', 0],
    ['Mon, 23 Nov 2026 12:00:30 GMT', 30_000],
    ['Monday, 23-Nov-26 12:00:30 GMT', 30_000],
    ['Mon, 23 Nov 2026 11:00:00 GMT', 0],
  ])('reads "%s"', (header, ms) => expect(retryAfterMs(header, now)).toBe(ms))

  it.each([null, '', '-1', '1.5', '1e3', 'soon', 'Mon, soon'])('does not make anything of "%s"', (header) =>
    expect(retryAfterMs(header, now)).toBeNull(),
  )

  it('believes no more than a day, because a timer of weeks would fire at once', () => {
    expect(retryAfterMs('9'.repeat(400), now)).toBe(86_400_000)
    expect(retryAfterMs('Mon, 23 Nov 2099 12:00:00 GMT', now)).toBe(86_400_000)
  })
})
