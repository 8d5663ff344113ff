import { describe, expect, it } from 'vitest'
import { extend, headState, nothingSelected, toggle, toggleAll } from './selection.ts'

const order = ['a', 'b', 'c', 'd']
const ids = ({ ids: set }: { ids: ReadonlySet<string> }) => [...set].sort().join('')

describe('the selection of rows', () => {
  it('ticks and unticks one row', () => {
    const one = toggle(nothingSelected, 'b')
    expect(ids(one)).toBe('b')
    expect(ids(toggle(one, 'b'))).toBe('')
    expect(ids(nothingSelected)).toBe('')
  })

  it('extends from the last ticked row in the order on screen, both ways', () => {
    const from = toggle(nothingSelected, 'c')
    expect(ids(extend(from, 'a', order))).toBe('abc')
    expect(ids(extend(extend(from, 'a', order), 'd', order))).toBe('abcd')
    expect(ids(extend(nothingSelected, 'b', order))).toBe('b')
    expect(ids(extend(toggle(nothingSelected, 'gone'), 'b', order))).toBe('bgone')
  })

  it('ticks a page, then unticks it, and leaves other pages alone', () => {
    const other = toggle(nothingSelected, 'z')
    const all = toggleAll(toggle(other, 'a'), order)
    expect(ids(all)).toBe('abcdz')
    expect(headState(all, order)).toBe('all')
    expect(ids(toggleAll(all, order))).toBe('z')
    expect(headState(toggle(other, 'a'), order)).toBe('some')
    expect(headState(other, order)).toBe('none')
    expect(headState(all, [])).toBe('none')
  })
})
