import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFakeLog, fakeLines } from './testing/fake-log.ts'
import { createKnownHeights } from './known-heights.ts'
import { createRowHeights } from './row-heights.ts'

const heightOf = (rows: Map<number, number>, position: number) => rows.get(position) ?? 20

describe('row heights', () => {
  it('say the same as adding up every row', () => {
    const change = fc.oneof(
      fc.record({ kind: fc.constant('set' as const), at: fc.nat(60), height: fc.integer({ min: 20, max: 200 }) }),
      fc.record({ kind: fc.constantFrom('drop' as const, 'insert' as const), count: fc.nat(8) }),
    )
    fc.assert(
      fc.property(fc.array(change, { maxLength: 40 }), fc.nat(6_000), (changes, offset) => {
        const heights = createRowHeights(20)
        let plain = new Map<number, number>()
        for (const step of changes) {
          if (step.kind === 'set') {
            heights.set(step.at, step.height)
            plain.set(step.at, step.height)
          } else {
            const shift = step.kind === 'drop' ? -step.count : step.count
            if (step.kind === 'drop') heights.dropFront(step.count)
            else heights.insertFront(step.count)
            plain = new Map([...plain].map(([at, height]) => [at + shift, height] as const).filter(([at]) => at >= 0))
          }
        }
        let top = 0
        for (let position = 0; position <= 100; position++) {
          expect(heights.offsetOf(position)).toBe(top)
          const height = heightOf(plain, position)
          if (offset >= top && offset < top + height) expect(heights.positionAt(offset)).toBe(position)
          top += height
        }
      }),
      { numRuns: 300, seed: 20261125 },
    )
  })

  it('forget the ones furthest away when there are too many', () => {
    const heights = createRowHeights(20)
    for (let position = 0; position < 1_000; position++) heights.set(position, 40)
    heights.trim(900, 100)
    expect(heights.known().length).toBe(100)
    expect(heights.heightOf(900)).toBe(40)
    expect(heights.heightOf(10)).toBe(20)
  })

  it('do not take the noise of a zoomed page for news', () => {
    const heights = createRowHeights(20)
    expect(heights.set(3, 40)).toBe(true)
    expect(heights.set(3, 40.01)).toBe(false)
    expect(heights.set(4, 20.01)).toBe(false)
  })
})

describe('heights of the rows of a view', () => {
  it.each([
    ['rows are appended', (log: ReturnType<typeof createFakeLog>) => log.append(...fakeLines(5, 100))],
    ['older rows are put before them', (log: ReturnType<typeof createFakeLog>) => log.prepend(...fakeLines(7, 100))],
    ['rows leave at the front', (log: ReturnType<typeof createFakeLog>) => log.dropFront(5)],
    ['a filter hides rows between', (log: ReturnType<typeof createFakeLog>) => log.show(({ seq }) => seq % 2 === 0)],
  ])('stay with their rows when %s', (_what, change) => {
    const log = createFakeLog(...fakeLines(50))
    const heights = createKnownHeights(20)
    for (const seq of [2, 10, 11, 30]) heights.learn(log.view, seq, 100 + seq)
    change(log)
    heights.follow(log.view)
    for (const seq of [10, 30]) expect(heights.heightOf(log.view.positionOf(seq))).toBe(100 + seq)
    const shown = [2, 10, 11, 30].filter((seq) => log.view.isShown(seq))
    const more = shown.reduce((sum, seq) => sum + 80 + seq, 0)
    expect(heights.total(log.view.length)).toBe(log.view.length * 20 + more)
  })
})
