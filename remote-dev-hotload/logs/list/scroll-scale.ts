/**
 * Browsers cut elements off at a height of their own (Chromium 33.5 million px, Firefox 17.9). A log that is
 * higher gets a lower sizer, and the scrollbar moves in proportion; at a million single lines nothing is scaled.
 */
export interface ScrollScale {
  /** Height of the sizer. */
  readonly height: number
  /** What the scroller says, as an offset in the log. */
  toOffset(scrollTop: number): number
  toScrollTop(offset: number): number
  readonly isScaled: boolean
}

export const SIZER_LIMIT = 32_000_000

export function scrollScale(total: number, client: number, limit = SIZER_LIMIT): ScrollScale {
  if (total <= limit) {
    return { height: total, isScaled: false, toOffset: (top) => top, toScrollTop: (offset) => offset }
  }
  const factor = (total - client) / (limit - client)
  return {
    height: limit,
    isScaled: true,
    toOffset: (top) => top * factor,
    toScrollTop: (offset) => Math.round(offset / factor),
  }
}
