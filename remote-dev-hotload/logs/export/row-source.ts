import type { LogBuffer } from '../engine/log-buffer.ts'
import type { LogRow } from '../engine/log-row.ts'
import type { LogView } from '../engine/log-view.ts'

/**
 * What an export reads of the kept rows. Without `generation` rows are taken to keep their numbers; without columns
 * each row is read whole to count it, which takes ten times as long.
 */
export type RowBuffer = Pick<LogBuffer, 'first' | 'next' | 'row'> &
  Partial<Pick<LogBuffer, 'generation' | 'dropped' | 'segments' | 'sessionName'>>

/** What an export reads of a view. */
export type RowView = Pick<LogView, 'version' | 'length' | 'seqAt' | 'positionOf' | 'headOf' | 'rowsOf' | 'search'>

/** Rows from one `seq` to another, both included. */
export interface SeqRange {
  readonly from: number
  readonly to: number
}

/** Which rows are meant: those of the buffer, or those that a view shows; all of them or a range. */
export interface RowSource {
  readonly buffer: RowBuffer
  readonly view: RowView | null
  readonly range: SeqRange | null
}

/** Names a line beyond a renumbering of the buffer. */
export interface LineName {
  readonly sessionId: string
  readonly logId: string
}

export const lineName = (row: LogRow): LineName | null =>
  row.kind === 'line' ? { sessionId: row.sessionId, logId: row.entry.logId } : null

/**
 * The numbers of the rows in order, those inside of folds too: a range that begins or ends with a folded row has
 * all of it. The upper bound is fixed when it begins; the view may change between two steps and is then read on
 * from where it was.
 */
export function* seqsOf({ buffer, view, range }: RowSource): Generator<number> {
  const end = buffer.next - 1
  const from = Math.max(buffer.first, range?.from ?? buffer.first)
  const to = Math.min(end, range?.to ?? end)
  if (view === null) {
    for (let seq = from; seq <= to; seq++) yield seq
    return
  }
  let version = view.version
  let position = view.positionOf(view.headOf(from) ?? from)
  for (let next = from; ;) {
    if (view.version !== version) {
      version = view.version
      position = view.positionOf(view.headOf(next) ?? next)
    }
    const head = position < view.length ? view.seqAt(position++) : Infinity
    if (head > to) return
    for (const seq of view.rowsOf(head)) {
      if (seq > end) return
      if (seq < next) continue
      yield seq
      next = seq + 1
    }
  }
}
