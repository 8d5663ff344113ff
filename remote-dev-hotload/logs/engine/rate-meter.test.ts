import { describe, expect, it } from 'vitest'
import { createRateMeter } from './rate-meter.ts'

describe('the rate of lines', () => {
  it('follows what comes in within a second or two, up and down', () => {
    let time = 5_000
    const meter = createRateMeter({ now: () => time })
    expect(meter.perSecond()).toBe(0)
    for (let step = 0; step < 40; step++) {
      meter.add(100)
      time += 100
    }
    expect(meter.perSecond()).toBeGreaterThanOrEqual(900)
    expect(meter.perSecond()).toBeLessThanOrEqual(1_000)
    time += 1_000
    expect(meter.perSecond()).toBeLessThanOrEqual(500)
    time += 1_100
    expect(meter.perSecond()).toBe(0)
    time += 60_000
    meter.add(10)
    expect(meter.perSecond()).toBe(5)
  })

  it('does not take the first lines for a flood', () => {
    let time = 0
    const meter = createRateMeter({ now: () => time })
    meter.add(50)
    time += 5
    expect(meter.perSecond()).toBe(50)
  })
})
