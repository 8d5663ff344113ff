import { describe, expect, it } from 'vitest'
import { createLogFind } from './create-log-find.ts'
import { createLogView } from './create-log-view.ts'
import { noFilter } from './log-filter.ts'
import type { NewRow } from './log-row.ts'
import { createFakeBuffer } from './testing/fake-buffer.ts'
import { createHandLoop } from './testing/hand-loop.ts'
import { line, reload } from './testing/rows.ts'

function open(rows: readonly NewRow[], tick = 0) {
  const buffer = createFakeBuffer()
  buffer.append(rows)
  const loop = createHandLoop(tick)
  const view = createLogView({ buffer, loop })
  return { buffer, loop, view, find: createLogFind({ buffer, loop, view }) }
}
const texts = (...messages: string[]) => messages.map((message) => line(message))

describe('find', () => {
  it('numbers the lines with the text and steps through them, going round at the ends', async () => {
    const { find } = open([...texts('a hit', 'b', 'HIT c'), reload(1), ...texts('d', 'e hit')])
    await find.setText('hit', false)
    expect(find.count).toBe(3)
    expect([0, 1, 2, 3, 5].map(find.numberOf)).toEqual([1, 0, 2, 0, 3])
    expect([find.step(0, 1), find.step(1, 1), find.step(5, 1)]).toEqual([2, 2, 0])
    expect([find.step(5, -1), find.step(3, -1), find.step(0, -1)]).toEqual([2, 2, 5])
  })

  it('has nothing to step to without hits, and ends with an empty text', async () => {
    const { find } = open(texts('a'))
    await find.setText('zzz', false)
    expect([find.count, find.step(0, 1), find.isSearching]).toEqual([0, null, false])
    await find.setText('a', false)
    expect(find.count).toBe(1)
    await find.setText('', false)
    expect([find.count, find.rangesIn('a')]).toEqual([0, []])
  })

  it('looks only among the rows that the view shows, also when the filter changes under it', async () => {
    const { find, view } = open([line('hit'), line('hit', { level: 'error' })])
    await find.setText('hit', false)
    expect(find.count).toBe(2)
    await view.setFilter({ ...noFilter, level: 'error' })
    find.refresh()
    expect([find.count, find.numberOf(0), find.numberOf(1)]).toEqual([1, 0, 1])
  })

  it('finds the newest at once and counts on in the background, what comes included', async () => {
    const { buffer, find, loop } = open(texts(...Array.from({ length: 100 }, () => 'hit')), 4)
    await find.setText('hit', false)
    expect(find.isSearching).toBe(true)
    expect(find.count).toBeGreaterThan(0)
    expect(find.numberOf(99)).toBe(find.count)
    buffer.append(texts('hit', 'miss'))
    find.refresh()
    loop.drain()
    expect([find.count, find.isSearching, find.numberOf(100)]).toEqual([101, false, 101])
  })

  it('marks where the text stands, as text and as a pattern', async () => {
    const { find } = open(texts('x'))
    await find.setText('a.', false)
    expect(find.rangesIn('A.b a. ab')).toEqual([
      [0, 2],
      [4, 6],
    ])
    await find.setText('a.', true)
    expect(find.rangesIn('A.b ab')).toEqual([
      [0, 2],
      [4, 6],
    ])
  })

  it('keeps its hits when a pattern is wrong', async () => {
    const { find } = open(texts('hit', 'miss'))
    await find.setText('h.t', true)
    await find.setText('h(?!x)', true)
    expect([find.count, find.problem?.kind]).toEqual([1, 'unsupported'])
    await find.setText('m.s+', true)
    expect([find.numberOf(1), find.problem]).toEqual([1, null])
  })
})
