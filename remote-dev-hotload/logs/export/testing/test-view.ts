import type { LogRow } from '../../engine/log-row.ts'
import type { RowBuffer, RowView } from '../row-source.ts'

/** A view that looks at every row each time. `folds`: last row by head. */
export function viewOf(
  buffer: RowBuffer,
  passes: (row: LogRow) => boolean,
  folds: ReadonlyMap<number, number> = new Map(),
): RowView {
  const isHidden = (seq: number) => [...folds].some(([head, last]) => seq > head && seq <= last)
  const isShown = (seq: number) => {
    const row = buffer.row(seq)
    return row !== undefined && passes(row)
  }
  const seqs = () => {
    const all: number[] = []
    for (let seq = buffer.first; seq < buffer.next; seq++) if (isShown(seq) && !isHidden(seq)) all.push(seq)
    return all
  }
  const positionOf = (seq: number) => {
    const found = seqs().findIndex((shown) => shown >= seq)
    return found === -1 ? seqs().length : found
  }
  return {
    get version() {
      return buffer.first + buffer.next + (buffer.generation ?? 0)
    },
    get length() {
      return seqs().length
    },
    seqAt: (position) => seqs()[position]!,
    positionOf,
    headOf: (seq) => {
      if (!isShown(seq)) return null
      return [...folds].find(([head, last]) => seq >= head && seq <= last)?.[0] ?? seq
    },
    rowsOf: (head) => {
      const last = folds.get(head) ?? head
      return Array.from({ length: last - head + 1 }, (_, index) => head + index).filter(isShown)
    },
    search: null,
  }
}
