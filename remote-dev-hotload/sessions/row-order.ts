/** The rows on screen and the order that the newest answer gives them. */
export interface RowOrder {
  readonly shown: readonly string[]
  readonly newest: readonly string[]
  /** Somebody points at a row: nothing moves under the pointer. */
  readonly isHeld: boolean
  /** The reader has asked for something else: the next answer is shown whoever holds. */
  readonly takesNext: boolean
  /** Rows that would change their place, come or go. */
  readonly moves: number
}

export const NO_ROWS: RowOrder = { shown: [], newest: [], isHeld: false, takesNext: false, moves: 0 }

/** A list answer: shown at once, or only counted while somebody holds. */
export function withAnswer(order: RowOrder, newest: readonly string[]): RowOrder {
  if (!order.isHeld || order.takesNext) return { ...order, shown: newest, newest, takesNext: false, moves: 0 }
  return { ...order, newest, moves: movesBetween(order.shown, newest) }
}

/** Letting go moves nothing by itself: what the reader has been told of is theirs to apply, or the next answer's. */
export const withHold = (order: RowOrder, isHeld: boolean): RowOrder =>
  order.isHeld === isHeld ? order : { ...order, isHeld }

export const withNextTaken = (order: RowOrder): RowOrder => ({ ...order, takesNext: true })

export const applied = (order: RowOrder): RowOrder => ({ ...order, shown: order.newest, moves: 0 })

/** The least number of rows to take out and put in that makes one list of the other. */
export function movesBetween(from: readonly string[], to: readonly string[]): number {
  const places = new Map(from.map((id, place) => [id, place]))
  const kept = to.map((id) => places.get(id)).filter((place) => place !== undefined)
  const moved = kept.length - longestRun(kept)
  return moved + (from.length - kept.length) + (to.length - kept.length)
}

/** Length of the longest run that only rises, gaps allowed: those rows can stay where they are. */
function longestRun(places: readonly number[]): number {
  // ends[n]: the lowest place on which a run of n + 1 rows can end.
  const ends: number[] = []
  for (const place of places) {
    let low = 0
    let high = ends.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (ends[middle]! < place) low = middle + 1
      else high = middle
    }
    ends[low] = place
  }
  return ends.length
}
