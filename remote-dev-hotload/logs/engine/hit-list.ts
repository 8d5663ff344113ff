import { createSeqStack, type HitCounts } from './seq-stack.ts'

/**
 * Row numbers in rising order that grow at both ends and shrink at the front: new rows come in behind, a search
 * that walks back finds older ones, retention takes the oldest. Each of these is O(1) on average.
 */
export interface HitList {
  readonly length: number
  seqAt(position: number): number
  flagsAt(position: number): number
  /** Changes the bits that are not counted. */
  setFlags(position: number, flags: number): void
  pushBack(seq: number, flags: number): void
  pushFront(seq: number, flags: number): void
  popFront(): void
  /** Takes the rows before that one away. */
  dropBefore(seq: number): void
  /** Position of the first row that is not before that one; `length` when there is none. */
  positionOf(seq: number): number
  has(seq: number): boolean
  /** What stands at and after a position. */
  countFrom(position: number): HitCounts
  clear(): void
}

/** Room that is not given back before it is worth a move. */
const MIN_WASTE = 4_096

export function createHitList(): HitList {
  /** What was found walking back: nearest first, so that older ones go to its end. */
  const older = createSeqStack()
  const newer = createSeqStack()
  /** Rows of `newer` that are gone already. */
  let gone = 0

  function popFront(): void {
    if (older.length > 0) older.pop()
    else gone++
    if (gone >= MIN_WASTE && gone * 2 > newer.length) {
      newer.shift(gone)
      gone = 0
    }
  }

  const list: HitList = {
    get length() {
      return older.length + newer.length - gone
    },
    seqAt(position) {
      const split = older.length
      return position < split ? older.seqAt(split - 1 - position) : newer.seqAt(position - split + gone)
    },
    flagsAt(position) {
      const split = older.length
      return position < split ? older.flagsAt(split - 1 - position) : newer.flagsAt(position - split + gone)
    },
    setFlags(position, flags) {
      const split = older.length
      if (position < split) older.setFlags(split - 1 - position, flags)
      else newer.setFlags(position - split + gone, flags)
    },
    pushBack: newer.push,
    pushFront: older.push,
    popFront,
    dropBefore(seq) {
      while (list.length > 0 && list.seqAt(0) < seq) popFront()
    },
    positionOf(seq) {
      let low = 0
      let high = list.length
      while (low < high) {
        const middle = (low + high) >>> 1
        if (list.seqAt(middle) < seq) low = middle + 1
        else high = middle
      }
      return low
    },
    has(seq) {
      const position = list.positionOf(seq)
      return position < list.length && list.seqAt(position) === seq
    },
    countFrom(position) {
      const split = older.length
      const all = newer.countBefore(newer.length)
      const before = newer.countBefore(gone + Math.max(0, position - split))
      const front = older.countBefore(Math.max(0, split - position))
      return {
        lines: front.lines + all.lines - before.lines,
        errors: front.errors + all.errors - before.errors,
      }
    },
    clear() {
      older.clear()
      newer.clear()
      gone = 0
    },
  }
  return list
}
