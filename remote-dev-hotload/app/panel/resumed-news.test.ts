import { beforeEach, describe, expect, it } from 'vitest'
import type { StreamStatus } from '../../client/index.ts'
import { createFakeClock, type FakeClock } from '../../tests/fake-clock.ts'
import { createLogBook, type LogBook } from '../../logs/index.ts'
import { createResumedNews, type ResumedNews } from './resumed-news.ts'

const entry = {
  logId: 'l1',
  ts: '2026-01-05T10:00:00Z',
  level: 'info',
  source: null,
  message: 'x',
  fields: null,
  reloadSequence: null,
  traceId: null,
}

let clock: FakeClock
let book: LogBook
let news: ResumedNews

function say(name: StreamStatus['name'], downSince: number | null = null): void {
  news.follow({ name, downSince, failures: 0, nextAttemptAt: null, lastEventAt: null, code: null })
}
const rows = () => {
  const { buffer } = book.of({ sessionId: 's' })!
  return Array.from({ length: buffer.next - buffer.first }, (_, i) => buffer.row(buffer.first + i)!)
}
const marks = () => rows().flatMap((row) => (row.kind === 'mark' ? [row.mark] : []))

/** Open, then away for so long, then open again. */
function interrupt(ms: number): void {
  const from = clock.now()
  say('waiting', from)
  clock.advance(ms)
  say('connecting', from)
  say('live')
}

beforeEach(() => {
  clock = createFakeClock()
  book = createLogBook(100)
  book.open({ sessionId: 's' })
  book.appendLines('s', [entry])
  news = createResumedNews({ clock, book })
  news.learnPlace('e1')
  say('connecting')
  say('live')
})

describe('the stream comes back', () => {
  it('with an event that is no gap: the log says so before that event, with the time and how long', () => {
    interrupt(12_000)
    news.settle(false)
    book.appendLines('s', [{ ...entry, logId: 'l2' }])
    expect(rows().map(({ kind }) => kind)).toEqual(['line', 'mark', 'line'])
    expect(marks()).toEqual([{ at: clock.now(), downMs: 12_000 }])
    clock.advance(10_000)
    expect(marks()).toHaveLength(1)
  })

  it('with a gap: the gap is said and nothing else', () => {
    interrupt(12_000)
    news.settle(true)
    clock.advance(10_000)
    expect(marks()).toEqual([])
  })

  it('into silence: the log says so after a moment', () => {
    interrupt(12_000)
    expect(marks()).toEqual([])
    clock.advance(1_500)
    expect(marks()).toEqual([{ at: clock.now() - 1_500, downMs: 12_000 }])
  })

  it('after a moment: nobody has to know', () => {
    interrupt(2_000)
    clock.advance(10_000)
    expect(marks()).toEqual([])
  })

  it('and goes again at once: that is one interruption', () => {
    interrupt(5_000)
    clock.advance(100)
    interrupt(1_000)
    clock.advance(2_000)
    expect(marks()).toMatchObject([{ downMs: 6_100 }])
  })

  it('for the first time, or without a place to go on from: nothing is claimed', () => {
    for (const place of ['e1', null, '']) {
      news = createResumedNews({ clock, book })
      news.learnPlace(place)
      if (place !== 'e1') say('live')
      interrupt(12_000)
      clock.advance(5_000)
    }
    expect(marks()).toEqual([])
  })

  it('for another tenant: nothing of the old one is said', () => {
    interrupt(12_000)
    news.forget()
    clock.advance(5_000)
    expect(marks()).toEqual([])
    expect(clock.pending()).toBe(0)
  })
})
