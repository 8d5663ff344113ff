import type { Pace } from '../slices.ts'

/** Time that passes by one millisecond with each look at it, so that a slice is a number of rows. */
export interface TestPace extends Pace {
  readonly pauses: number
  /** Longest time between two pauses. */
  readonly longest: number
  /** Called at each pause, with its number from 1. */
  onPause: (count: number) => void
}

export function createTestPace(): TestPace {
  let now = 0
  let last = 0
  let pauses = 0
  let longest = 0
  const pace: TestPace = {
    now: () => ++now,
    async pause() {
      longest = Math.max(longest, now - last)
      pace.onPause(++pauses)
      last = now
    },
    get pauses() {
      return pauses
    },
    get longest() {
      return longest
    },
    onPause: () => {},
  }
  return pace
}
