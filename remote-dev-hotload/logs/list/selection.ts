/** Rows that the reader has marked, by `seq`: from where the marking began to where it was drawn. */
export interface RowSelection {
  readonly anchor: number
  readonly head: number
}

/** A click on a row: alone it marks that row, or unmarks it when it was the only one; extending keeps the start. */
export function selectRow(selection: RowSelection | null, seq: number, extend: boolean): RowSelection | null {
  if (extend && selection) return { anchor: selection.anchor, head: seq }
  const isOnly = selection?.anchor === seq && selection.head === seq
  return isOnly ? null : { anchor: seq, head: seq }
}

/** First and last marked row. */
export function rangeOf(selection: RowSelection | null): { from: number; to: number } | null {
  if (!selection) return null
  const { anchor, head } = selection
  return { from: Math.min(anchor, head), to: Math.max(anchor, head) }
}

export function isSelected(selection: RowSelection | null, seq: number): boolean {
  const range = rangeOf(selection)
  return range !== null && seq >= range.from && seq <= range.to
}
