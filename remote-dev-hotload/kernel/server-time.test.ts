import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createServerTime } from './server-time.ts'

const START = 1_700_000_000_000
const HOUR = 3_600_000
const iso = (ms: number) => new Date(ms).toISOString()

/** A server whose clock is `skew` ahead; what it sends arrives after `delay`. */
function stream(skew: number) {
  const time = createServerTime()
  let now = START
  return {
    time,
    live(delay: number, wait = 2_000) {
      now += wait
      time.heard(iso(now - delay + skew), now)
    },
    /** Events of `from` ms ago until now, within a moment. */
    replay(from: number, count: number) {
      for (let i = 0; i < count; i++) time.heard(iso(now++ + skew - from * (1 - i / count) - 5_000), now)
    },
    setOurClock: (by: number) => (now += by),
  }
}

describe('the time of the server', () => {
  it('is as far from ours as the quickest event says, however many old ones are replayed between', () => {
    const step = fc.oneof(
      { weight: 3, arbitrary: fc.record({ delay: fc.integer({ min: 0, max: 300 }), from: fc.constant(null) }) },
      {
        weight: 1,
        arbitrary: fc.record({ delay: fc.constant(0), from: fc.integer({ min: 20_000, max: HOUR }) }),
      },
    )
    fc.assert(
      fc.property(
        fc.integer({ min: -HOUR, max: HOUR }),
        fc.array(step, { minLength: 1, maxLength: 60 }),
        (skew, steps) => {
          const { time, live, replay } = stream(skew)
          live(120)
          for (const { delay, from } of steps) {
            if (from === null) live(delay)
            else replay(from, 200)
            expect(time.skewMs()).toBeLessThanOrEqual(skew)
            expect(time.skewMs()).toBeGreaterThanOrEqual(skew - 300)
          }
        },
      ),
      { seed: 5, numRuns: 300 },
    )
  })

  it('is found again within two events after our clock was set, either way', () => {
    for (const by of [HOUR, -HOUR]) {
      const { time, live, setOurClock } = stream(0)
      for (let i = 0; i < 5; i++) live(40)
      setOurClock(by)
      // The server did not move with us.
      time.heard(iso(START + 20_000), START + 20_000 + by)
      time.heard(iso(START + 22_000), START + 22_000 + by)
      expect(time.skewMs()).toBe(-by)
    }
  })

  it('comes back from an event that claims to be of next year', () => {
    const { time, live } = stream(0)
    live(40)
    time.heard('2099-01-01T00:00:00Z', START + 2_100)
    expect(time.skewMs()).toBeGreaterThan(HOUR)
    live(40)
    live(40)
    live(40)
    expect(time.skewMs()).toBe(-40)
  })

  it('is ours until the server has said otherwise', () => {
    const time = createServerTime()
    time.heard(null, START)
    time.heard('soon', START)
    expect(time.skewMs()).toBe(0)
  })
})
