import type { RowOrder } from './known-heights.ts'
import type { RowHeights } from './row-heights.ts'

/** The row at the top of the screen and how many of its px are above the edge: what must not move. */
export interface ScrollAnchor {
  readonly seq: number
  readonly hidden: number
}

/** The anchor of what is at an offset now; null without rows. */
export function anchorAt(order: RowOrder, heights: RowHeights, offset: number): ScrollAnchor | null {
  if (order.length === 0) return null
  const position = Math.min(order.length - 1, heights.positionAt(offset))
  return { seq: order.seqAt(position), hidden: offset - heights.offsetOf(position) }
}

/**
 * The offset that keeps the anchor where it is on the screen. When its row is no longer shown, the next one
 * takes its place; when everything up to it has left the log, the view stays at the oldest row.
 */
export function offsetOfAnchor(order: RowOrder, heights: RowHeights, anchor: ScrollAnchor): number {
  const position = order.positionOf(anchor.seq)
  if (position >= order.length) return heights.total(order.length)
  const isThere = order.seqAt(position) === anchor.seq
  // A row that has become lower must not push the next one off the top.
  const hidden = isThere ? Math.min(anchor.hidden, heights.heightOf(position)) : 0
  return heights.offsetOf(position) + hidden
}

/** How far to go so that a row can be read: not at all when it is in sight. */
export function offsetToSee(heights: RowHeights, position: number, offset: number, client: number): number {
  const top = heights.offsetOf(position)
  const height = heights.heightOf(position)
  if (top < offset || height > client) return top
  return Math.max(offset, top + height - client)
}
