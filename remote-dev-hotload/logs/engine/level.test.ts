import { expect, it } from 'vitest'
import { isError, levelOf, rankOf } from './level.ts'
import { NO_LINE } from './log-segment.ts'

it('ranks the six levels, and any other word as info', () => {
  expect(['trace', 'debug', 'info', 'warn', 'error', 'fatal'].map(rankOf)).toEqual([0, 1, 2, 3, 4, 5])
  for (const word of ['', 'notice', 'constructor', '__proto__']) expect(rankOf(word), word).toBe(2)
  expect([0, 1, 2, 3, 4, 5].map(levelOf).map(rankOf)).toEqual([0, 1, 2, 3, 4, 5])
})

it('counts error and fatal as errors, by word and by rank, and no mark', () => {
  expect(['debug', 'warn', 'error', 'fatal', 'notice'].map(isError)).toEqual([false, false, true, true, false])
  expect([3, 4, 5, NO_LINE].map(isError)).toEqual([false, true, true, false])
})
