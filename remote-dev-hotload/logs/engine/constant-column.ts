/** Columns that hold one value only, e.g. one session: neighbouring segments share them. */
export interface ConstantColumn<T> {
  /** The column itself, or one that says the same. Nobody may write into it any more. */
  of(column: T): T
}

export function createConstantColumn<T extends Int32Array | Uint32Array | Uint16Array>(): ConstantColumn<T> {
  let last: T | null = null
  return {
    of(column) {
      if (last && last.length === column.length && last[0] === column[0] && isConstant(column)) return last
      if (isConstant(column)) last = column
      return column
    },
  }
}

function isConstant(column: Int32Array | Uint32Array | Uint16Array): boolean {
  for (let i = 1; i < column.length; i++) if (column[i] !== column[0]) return false
  return true
}
