import { plainText } from '../ansi.ts'
import { createFoldList, type FoldList, type FoldRow } from './fold-list.ts'
import { createHitList, type HitList } from './hit-list.ts'
import { segmentOf, type LogRows } from './log-rows.ts'
import { NO_LINE, type LogSegment } from './log-segment.ts'
import { createRowTexts, type RowTexts } from './row-test.ts'
import type { RowSink } from './row-scan.ts'
import { HIT_ERROR, HIT_LINE } from './seq-stack.ts'

/** The rows that pass a filter, and what folds them up when that is on. */
export interface ShownRows extends RowSink {
  readonly hits: HitList
  /** Null while nothing is folded. */
  readonly folds: FoldList | null
  /** Forgets everything: rows taken without their texts cannot be folded. */
  setFold(on: boolean): void
}

const ERROR_RANK = 4

const flagsOf = (rank: number) => (rank === NO_LINE ? 0 : rank >= ERROR_RANK ? HIT_LINE | HIT_ERROR : HIT_LINE)

function foldRow(segment: LogSegment, index: number, texts: RowTexts): FoldRow {
  const rank = segment.rank[index]!
  const isLine = rank !== NO_LINE
  return {
    seq: segment.start + index,
    isLine,
    rank,
    source: segment.source[index]!,
    session: segment.session[index]!,
    text: isLine ? plainText(texts.message(index)) : '',
  }
}

export function createShownRows(rows: LogRows): ShownRows {
  const hits = createHitList()
  let folds: FoldList | null = null

  function read(seq: number): FoldRow | null {
    const segment = segmentOf(rows.segments(), seq)
    return segment ? foldRow(segment, seq - segment.start, createRowTexts(segment)) : null
  }

  function clear(): void {
    hits.clear()
    folds?.clear()
  }

  return {
    hits,
    get folds() {
      return folds
    },
    get readsTexts() {
      return folds !== null
    },
    setFold(on) {
      clear()
      folds = on ? createFoldList(hits, read) : null
    },
    newer(segment, index, texts) {
      if (folds) folds.pushBack(foldRow(segment, index, texts))
      else hits.pushBack(segment.start + index, flagsOf(segment.rank[index]!))
    },
    older(segment, index, texts) {
      if (folds) folds.pushFront(foldRow(segment, index, texts))
      else hits.pushFront(segment.start + index, flagsOf(segment.rank[index]!))
    },
    dropBefore(first) {
      if (hits.length === 0 || hits.seqAt(0) >= first) return
      hits.dropBefore(first)
      folds?.afterDrop()
    },
    clear,
  }
}
