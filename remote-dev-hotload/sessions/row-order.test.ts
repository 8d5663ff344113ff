import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applied, movesBetween, NO_ROWS, withAnswer, withHold, withNextTaken, type RowOrder } from './row-order.ts'

const ids = fc.uniqueArray(
  fc.nat(11).map((n) => `s${n}`),
  { maxLength: 10 },
)

describe('the order of the rows', () => {
  it('never changes while it is held, and is the newest answer once applied', () => {
    fc.assert(
      fc.property(ids, fc.array(ids, { minLength: 1, maxLength: 8 }), (first, answers) => {
        const start = withHold(withAnswer(NO_ROWS, first), true)
        const end = answers.reduce<RowOrder>((order, answer) => {
          const next = withAnswer(order, answer)
          expect(next.shown).toEqual(first)
          expect(next.moves).toBe(movesBetween(first, answer))
          return next
        }, start)
        expect(withHold(end, false)).toMatchObject({ shown: first, moves: end.moves })
        expect(applied(end)).toMatchObject({ shown: answers.at(-1), moves: 0 })
      }),
      { seed: 5, numRuns: 500 },
    )
  })

  it('counts no move exactly when nothing moves, and the same there and back', () => {
    fc.assert(
      fc.property(ids, ids, (a, b) => {
        const moves = movesBetween(a, b)
        expect(moves === 0).toBe(a.join() === b.join())
        expect(movesBetween(b, a)).toBe(moves)
        expect(moves).toBeLessThanOrEqual(a.length + b.length)
      }),
      { seed: 5, numRuns: 1_000 },
    )
  })

  it.each([
    ['abcde', 'abcde', 0],
    ['abcde', 'eabcd', 1],
    ['abcde', 'edcba', 4],
    ['abcde', 'abde', 1],
    ['abcde', 'xabcd', 2],
    ['', 'abc', 3],
  ])('from %s to %s takes %i moves', (from, to, moves) => {
    expect(movesBetween([...from], [...to])).toBe(moves)
  })

  it('follows every answer while nobody holds, and the one that was asked for in any case', () => {
    const held = withHold(withAnswer(NO_ROWS, ['a', 'b']), true)
    expect(withAnswer(withNextTaken(held), ['c'])).toMatchObject({ shown: ['c'], isHeld: true, moves: 0 })
    const told = withAnswer(held, ['b', 'a'])
    expect(withAnswer(withHold(told, false), ['b', 'a', 'c'])).toMatchObject({ shown: ['b', 'a', 'c'], moves: 0 })
    // Only the next one.
    const later = withAnswer(withAnswer(withNextTaken(held), ['c']), ['d'])
    expect(later).toMatchObject({ shown: ['c'], moves: 2 })
  })
})
