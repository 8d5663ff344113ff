import { FOLD_EQUAL, FOLD_FRAME, FOLD_INDENTED, FOLD_REPEAT, FOLD_SAME, FOLD_TRACE, FOLDED, shapeOf } from './fold.ts'
import { createHitList, type HitList } from './hit-list.ts'
import type { LogFold } from './log-view.ts'
import { HIT_ERROR, HIT_LINE } from './seq-stack.ts'

/** What a fold has to know of a row. */
export interface FoldRow {
  readonly seq: number
  readonly isLine: boolean
  readonly rank: number
  readonly source: number
  readonly session: number
  /** Readable text, '' for a row that is no line. */
  readonly text: string
}

/**
 * The heads among the shown rows. Whether a row stands under the one before it follows from the two and from
 * whether that one stands in a trace, so a change at either end of the list goes no further than one fold.
 */
export interface FoldList {
  readonly heads: HitList
  pushBack(row: FoldRow): void
  pushFront(row: FoldRow): void
  /** After the first rows were taken from the hits. */
  afterDrop(): void
  foldAt(head: number): LogFold | null
  /** The shown row that this one stands under or is; null when it is not among the hits. */
  headOf(seq: number): number | null
  clear(): void
}

const ERROR_RANK = 4

function ownFlags(row: FoldRow): number {
  if (!row.isLine) return 0
  const shape = shapeOf(row.text)
  const form = shape === 'frame' ? FOLD_FRAME : shape === 'indented' ? FOLD_INDENTED : 0
  return HIT_LINE | form | (row.rank >= ERROR_RANK ? HIT_ERROR : 0)
}

function pairFlags(before: FoldRow, row: FoldRow): number {
  if (!before.isLine || !row.isLine || before.session !== row.session || before.source !== row.source) return 0
  return before.rank === row.rank && before.text === row.text ? FOLD_SAME | FOLD_EQUAL : FOLD_SAME
}

/** Frames belong to whatever line is before them; indented lines only to an error or to its trace. */
function isTrace(before: number, own: number): boolean {
  if ((own & FOLD_SAME) === 0) return false
  return (own & FOLD_FRAME) !== 0 || ((own & FOLD_INDENTED) !== 0 && (before & (HIT_ERROR | FOLD_TRACE)) !== 0)
}

/** `read` gives a row of the hits again, for one whose neighbour has changed. */
export function createFoldList(hits: HitList, read: (seq: number) => FoldRow | null): FoldList {
  const heads = createHitList()
  /** The rows at the ends; null when they have to be read again. */
  let front: FoldRow | null = null
  let back: FoldRow | null = null

  /** What the row at a position becomes: of two equal lines the last keeps the trace that follows it. */
  function settled(position: number): number {
    const own = hits.flagsAt(position) & ~FOLDED
    if (position === 0) return own & ~(FOLD_SAME | FOLD_EQUAL)
    if (isTrace(hits.flagsAt(position - 1), own)) return own | FOLD_TRACE
    if ((own & FOLD_EQUAL) === 0) return own
    const leadsTrace = position + 1 < hits.length && isTrace(own, hits.flagsAt(position + 1))
    return leadsTrace ? own : own | FOLD_REPEAT
  }

  /** Settles the first rows anew until one stays as it was. */
  function settleFront(): void {
    let end = 0
    for (; end < hits.length; end++) {
      const flags = settled(end)
      if (flags === hits.flagsAt(end) && end > 0) break
      hits.setFlags(end, flags)
    }
    const changed = end > 0 ? hits.seqAt(end - 1) : -Infinity
    while (heads.length > 0 && heads.seqAt(0) <= changed) heads.popFront()
    for (let position = end - 1; position >= 0; position--) {
      if ((hits.flagsAt(position) & FOLDED) === 0) heads.pushFront(hits.seqAt(position), 0)
    }
  }

  /** How many hits a fold has, its head included. */
  function sizeOf(headAt: number): number {
    const start = hits.positionOf(heads.seqAt(headAt))
    return (headAt + 1 < heads.length ? hits.positionOf(heads.seqAt(headAt + 1)) : hits.length) - start
  }

  return {
    heads,
    pushBack(row) {
      const last = hits.length - 1
      const before = last >= 0 ? (back ?? read(hits.seqAt(last))) : null
      back = row
      if (last < 0) front = row
      hits.pushBack(row.seq, ownFlags(row) | (before ? pairFlags(before, row) : 0))
      const flags = settled(last + 1)
      hits.setFlags(last + 1, flags)
      if ((flags & FOLD_TRACE) !== 0 && (hits.flagsAt(last) & FOLD_REPEAT) !== 0) {
        hits.setFlags(last, settled(last))
        heads.pushBack(hits.seqAt(last), 0)
      }
      if ((flags & FOLDED) === 0) heads.pushBack(row.seq, 0)
    },
    pushFront(row) {
      const after = hits.length > 0 ? (front ?? read(hits.seqAt(0))) : null
      front = row
      if (hits.length === 0) back = row
      // What it was with a row that has gone from before it no longer counts.
      if (after) hits.setFlags(0, (hits.flagsAt(0) & ~(FOLD_SAME | FOLD_EQUAL)) | pairFlags(row, after))
      hits.pushFront(row.seq, ownFlags(row))
      settleFront()
    },
    afterDrop() {
      const first = hits.length > 0 ? hits.seqAt(0) : Infinity
      if (front && front.seq < first) front = null
      if (back && back.seq < first) back = null
      heads.dropBefore(first)
      if (hits.length > 0 && (heads.length === 0 || heads.seqAt(0) !== first)) settleFront()
    },
    foldAt(head) {
      const size = sizeOf(head)
      if (size === 1) return null
      const start = hits.positionOf(heads.seqAt(head))
      const kind = (hits.flagsAt(start + 1) & FOLD_TRACE) !== 0 ? 'trace' : 'repeat'
      return { kind, count: size, last: hits.seqAt(start + size - 1) }
    },
    headOf(seq) {
      if (!hits.has(seq)) return null
      const after = heads.positionOf(seq + 1)
      return heads.seqAt(after - 1)
    },
    clear() {
      heads.clear()
      front = null
      back = null
    },
  }
}
