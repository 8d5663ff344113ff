import { segmentOf, type LogRows } from './log-rows.ts'
import { NO_LINE, type LogSegment } from './log-segment.ts'
import { createRowSpan } from './row-span.ts'
import { createRowTexts, type RowTest, type RowTexts } from './row-test.ts'

/** Where the rows that pass go. `older` rows come newest first, each before all that are there. */
export interface RowSink {
  newer(segment: LogSegment, index: number, texts: RowTexts): void
  older(segment: LogSegment, index: number, texts: RowTexts): void
  dropBefore(first: number): void
  clear(): void
  /** Each row taken costs its text too. */
  readonly readsTexts: boolean
}

/** Looks at the rows of a buffer: at new ones as they come, at old ones newest first, as far as time allows. */
export interface RowScan {
  /** Looks until about the deadline; true when every row has been looked at. */
  work(deadline: number): boolean
  /** The same for rows that are newer than those looked at already. */
  workNewer(deadline: number): boolean
  /** Follows drops; true when everything has to be looked at again, which nobody has done yet. */
  sync(): boolean
  /** Forgets everything; `work` starts at the newest row. */
  restart(test: RowTest): void
  /** Oldest row looked at, and how many rows that makes. */
  readonly low: number
  readonly looked: number
}

/**
 * Work between two looks at the clock. A row costs one, a text that is read its length over 16 and the call:
 * some 0.1 ms of plain text, at most some milliseconds with a slow pattern.
 */
const CHUNK_COST = 4_096
const TEXT_COST = 16
const CHARACTERS = 16

export function createRowScan(deps: { rows: LogRows; now: () => number; sink: RowSink; test: RowTest }): RowScan {
  const { rows, now, sink } = deps
  const span = createRowSpan(rows)
  let { test } = deps
  let epoch = test.epoch

  function sync(): boolean {
    const isOther = span.sync()
    const isRedecided = epoch !== test.epoch
    if (isOther || isRedecided) {
      epoch = test.epoch
      span.restart()
      sink.clear()
      return true
    }
    sink.dropBefore(rows.first)
    return false
  }

  /** Unpacked texts are shared by the chunks of one call and not kept longer. */
  function createRun() {
    const segments = rows.segments()
    let segment: LogSegment | undefined
    let texts: RowTexts | undefined
    return (seq: number) => {
      if (!segment || seq < segment.start || seq >= segment.start + segment.count) {
        segment = segmentOf(segments, seq)
        texts = segment && createRowTexts(segment)
      }
      return segment && texts ? { segment, texts } : null
    }
  }

  /** Looks at neighbouring rows of one segment and returns where it stopped. */
  function chunk(segment: LogSegment, texts: RowTexts, from: number, to: number, step: 1 | -1): number {
    const { rank } = segment
    const take = step === 1 ? sink.newer : sink.older
    let index = from
    const { readsTexts } = sink
    const costOf = (at: number) => TEXT_COST + texts.message(at).length / CHARACTERS
    for (let cost = 0; index !== to && cost < CHUNK_COST; index += step, cost++) {
      if (rank[index] === NO_LINE) {
        if (test.others) take(segment, index, texts)
        continue
      }
      if (!test.columns(segment, index)) continue
      if (test.text !== null) {
        cost += costOf(index)
        if (!test.text(texts, index)) continue
      }
      take(segment, index, texts)
      if (readsTexts) cost += costOf(index)
    }
    return index
  }

  type Run = ReturnType<typeof createRun>

  function forward(run: Run, deadline: number): boolean {
    while (span.high < rows.next) {
      const here = run(span.high)
      if (!here) return true
      const { segment, texts } = here
      span.high = segment.start + chunk(segment, texts, span.high - segment.start, segment.count, 1)
      if (now() >= deadline) break
    }
    return span.high >= rows.next
  }

  function back(run: Run, deadline: number): boolean {
    while (span.low > rows.first) {
      const here = run(span.low - 1)
      if (!here) return true
      const { segment, texts } = here
      const end = Math.max(0, rows.first - segment.start) - 1
      span.low = segment.start + chunk(segment, texts, span.low - 1 - segment.start, end, -1) + 1
      if (now() >= deadline) break
    }
    return span.low <= rows.first
  }

  return {
    sync,
    work(deadline) {
      sync()
      const run = createRun()
      return forward(run, deadline) && now() < deadline ? back(run, deadline) : isDone()
    },
    workNewer(deadline) {
      forward(createRun(), deadline)
      return isDone()
    },
    restart(next) {
      test = next
      epoch = test.epoch
      span.sync()
      span.restart()
      sink.clear()
    },
    get low() {
      return span.low
    },
    get looked() {
      return span.high - span.low
    },
  }

  function isDone(): boolean {
    return span.high >= rows.next && span.low <= rows.first
  }
}
