import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createHitList } from './hit-list.ts'
import { HIT_ERROR, HIT_LINE } from './seq-stack.ts'

const FLAGS = [0, HIT_LINE, HIT_LINE | HIT_ERROR] as const
const burst = fc.record({
  kind: fc.constantFrom('back', 'front', 'drop'),
  count: fc.nat(3_000),
})

describe('a list of hits', () => {
  it('answers like a plain array, however it grew and shrank', () => {
    fc.assert(
      fc.property(fc.array(burst, { maxLength: 14, size: 'max' }), fc.nat(), (bursts, probe) => {
        const list = createHitList()
        let model: { seq: number; flags: number }[] = []
        let next = 0
        let before = -1
        for (const { kind, count } of bursts) {
          if (kind === 'drop') {
            model = model.slice(count)
            list.dropBefore(model[0]?.seq ?? Infinity)
            before = (model[0]?.seq ?? next) - 1
          } else {
            const fresh = Array.from({ length: count }, (_, at) => ({
              seq: kind === 'back' ? next + at * 2 : before - at * 2,
              flags: FLAGS[at % 3]!,
            }))
            for (const { seq, flags } of fresh) (kind === 'back' ? list.pushBack : list.pushFront)(seq, flags)
            if (kind === 'back') next += count * 2
            else before -= count * 2
            model = kind === 'back' ? [...model, ...fresh] : [...fresh.toReversed(), ...model]
          }
        }
        const at = model.length === 0 ? 0 : probe % model.length
        const rest = model.slice(at)
        expect(list.length).toBe(model.length)
        expect(model.every(({ seq }, position) => list.seqAt(position) === seq)).toBe(true)
        expect(list.countFrom(at)).toEqual({
          lines: rest.filter(({ flags }) => (flags & HIT_LINE) !== 0).length,
          errors: rest.filter(({ flags }) => (flags & HIT_ERROR) !== 0).length,
        })
        if (rest[0]) {
          expect(list.positionOf(rest[0].seq)).toBe(at)
          expect(list.has(rest[0].seq)).toBe(true)
          expect(list.has(rest[0].seq + 1)).toBe(false)
          expect(list.positionOf(rest[0].seq + 1)).toBe(at + 1)
        }
      }),
      { numRuns: 60, seed: 20261123 },
    )
  }, 60_000)
})
