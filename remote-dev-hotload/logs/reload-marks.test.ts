import { describe, expect, it } from 'vitest'
import { createLogBook } from './log-book.ts'
import { line, lines, reload, shown } from './testing/book-lines.ts'

const s = { sessionId: 's' }

function opened(limit = 1_000) {
  const book = createLogBook(limit)
  book.open(s)
  return book
}

describe('a reload in a live log', () => {
  it('stands before its first line as soon as that comes, and says how it ended in the same place', () => {
    const book = opened()
    book.appendLines('s', lines(0, 2, 1))
    book.appendLines('s', [line(2, 1), line(3, 2), line(4, 2)])
    expect(shown(book, 's')).toEqual(['l0', 'l1', 'l2', '#2?', 'l3', 'l4'])
    const { buffer } = book.of(s)!
    expect(buffer.row(3)).toMatchObject({ reload: { at: line(3).ts, changedFiles: [], error: null, success: null } })
    const { generation } = buffer
    book.appendReload('s', reload(2, 4))
    book.appendLines('s', [line(5, 2)])
    expect(shown(book, 's')).toEqual(['l0', 'l1', 'l2', '#2', 'l3', 'l4', 'l5'])
    expect(buffer.row(3)).toMatchObject({ reload: reload(2, 4) })
    expect(buffer.generation).toBe(generation)
  })

  it('stands where it was told of when that came before its lines', () => {
    const book = opened()
    book.appendLines('s', lines(0, 2))
    book.appendReload('s', reload(1, 1))
    book.appendLines('s', lines(2, 4, 1))
    expect(shown(book, 's')).toEqual(['l0', 'l1', '#1', 'l2', 'l3'])
  })

  it('is shown once, however often it is told of, also after retention has dropped its row', () => {
    const book = opened(100)
    book.appendLines('s', [line(0, 1), line(1, 2)])
    book.appendReload('s', reload(2, 1))
    book.appendReload('s', { ...reload(2, 1), success: null })
    expect(shown(book, 's')).toEqual(['l0', '#2', 'l1'])
    book.appendLines('s', lines(2, 300, 2))
    book.appendReload('s', reload(2, 1))
    expect(shown(book, 's').filter((row) => row.startsWith('#'))).toEqual([])
  })

  it('is not started again by a late line of an older one', () => {
    const book = opened()
    book.appendLines('s', [line(0, 1), line(1, 2), line(2, 1), line(3, null), line(4, 2)])
    expect(shown(book, 's')).toEqual(['l0', '#2?', 'l1', 'l2', 'l3', 'l4'])
  })

  it('is not taken for a new one when the log opens in the middle of it', () => {
    const book = opened()
    book.open('all')
    book.appendLines('s', lines(5, 7, 4))
    expect(shown(book, 's')).toEqual(['l5', 'l6'])
    expect(shown(book, null)).toEqual(['l5', 'l6'])
    book.appendLines('s', [line(7, 5)])
    expect(shown(book, null)).toEqual(['l5', 'l6', '#5?', 'l7'])
  })

  it('is kept apart from the reloads of other sessions', () => {
    const book = opened()
    book.open('all')
    book.appendLines('s', [line(0, 1), line(1, 2)])
    book.appendLines('t', [line(0, 1), line(1, 2)])
    book.appendReload('t', reload(2, 1))
    expect(shown(book, null)).toEqual(['l0', '#2?', 'l1', 'l0', '#2', 'l1'])
  })

  it('without a number of its own is told from others by its id or time', () => {
    const book = opened()
    book.appendReload('s', reload(0, 1))
    book.appendReload('s', reload(0, 1))
    book.appendReload('s', reload(0, 2))
    expect(shown(book, 's')).toEqual(['#0', '#0'])
  })
})

describe('a reload in the history', () => {
  it('stands before the first line that carries its number, whatever the clocks say', () => {
    const book = opened()
    const entries = [...lines(0, 2, 1), ...lines(2, 4, 2), ...lines(4, 6, 3)]
    book.applyHistory('s', entries, [reload(3, 9), reload(1, 0), reload(2, 3)], true)
    expect(shown(book, 's')).toEqual(['l0', 'l1', '#2', 'l2', 'l3', '#3', 'l4', 'l5'])
  })

  it('stands at the very start when nothing is older', () => {
    const book = opened()
    book.applyHistory('s', lines(0, 2, 1), [reload(1, 1)], false)
    expect(shown(book, 's')).toEqual(['#1', 'l0', 'l1'])
    const other = opened()
    other.applyHistory('s', lines(0, 2, 1), [], false)
    other.appendReload('s', reload(1, 1))
    expect(shown(other, 's')).toEqual(['#1', 'l0', 'l1'])
  })

  it('is pending when only its lines are known', () => {
    const book = opened()
    book.applyHistory('s', [...lines(0, 2, 1), ...lines(2, 4, 2)], [reload(1, 1)], true)
    expect(shown(book, 's')).toEqual(['l0', 'l1', '#2?', 'l2', 'l3'])
    book.appendReload('s', reload(2, 3))
    expect(shown(book, 's')).toEqual(['l0', 'l1', '#2', 'l2', 'l3'])
  })

  it('is not shown twice when it came live while the history was on its way', () => {
    const book = opened()
    book.appendLines('s', [line(4, 1), line(5, 2), line(6, 2)])
    book.appendReload('s', reload(2, 6))
    book.applyHistory('s', [...lines(0, 5, 1), line(5, 2)], [reload(1, 0), reload(2, 6)], true)
    expect(shown(book, 's')).toEqual(['l0', 'l1', 'l2', 'l3', 'l4', '#2', 'l5', 'l6'])
  })

  it('moves before its first line when the history brings that', () => {
    const book = opened()
    book.appendLines('s', lines(6, 8, 2))
    book.appendReload('s', reload(2, 7))
    expect(shown(book, 's')).toEqual(['l6', 'l7', '#2'])
    book.applyHistory('s', [...lines(2, 4, 1), ...lines(4, 6, 2)], [], true)
    expect(shown(book, 's')).toEqual(['l2', 'l3', '#2', 'l4', 'l5', 'l6', 'l7'])
  })

  it('stands before its first line when all of it came live before a history that has nothing older', () => {
    const book = opened()
    book.appendLines('s', lines(0, 2, 1))
    book.appendReload('s', reload(1, 2))
    book.appendLines('s', lines(3, 5, 2))
    book.appendReload('s', reload(2, 5))
    book.applyHistory('s', [], [], false)
    expect(shown(book, 's')).toEqual(['#1', 'l0', 'l1', '#2', 'l3', 'l4'])
  })

  it('stands between history and live lines when it starts there', () => {
    const book = opened()
    book.appendLines('s', lines(4, 6, 2))
    book.applyHistory('s', lines(0, 4, 1), [reload(2, 5)], true)
    expect(shown(book, 's')).toEqual(['l0', 'l1', 'l2', 'l3', '#2', 'l4', 'l5'])
    const other = opened()
    other.appendLines('s', lines(4, 6, 2))
    other.applyHistory('s', lines(0, 4, 1), [], true)
    other.appendReload('s', reload(2, 5))
    expect(shown(other, 's')).toEqual(['l0', 'l1', 'l2', 'l3', '#2', 'l4', 'l5'])
  })

  it('finds its place among the live lines when it was missed there', () => {
    const book = opened()
    book.appendLines('s', [line(4), line(5), line(6)])
    book.applyHistory('s', lines(2, 6), [reload(3, 5), reload(2, 4)], true)
    expect(shown(book, 's')).toEqual(['l2', 'l3', 'l4', '#2', 'l5', '#3', 'l6'])
  })

  it('comes with the page that has its first line, and only then', () => {
    const book = opened()
    const reloads = [reload(1, 1), reload(2, 5)]
    book.applyHistory('s', lines(4, 8, 2), reloads, true)
    expect(shown(book, 's')).toEqual(['l4', 'l5', 'l6', 'l7'])
    const { buffer } = book.of(s)!
    const { generation } = buffer
    book.applyOlder('s', [...lines(1, 3, 1), line(3, 2)], reloads, true)
    expect(shown(book, 's')).toEqual(['l1', 'l2', '#2', 'l3', 'l4', 'l5', 'l6', 'l7'])
    book.applyOlder('s', [line(0, 1)], reloads, false)
    expect(shown(book, 's').slice(0, 3)).toEqual(['#1', 'l0', 'l1'])
    expect(buffer.generation).toBe(generation)
  })

  it('moves into a gap when its first line was missed there', () => {
    const book = opened()
    book.appendLines('s', lines(0, 2, 1))
    book.appendGap('s', { fromId: null, toId: null, missed: 3, at: 0 })
    book.appendLines('s', lines(6, 8, 2))
    book.appendReload('s', reload(2, 7))
    expect(shown(book, 's')).toEqual(['l0', 'l1', 'gap', '#2', 'l6', 'l7'])
    const { gap } = book.markGap('s', 2, 'loading')!
    book.fillGap('s', gap, [...lines(2, 4, 1), ...lines(4, 6, 2)], true)
    expect(shown(book, 's')).toEqual(['l0', 'l1', 'l2', 'l3', '#2', 'l4', 'l5', 'l6', 'l7'])
  })
})
