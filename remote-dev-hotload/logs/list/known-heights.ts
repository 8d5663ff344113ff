import type { LogView } from '../engine/log-view.ts'
import { createRowHeights, type RowHeights } from './row-heights.ts'

/** What is needed of a view to say where a row is. */
export type RowOrder = Pick<LogView, 'length' | 'seqAt' | 'positionOf'>

/** Row heights that stay with their rows whatever the view does: appends, drops, prepends, another filter. */
export interface KnownHeights extends RowHeights {
  /** Brings the positions up to date with the view. Cheap when rows only came or went at the ends. */
  follow(order: RowOrder): void
  /** Like `set`, and remembers which row it is. */
  learn(order: RowOrder, position: number, height: number): boolean
}

/** Enough for what a reader comes back to; the rest is measured again when it is seen. */
const KEEP = 1_000

export function createKnownHeights(usual: number): KnownHeights {
  const heights = createRowHeights(usual)
  /** `seq` of each position in `heights.known()`. */
  const seqs = new Map<number, number>()

  function rebuild(place: (position: number, seq: number) => number | null): void {
    const before = new Map(seqs)
    seqs.clear()
    heights.rekey((position) => {
      const seq = before.get(position)!
      const next = place(position, seq)
      if (next !== null) seqs.set(next, seq)
      return next
    })
  }

  return {
    ...heights,
    follow(order) {
      const known = heights.known()
      if (known.length === 0) return
      const placeOf = (seq: number) => {
        const position = order.positionOf(seq)
        return position < order.length && order.seqAt(position) === seq ? position : null
      }
      const first = seqs.get(known[0]!)!
      const last = seqs.get(known.at(-1)!)!
      const [low, high] = [placeOf(first), placeOf(last)]
      if (low === known[0] && high === known.at(-1)) return
      // A row that is gone or hidden, or rows that came between: each is looked up again.
      const shift = low === null || high === null ? null : low - known[0]!
      if (shift !== null && high! - known.at(-1)! === shift) rebuild((position) => position + shift)
      else rebuild((_position, seq) => placeOf(seq))
    },
    learn(order, position, height) {
      if (!heights.set(position, height)) return false
      if (height === usual) seqs.delete(position)
      else seqs.set(position, order.seqAt(position))
      if (seqs.size > KEEP * 1.5) {
        heights.trim(position, KEEP)
        const kept = new Set(heights.known())
        for (const at of seqs.keys()) if (!kept.has(at)) seqs.delete(at)
      }
      return true
    },
    clear() {
      heights.clear()
      seqs.clear()
    },
  }
}
