import { describe, expect, it } from 'vitest'
import { thresholdState } from './threshold.ts'

const above = { metric: 'm', warning: 10, critical: 20, direction: 'above' }
const below = { metric: 'm', warning: 0.9, critical: 0.5, direction: 'below' }

describe('thresholdState', () => {
  it.each([
    [5, above, 'ok'],
    [10, above, 'ok'],
    [11, above, 'warning'],
    [21, above, 'critical'],
    [0.95, below, 'ok'],
    [0.8, below, 'warning'],
    [0.4, below, 'critical'],
  ] as const)('puts %d against its limits', (value, threshold, state) => {
    expect(thresholdState(value, threshold)).toBe(state)
  })

  it('says nothing about a value that is not known or has no threshold', () => {
    expect(thresholdState(null, above)).toBe('none')
    expect(thresholdState(5, undefined)).toBe('none')
  })
})
