import type { LogRow, NewRow } from './log-row.ts'
import { segmentOf } from './log-rows.ts'
import type { LineHash } from './recent-ids.ts'
import { StoredSegment, type SegmentShare } from './stored-segment.ts'

/** The segments of one buffer in order, without holes; rows are put in and taken out, nothing is decided here. */
export interface SegmentList {
  readonly all: readonly StoredSegment[]
  readonly first: number
  readonly next: number
  /** Kept rows, and the UTF-16 units of their texts. */
  readonly rows: number
  readonly characters: number
  row(seq: number): LogRow | undefined
  find(seq: number): StoredSegment | undefined
  /** Puts a row at the end; `hash` has to be that of the line. */
  push(row: NewRow, idHash: number): void
  /** Puts rows before all others. */
  unshift(rows: readonly NewRow[]): void
  /** Puts rows in the place of `count` others. Newer rows keep their numbers. */
  splice(seq: number, count: number, rows: readonly NewRow[]): void
  /** Takes the oldest segment away. */
  shift(): StoredSegment | undefined
  clear(): void
}

/** `size` is the number of rows in one segment. */
export function createSegmentList(size: number, share: SegmentShare, hash: LineHash): SegmentList {
  let all: StoredSegment[] = []
  let next = 0
  let rows = 0
  let characters = 0
  let tail: StoredSegment | null = null

  const firstOf = () => all[0]?.start ?? next
  const find = (seq: number) => segmentOf(all, seq) as StoredSegment | undefined

  /** Segments of these rows that end before `end`. */
  function build(fresh: readonly NewRow[], end: number): StoredSegment[] {
    const built: StoredSegment[] = []
    let current: StoredSegment | null = null
    for (const [at, row] of fresh.entries()) {
      if (!current || current.isFull) {
        const left = fresh.length - at
        built.push((current = new StoredSegment(share, end - left, Math.min(left, size))))
      }
      current.put(row, row.kind === 'line' ? hash.of(row.sessionId, row.entry.logId).low : 0)
    }
    return built
  }

  function count(segments: readonly StoredSegment[], sign: 1 | -1): void {
    for (const segment of segments) {
      rows += sign * segment.count
      characters += sign * segment.characters
    }
  }

  function rowsOf(segment: StoredSegment, from: number, to: number): NewRow[] {
    const taken: NewRow[] = []
    for (let i = from; i < to; i++) taken.push(segment.newRowAt(i))
    return taken
  }

  return {
    get all() {
      return all
    },
    get first() {
      return firstOf()
    },
    get next() {
      return next
    },
    get rows() {
      return rows
    },
    get characters() {
      return characters
    },
    row(seq) {
      const segment = find(seq)
      return segment?.rowAt(seq - segment.start)
    },
    find,
    push(row, idHash) {
      if (!tail || tail.isFull) all.push((tail = new StoredSegment(share, next, size)))
      const before = tail.characters
      tail.put(row, idHash)
      characters += tail.characters - before
      rows++
      next++
    },
    unshift(older) {
      const built = build(older, firstOf())
      count(built, 1)
      all = [...built, ...all]
      tail ??= all.at(-1) ?? null
    },
    splice(seq, removed, fresh) {
      const from = all.findIndex((segment) => seq < segment.start + segment.count)
      const to = all.findIndex((segment) => seq + removed <= segment.start + segment.count)
      const [head, last] = [all[from], all[to]]
      if (!head || !last || seq < head.start) return
      const before = rowsOf(head, 0, seq - head.start)
      const after = rowsOf(last, seq + removed - last.start, last.count)
      const end = last.start + last.count
      const built = build([...before, ...fresh, ...after], end)
      const shift = fresh.length - removed
      for (const segment of all.slice(0, from)) segment.start -= shift
      count(all.slice(from, to + 1), -1)
      count(built, 1)
      all = [...all.slice(0, from), ...built, ...all.slice(to + 1)]
      tail = all.at(-1) ?? null
    },
    shift() {
      const gone = all.shift()
      if (gone) count([gone], -1)
      if (all.length === 0) tail = null
      return gone
    },
    clear() {
      all = []
      tail = null
      rows = 0
      characters = 0
    },
  }
}
