/**
 * The heights of rows that differ from the usual one, by position. Everything else has the default height, so a
 * million rows cost nothing until they are seen. All values are px.
 */
export interface RowHeights {
  offsetOf(position: number): number
  /** The row that covers an offset; may lie beyond the last row, the caller knows the length. */
  positionAt(offset: number): number
  heightOf(position: number): number
  /** Height of the first `length` rows. */
  total(length: number): number
  /** Returns true when the height is news. */
  set(position: number, height: number): boolean
  /** The first `n` rows are gone, all others move up. */
  dropFront(n: number): void
  /** `n` rows were put before the first one. */
  insertFront(n: number): void
  /** Moves each known height to where `place` says its row is now; null forgets it. Keeps the order. */
  rekey(place: (position: number) => number | null): void
  /** Positions whose height is known, ascending. */
  known(): readonly number[]
  /** Keeps the `keep` heights nearest to a position; others fall back to the default. */
  trim(around: number, keep: number): void
  clear(): void
}

export function createRowHeights(usual: number): RowHeights {
  let keys: number[] = []
  let extras: number[] = []
  /** `before[i]`: what the rows `keys[0] … keys[i - 1]` are higher than usual, all together. */
  let before: number[] = [0]
  let sums = 0

  function touch(from: number): void {
    sums = Math.min(sums, from)
  }
  function settle(): void {
    for (; sums < keys.length; sums++) before[sums + 1] = before[sums]! + extras[sums]!
    before.length = keys.length + 1
  }
  /** Index of the first key that is not below `position`. */
  function find(position: number): number {
    let low = 0
    let high = keys.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (keys[middle]! < position) low = middle + 1
      else high = middle
    }
    return low
  }
  function replace(nextKeys: number[], nextExtras: number[]): void {
    keys = nextKeys
    extras = nextExtras
    before = [0]
    sums = 0
  }
  const offsetOf = (position: number) => {
    settle()
    return position * usual + before[find(position)]!
  }
  const heightOf = (position: number) => {
    const at = find(position)
    return usual + (keys[at] === position ? extras[at]! : 0)
  }

  return {
    offsetOf,
    heightOf,
    total: offsetOf,
    positionAt(offset) {
      settle()
      let low = 0
      let high = keys.length
      while (low < high) {
        const middle = (low + high) >> 1
        if (keys[middle]! * usual + before[middle]! <= offset) low = middle + 1
        else high = middle
      }
      const at = low - 1
      if (at < 0) return Math.max(0, Math.floor(offset / usual))
      const end = (keys[at]! + 1) * usual + before[at + 1]!
      return offset < end ? keys[at]! : keys[at]! + 1 + Math.floor((offset - end) / usual)
    },
    set(position, height) {
      const at = find(position)
      const extra = height - usual
      const isKnown = keys[at] === position
      // Zoomed pages measure fractions that differ in the last digits.
      if (Math.abs((isKnown ? extras[at]! : 0) - extra) < 0.05) return false
      if (!isKnown) {
        keys.splice(at, 0, position)
        extras.splice(at, 0, extra)
      } else if (extra === 0) {
        keys.splice(at, 1)
        extras.splice(at, 1)
      } else extras[at] = extra
      touch(at)
      return true
    },
    dropFront(n) {
      const at = find(n)
      replace(
        keys.slice(at).map((key) => key - n),
        extras.slice(at),
      )
    },
    insertFront(n) {
      keys = keys.map((key) => key + n)
    },
    rekey(place) {
      const nextKeys: number[] = []
      const nextExtras: number[] = []
      for (const [index, key] of keys.entries()) {
        const next = place(key)
        if (next === null) continue
        nextKeys.push(next)
        nextExtras.push(extras[index]!)
      }
      replace(nextKeys, nextExtras)
    },
    known: () => keys,
    trim(around, keep) {
      // Half as many again may gather first, so that the cut is rare.
      if (keys.length <= keep * 1.5) return
      const from = Math.max(0, Math.min(find(around) - (keep >> 1), keys.length - keep))
      replace(keys.slice(from, from + keep), extras.slice(from, from + keep))
    },
    clear: () => replace([], []),
  }
}
