import { describe, expect, it } from 'vitest'
import { createLogBook } from './log-book.ts'
import { line, lines, reload, shown } from './testing/book-lines.ts'

describe('the log book', () => {
  it('shows a replayed line once', () => {
    const book = createLogBook(1_000)
    book.open({ sessionId: 's' })
    book.appendLines('s', lines(0, 5))
    book.appendLines('s', lines(3, 8))
    expect(shown(book, 's')).toEqual(['l0', 'l1', 'l2', 'l3', 'l4', 'l5', 'l6', 'l7'])
  })

  it('puts the history before the lines that came while it was on its way, without doubles', () => {
    const book = createLogBook(1_000)
    book.open({ sessionId: 's' })
    book.appendLines('s', lines(4, 7))
    book.applyHistory('s', lines(0, 6), [])
    expect(shown(book, 's')).toEqual(['l0', 'l1', 'l2', 'l3', 'l4', 'l5', 'l6'])
    expect(book.of({ sessionId: 's' })!.history).toBe('loaded')
  })

  it('marks each reload at its moment, in the history and live', () => {
    const book = createLogBook(1_000)
    book.open({ sessionId: 's' })
    book.applyHistory('s', lines(0, 4), [reload(3, 9), reload(2, 1), reload(1, -5)])
    book.appendReload('s', reload(4, 12))
    expect(shown(book, 's')).toEqual(['l0', 'l1', '#2', 'l2', 'l3', '#3', '#4'])
  })

  it("keeps a session's lines out of another session's log", () => {
    const book = createLogBook(1_000)
    book.open({ sessionId: 's' })
    book.open('all')
    book.appendLines('other', lines(0, 3))
    expect(shown(book, 's')).toEqual([])
    expect(book.of('all')!.buffer.next).toBe(3)
  })

  it('puts the lines of a gap in its place, and keeps what is missing announced', () => {
    let book = createLogBook(1_000)
    const gapped = () => {
      book.open({ sessionId: 's' })
      book.appendLines('s', lines(0, 2))
      book.appendGap('s', { fromId: 'e2', toId: 'e5', missed: 4, at: 0 })
      book.appendLines('s', lines(6, 8))
      return book.markGap('s', 2, 'loading')!
    }
    const whole = gapped()
    expect(whole).toMatchObject({ after: 'l1', before: 'l6' })
    book.fillGap('s', whole.gap, lines(2, 7), true)
    expect(shown(book, 's')).toEqual(['l0', 'l1', 'l2', 'l3', 'l4', 'l5', 'l6', 'l7'])

    book = createLogBook(1_000)
    const part = gapped()
    book.fillGap('s', part.gap, lines(4, 6), false)
    expect(shown(book, 's')).toEqual(['l0', 'l1', 'l4', 'l5', 'gap', 'l6', 'l7'])
  })

  it('goes on with the log that was closed last, and keeps nothing of those before', () => {
    const book = createLogBook(1_000)
    const [a, b] = [{ sessionId: 'a' }, { sessionId: 'b' }]
    expect(book.open(a)).toBe(true)
    book.appendLines('a', lines(0, 3))
    book.close(a)
    book.appendLines('a', lines(3, 5))
    expect(book.open(a)).toBe(false)
    expect(shown(book, 'a')).toEqual(['l0', 'l1', 'l2', 'l3', 'l4'])
    book.close(a)
    book.open(b)
    book.close(b)
    expect(book.of(a)).toBeUndefined()
    expect(book.of(b)).toBeDefined()
  })

  it('knows that there are older lines until the server says that there are none', () => {
    const book = createLogBook(1_000)
    book.open({ sessionId: 's' })
    book.open('all')
    const log = book.of({ sessionId: 's' })!
    expect([log.hasOlder, book.of('all')!.hasOlder]).toEqual([true, false])
    book.applyHistory('s', lines(50, 60), [], true)
    expect([log.hasOlder, log.older]).toEqual([true, 'idle'])
    book.setOlder('s', 'loading')
    expect(log.older).toBe('loading')
    expect(book.applyOlder('s', lines(30, 50), [], false)).toBe(true)
    expect([log.hasOlder, log.older]).toEqual([false, 'idle'])
    expect(shown(book, 's')).toEqual(lines(30, 60).map(({ logId }) => logId))
    // What retention drops is the server's to give again.
    book.appendLines('s', lines(60, 2_000))
    expect(log.hasOlder).toBe(true)
    book.clear()
    expect([log.hasOlder, log.history]).toEqual([true, 'loading'])
  })

  it('says when the log is full and older lines cannot be kept', () => {
    const book = createLogBook(100)
    book.open({ sessionId: 's' })
    book.applyHistory('s', lines(200, 290), [], true)
    expect(book.applyOlder('s', lines(150, 200), [], false)).toBe(true)
    expect(shown(book, 's')).toEqual(lines(190, 290).map(({ logId }) => logId))
    expect(book.applyOlder('s', lines(140, 190), [], false)).toBe(false)
    expect(shown(book, 's')).toHaveLength(100)
    expect(book.of({ sessionId: 's' })!.hasOlder).toBe(true)
  })

  it('tells of many changes at once', () => {
    const book = createLogBook(1_000)
    book.open({ sessionId: 's' })
    let told = 0
    book.onChange(() => told++)
    book.batch(() => {
      book.appendLines('s', lines(0, 1))
      book.batch(() => book.appendLines('s', lines(1, 2)))
      expect(told).toBe(0)
    })
    expect(told).toBe(1)
    book.batch(() => {})
    expect(() =>
      book.batch(() => {
        book.appendLines('s', lines(2, 3))
        throw new Error('a bug')
      }),
    ).toThrow('a bug')
    expect(told).toBe(2)
    book.addMark({ sessionId: 's' }, 7)
    expect(told).toBe(3)
  })

  it('draws a mark of the reader in one log only', () => {
    const book = createLogBook(1_000)
    book.open({ sessionId: 's' })
    book.open('all')
    book.appendLines('s', lines(0, 1))
    book.addMark({ sessionId: 's' }, 7)
    book.addMark({ sessionId: 'not open' }, 7)
    expect(shown(book, 's')).toEqual(['l0', 'mark'])
    expect(book.of('all')!.buffer.next).toBe(1)
  })

  it('draws where the stream came back once as long as nothing comes, and not in an empty log', () => {
    const book = createLogBook(1_000)
    book.open({ sessionId: 's' })
    book.open({ sessionId: 'empty' })
    book.appendLines('s', lines(0, 1))
    book.appendResumed(7_000, 3_000)
    book.appendResumed(9_000, 4_000)
    expect(shown(book, 's')).toEqual(['l0', 'mark'])
    expect(book.of({ sessionId: 's' })!.buffer.row(1)).toMatchObject({ mark: { at: 9_000, downMs: 4_000 } })
    expect(shown(book, 'empty')).toEqual([])
    book.appendLines('s', lines(1, 2))
    book.appendResumed(11_000, 3_000)
    expect(shown(book, 's')).toEqual(['l0', 'mark', 'l1', 'mark'])
    expect(book.of({ sessionId: 's' })!.buffer.dropped).toBe(0)
  })

  it('puts what the server says in the place of remembered lines, and keeps those that join on', () => {
    const book = createLogBook(1_000)
    book.open({ sessionId: 's' })
    book.setHistory('s', 'failed')
    book.appendLines('s', lines(20, 22))
    book.applyKept('s', lines(0, 6))
    book.applyKept('s', lines(0, 6))
    expect(shown(book, 's')).toEqual([...lines(0, 6), ...lines(20, 22)].map(({ logId }) => logId))
    book.applyHistory('s', lines(4, 21), [], true)
    expect(shown(book, 's')).toEqual(lines(0, 22).map(({ logId }) => logId))

    const other = createLogBook(1_000)
    other.open({ sessionId: 's' })
    other.applyKept('s', lines(0, 6))
    other.applyHistory('s', lines(40, 42), [], true)
    expect(shown(other, 's')).toEqual(['l40', 'l41'])
  })

  it('finds the neighbours of a gap and its place after rows have moved', () => {
    const book = createLogBook(1_000)
    book.open({ sessionId: 's' })
    const gap = { fromId: null, toId: null, missed: 2, at: 0 }
    book.appendGap('s', gap)
    book.appendLines('s', [line(2)])
    book.appendGap(null, gap)
    const first = book.markGap('s', 0, 'loading')!
    expect(first).toMatchObject({ after: null, before: 'l2' })
    expect(book.markGap('s', 1, 'loading')).toBeNull()
    const second = book.markGap('s', 2, 'loading')!
    book.fillGap('s', second.gap, lines(3, 9), true)
    expect(book.placeOf('s', first.gap)).toBe(-5)
    expect(book.placeOf('s', second.gap)).toBeUndefined()
    book.applyHistory('s', lines(0, 1), [])
    expect(book.placeOf('s', first.gap)).toBe(-5)
    expect(shown(book, 's')).toEqual(['l0', 'gap', ...lines(2, 9).map(({ logId }) => logId)])
  })

  it('keeps nothing of a closed log when the tenant changes', () => {
    const book = createLogBook(1_000)
    book.open({ sessionId: 'a' })
    book.appendLines('a', lines(0, 3))
    book.close({ sessionId: 'a' })
    book.clear()
    expect(book.of({ sessionId: 'a' })).toBeUndefined()
  })
})
