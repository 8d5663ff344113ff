import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { firstSight, unreadOf, withAllRead, withCount, withLines } from './unread-errors.ts'

describe('the unread errors of a session', () => {
  it('begin with nothing, however many there were before', () => {
    expect(unreadOf(firstSight(40))).toBe(0)
    expect(unreadOf(withCount(firstSight(40), 43, false))).toBe(3)
  })

  it('count a line at once and not again when the server has counted it', () => {
    const heard = withLines(firstSight(10), 3)
    expect(unreadOf(heard)).toBe(3)
    const part = withCount(heard, 12, false)
    expect(unreadOf(part)).toBe(3)
    expect(unreadOf(withCount(part, 13, false))).toBe(3)
    expect(unreadOf(withCount(part, 15, false))).toBe(5)
  })

  it('are the same in the end in whatever order lines and counts come', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 40 }), fc.nat(9), (steps, before) => {
        let errors = firstSight(before)
        let sent = 0
        for (const isLine of steps) {
          if (isLine) errors = withLines(errors, 1)
          if (isLine) sent++
          // A count is never ahead of the lines here, and may lag behind by any number of them.
          else errors = withCount(errors, before + Math.floor(sent / 2), false)
          expect(unreadOf(errors)).toBe(sent)
        }
        expect(unreadOf(withCount(errors, before + sent, true))).toBe(sent)
      }),
      { seed: 5 },
    )
  })

  it('are nothing once read, also when the count of the read lines comes later', () => {
    const read = withAllRead(withLines(firstSight(10), 4))
    expect(unreadOf(read)).toBe(0)
    expect(unreadOf(withCount(read, 14, false))).toBe(0)
    expect(unreadOf(withCount(read, 16, false))).toBe(2)
    expect(withAllRead(read)).toBe(read)
  })

  it('start from the smaller count of a server that has started anew', () => {
    const anew = withCount(withCount(firstSight(10), 12, false), 1, false)
    expect(unreadOf(anew)).toBe(0)
    expect(unreadOf(withCount(anew, 3, false))).toBe(2)
  })

  it('do not keep a line for ever that the server does not count', () => {
    const odd = withLines(firstSight(10), 2)
    const once = withCount(odd, 10, true)
    // The lines may have come after the answer was made.
    expect(unreadOf(once)).toBe(2)
    expect(unreadOf(withCount(once, 10, false))).toBe(2)
    const twice = withCount(once, 10, true)
    expect(unreadOf(twice)).toBe(0)
    expect(unreadOf(withLines(twice, 1))).toBe(1)
    // Read before it was settled: the next real one is not swallowed.
    expect(unreadOf(withCount(withCount(withAllRead(once), 10, true), 11, false))).toBe(1)
  })
})
