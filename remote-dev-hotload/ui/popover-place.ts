/** Where a box goes, CSS pixels of the viewport. */
export interface Place {
  readonly left: number
  readonly top: number
  readonly maxHeight: number
}

interface Edges {
  readonly left: number
  readonly top: number
  readonly bottom: number
}

interface Size {
  readonly width: number
  readonly height: number
}

const GAP = 4
const MARGIN = 8

/** Below the anchor, above it where there is more room; never outside of the view. */
export function placeBeside(anchor: Edges, box: Size, view: Size): Place {
  const below = view.height - anchor.bottom - GAP - MARGIN
  const above = anchor.top - GAP - MARGIN
  const isBelow = box.height <= below || below >= above
  const maxHeight = Math.max(0, isBelow ? below : above)
  return {
    left: Math.max(MARGIN, Math.min(anchor.left, view.width - box.width - MARGIN)),
    top: isBelow ? anchor.bottom + GAP : anchor.top - GAP - Math.min(box.height, maxHeight),
    maxHeight,
  }
}
