import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LogEntry, Reload } from '../../contracts/index.ts'
import { createFilteredLog, matches, type LogFilter } from './log-filter.ts'
import { createLogBook } from './log-book.ts'
import { createLogBuffer } from './log-buffer.ts'

const line = (n: number, level = 'info', message = `line ${n}`): LogEntry => ({
  logId: `l${n}`,
  ts: new Date(1_700_000_000_000 + n * 1_000).toISOString(),
  level,
  source: 'sandbox',
  message,
  fields: null,
  reloadSequence: null,
  traceId: null,
})
const lines = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => line(from + i))
const reload = (sequence: number, afterLine: number): Reload => ({
  sequence,
  at: new Date(1_700_000_000_000 + afterLine * 1_000 + 500).toISOString(),
  reloadId: null,
  durationMs: 38,
  buildTimeMs: 20,
  mode: 'hot',
  trigger: 'file',
  changedFiles: ['a.ts'],
  success: true,
  error: null,
  firstLogId: null,
})

function shown(book: ReturnType<typeof createLogBook>, sessionId: string): string[] {
  const buffer = book.of({ sessionId })!.buffer
  return Array.from({ length: buffer.next - buffer.first }, (_, i) => {
    const row = buffer.row(buffer.first + i)!
    return row.kind === 'line' ? row.entry.logId : row.kind === 'reload' ? `#${row.reload.sequence}` : 'gap'
  })
}

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

  it('keeps nothing of a closed log when the tenant changes', () => {
    const book = createLogBook(1_000)
    book.open({ sessionId: 'a' })
    book.appendLines('a', lines(0, 3))
    book.close({ sessionId: 'a' })
    book.clear()
    expect(book.of({ sessionId: 'a' })).toBeUndefined()
  })
})

describe('the log buffer', () => {
  it('keeps about as many rows as its limit, the newest, and counts the others', () => {
    const buffer = createLogBuffer(100)
    for (let i = 0; i < 1_000; i += 10)
      buffer.append(lines(i, i + 10).map((entry) => ({ kind: 'line', sessionId: 's', entry })))
    const kept = buffer.next - buffer.first
    expect(kept).toBeGreaterThanOrEqual(100)
    expect(kept).toBeLessThanOrEqual(110)
    expect(kept + buffer.dropped).toBe(1_000)
    const last = buffer.row(buffer.next - 1)
    expect(last?.kind === 'line' && last.entry.logId).toBe('l999')
  })
})

describe('the filtered log', () => {
  const level = fc.constantFrom('debug', 'info', 'warn', 'error', 'brand-new')
  const chunk = fc.array(fc.tuple(level, fc.constantFrom('Order placed', 'timeout', 'ORDER failed')), { maxLength: 30 })

  it('shows live exactly what a fresh look would show, whatever arrives and is pushed out', () => {
    fc.assert(
      fc.property(
        fc.array(chunk, { maxLength: 12 }),
        fc.constantFrom('', 'warn', 'error'),
        fc.constantFrom('', 'order'),
        (chunks, least, text) => {
          const filter: LogFilter = { level: least, text }
          const buffer = createLogBuffer(60)
          const followed = createFilteredLog(buffer)
          followed.setFilter(filter)
          let n = 0
          for (const part of chunks) {
            buffer.append(
              part.map(([word, message]) => ({ kind: 'line', sessionId: 's', entry: line(n++, word, message) })),
            )
            followed.seqs()
          }
          const fresh = []
          for (let seq = buffer.first; seq < buffer.next; seq++)
            if (matches(buffer.row(seq)!, filter, text)) fresh.push(seq)
          expect(followed.seqs()).toEqual(fresh)
        },
      ),
      { numRuns: 500, seed: 20261123 },
    )
  })

  it('never hides a reload or a gap', () => {
    const buffer = createLogBuffer(100)
    buffer.append([
      { kind: 'reload', sessionId: 's', reload: reload(1, 0) },
      { kind: 'gap', gap: { fromId: null, toId: null, missed: 3, at: 0, fill: 'open' } },
    ])
    const filtered = createFilteredLog(buffer)
    filtered.setFilter({ level: 'fatal', text: 'nothing like this' })
    expect(filtered.seqs()).toEqual([0, 1])
  })
})
