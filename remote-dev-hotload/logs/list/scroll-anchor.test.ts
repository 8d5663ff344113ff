import { describe, expect, it } from 'vitest'
import { createKnownHeights } from './known-heights.ts'
import { anchorAt, offsetOfAnchor, offsetToSee } from './scroll-anchor.ts'
import { scrollScale, SIZER_LIMIT } from './scroll-scale.ts'
import { createFakeLog, fakeLines } from './testing/fake-log.ts'

function start() {
  const log = createFakeLog(...fakeLines(100))
  const heights = createKnownHeights(20)
  const after = (offset: number, change: () => void) => {
    const anchor = anchorAt(log.view, heights, offset)!
    change()
    heights.follow(log.view)
    return offsetOfAnchor(log.view, heights, anchor)
  }
  return { log, heights, after }
}

describe('what the reader looks at', () => {
  it('keeps its place when rows are appended', () => {
    const { log, after } = start()
    expect(after(405, () => log.append(...fakeLines(9, 100)))).toBe(405)
  })

  it('moves with the rows that are put before it, and with those that leave', () => {
    const { log, after } = start()
    expect(after(405, () => log.prepend(...fakeLines(10, 200)))).toBe(605)
    expect(after(605, () => log.dropFront(10))).toBe(405)
  })

  it('keeps its place when a row above turns out to be higher', () => {
    const { log, heights, after } = start()
    expect(after(405, () => heights.learn(log.view, 3, 120))).toBe(505)
  })

  it('is the oldest row when everything up to it has left the log', () => {
    const { log, after } = start()
    expect(after(405, () => log.dropFront(60))).toBe(0)
  })

  it('is the next row when a filter hides the one at the top', () => {
    const { log, heights, after } = start()
    const offset = after(425, () => log.show(({ seq }) => seq % 10 === 0))
    expect(log.view.seqAt(heights.positionAt(offset))).toBe(30)
  })

  it('does not move to show a row that can be read already', () => {
    const { heights } = start()
    expect(offsetToSee(heights, 25, 400, 200)).toBe(400)
    expect(offsetToSee(heights, 10, 400, 200)).toBe(200)
    expect(offsetToSee(heights, 40, 400, 200)).toBe(620)
  })
})

describe('the height of the scrollbar', () => {
  it('is that of the log for a million single lines', () => {
    const scale = scrollScale(20_000_000, 600)
    expect([scale.height, scale.isScaled, scale.toOffset(777)]).toEqual([20_000_000, false, 777])
  })

  it('reaches both ends of a log that is higher than an element can be', () => {
    const scale = scrollScale(100_000_000, 600)
    expect(scale.height).toBe(SIZER_LIMIT)
    expect(scale.toOffset(0)).toBe(0)
    expect(scale.toOffset(SIZER_LIMIT - 600)).toBeCloseTo(100_000_000 - 600, 3)
    expect(scale.toScrollTop(scale.toOffset(1_234_567))).toBe(1_234_567)
  })
})
