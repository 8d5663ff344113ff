import { anchorAt, offsetOfAnchor, offsetToSee, type ScrollAnchor } from './scroll-anchor.ts'
import { createKnownHeights, type RowOrder } from './known-heights.ts'
import { scrollScale, type ScrollScale } from './scroll-scale.ts'

/** Every row that is neither wrapped nor opened. */
export const ROW_HEIGHT = 20

/** The elements and the drawing that a viewport works with. */
export interface ViewportParts {
  readonly scroller: HTMLElement
  /** Gives the scroller its height. */
  readonly sizer: HTMLElement
  /** Holds the drawn rows, in order; moved as one. */
  readonly block: HTMLElement
  order(): RowOrder
  /** Draws the rows of `[first, last)` and no others. */
  drawRows(first: number, last: number): void
  /** Tells the heights of drawn rows that may have changed; forces a layout, so it is asked for only then. */
  measure(report: (position: number, height: number) => void): void
  /** False while all rows are known to have the usual height. */
  isUneven(): boolean
  /** The reader moved: up or down, and where that came to rest. */
  onRead(move: { readonly isUp: boolean; readonly isAtEnd: boolean; readonly isAtStart: boolean }): void
}

export interface Viewport {
  /** After a change of the rows. */
  update(): void
  /** Rows may have other heights than before. */
  forget(): void
  setFollow(on: boolean): void
  /** Handler for the scroller's scroll event. */
  scrolled(): void
  /** Puts a row into sight: in the middle, or just so far that it can be read. */
  show(seq: number, where: 'middle' | 'near'): void
  /** First and last whole row on the screen. */
  onScreen(): { readonly first: number; readonly last: number }
  resize(height: number): void
}

/** Rows drawn beyond the edges, for scrolling faster than frames. While following nobody scrolls. */
const SPARE_READING = 12
const SPARE_FOLLOWING = 1
/** Drawing shows heights, heights change what is to be drawn; it settles at once or in the next frame. */
const MAX_PASSES = 4

export function createViewport(parts: ViewportParts): Viewport {
  const { scroller, sizer, block } = parts
  const heights = createKnownHeights(ROW_HEIGHT)
  let client = scroller.clientHeight
  let following = false
  let anchor: ScrollAnchor | null = null
  let scale: ScrollScale = scrollScale(0, client)
  /** Offset in the log at the top of the screen. */
  let top = 0
  /** What the scroller said last, by us or by the reader. */
  let lastTop = 0
  let sizerHeight = -1
  let blockTop = -1
  /** The first drawn row and where it was drawn: rows may have left the log since. */
  let drawn: { readonly seq: number; readonly offset: number } | null = null

  const end = (length: number) => Math.max(0, heights.total(length) - client)

  function target(order: RowOrder): number {
    if (following || !anchor) return following ? end(order.length) : Math.min(top, end(order.length))
    return Math.max(0, Math.min(offsetOfAnchor(order, heights, anchor), end(order.length)))
  }

  function place(): void {
    const order = parts.order()
    const { length } = order
    let first = 0
    for (let pass = 0; pass < MAX_PASSES; pass++) {
      top = target(order)
      const spare = following ? SPARE_FOLLOWING : SPARE_READING
      first = Math.max(0, Math.min(length, heights.positionAt(top)) - spare)
      const last = Math.min(length, heights.positionAt(top + client) + 1 + spare)
      parts.drawRows(first, last)
      if (!parts.isUneven()) break
      let isNews = false
      parts.measure((position, height) => {
        if (heights.learn(order, position, height)) isNews = true
      })
      if (!isNews) break
    }
    top = target(order)
    scale = scrollScale(heights.total(length), client)
    if (scale.height !== sizerHeight) sizer.style.height = `${(sizerHeight = scale.height)}px`
    drawn = first < length ? { seq: order.seqAt(first), offset: heights.offsetOf(first) } : null
    settle(first)
  }

  /** How far the drawn rows are from where they would be drawn now. */
  function drift(): number {
    const order = parts.order()
    heights.follow(order)
    return drawn ? heights.offsetOf(Math.min(order.length, order.positionOf(drawn.seq))) - drawn.offset : 0
  }

  /** Writes the scroll position last: by then the scroller has its new height, and one layout does for all. */
  function settle(first: number): void {
    const wanted = following ? Math.ceil(scale.height) : scale.toScrollTop(top)
    if (Math.abs(wanted - lastTop) >= 1 || following) {
      if (!scale.isScaled) moveBlock(heights.offsetOf(first))
      scroller.scrollTop = wanted
      lastTop = scroller.scrollTop
    }
    // Scaled, the block stands relative to the screen; a rounded scrollTop must not shift what is read.
    moveBlock(scale.isScaled ? lastTop + heights.offsetOf(first) - top : heights.offsetOf(first))
  }

  function moveBlock(to: number): void {
    if (to === blockTop) return
    blockTop = to
    block.style.top = `${to}px`
  }

  function takeRoom(height: number): void {
    if (height === client) return
    client = height
    lastTop = scroller.scrollTop
    place()
  }

  function moveTo(offset: number): void {
    top = Math.max(0, Math.min(offset, end(parts.order().length)))
    anchor = anchorAt(parts.order(), heights, top)
    place()
  }

  return {
    update() {
      heights.follow(parts.order())
      place()
      if (!following) anchor ??= anchorAt(parts.order(), heights, top)
    },
    forget() {
      heights.clear()
      place()
    },
    setFollow(on) {
      if (on === following) return
      following = on
      anchor = on ? null : anchorAt(parts.order(), heights, top)
      place()
    },
    scrolled() {
      const now = scroller.scrollTop
      // A bar above or below came or went, and the browser has moved the rows to fit: nobody has scrolled.
      if (scroller.clientHeight !== client) return takeRoom(scroller.clientHeight)
      // Our own writes come back as events too.
      if (Math.abs(now - lastTop) < 1) return
      const isUp = now < lastTop
      lastTop = now
      top = Math.max(0, scale.toOffset(now) + drift())
      const { length } = parts.order()
      // Down to the last row is the end; up is away from it, however slowly a finger moves.
      const isAtEnd = end(length) - top < (isUp ? 2 : ROW_HEIGHT)
      if (!following) anchor = anchorAt(parts.order(), heights, top)
      parts.onRead({ isUp, isAtEnd, isAtStart: top < 1 })
      place()
    },
    show(seq, where) {
      const order = parts.order()
      const position = Math.min(order.length - 1, order.positionOf(seq))
      if (position < 0) return
      const middle = heights.offsetOf(position) - (client - heights.heightOf(position)) / 2
      moveTo(where === 'middle' ? middle : offsetToSee(heights, position, top, client))
      // What came into sight may have shown other heights than were known.
      if (parts.isUneven()) moveTo(offsetToSee(heights, position, top, client))
    },
    onScreen() {
      const last = parts.order().length - 1
      const first = Math.min(last, Math.ceil(heights.positionAt(top + ROW_HEIGHT - 1)))
      return { first, last: Math.max(first, Math.min(last, heights.positionAt(top + client) - 1)) }
    },
    resize: takeRoom,
  }
}
