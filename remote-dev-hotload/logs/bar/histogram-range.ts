import type { HistogramBar, LogHistogram } from '../engine/log-histogram.ts'

/** Units of the drawing: calm lines stand on a base line at `BASE`, warnings and errors hang from it. */
export const HEIGHT = 36
export const BASE = 23
const ROOM_ABOVE = BASE - 1
const ROOM_BELOW = HEIGHT - BASE - 2

/** The bar under a place of the strip, 0 … 1 from its start; the nearest one outside of it. */
export function barAt(part: number, count: number): number {
  return Math.max(0, Math.min(count - 1, Math.floor(part * count)))
}

/** The bar that a time falls into, the nearest one for a time outside; -1 without bars. */
export function barOfTime(bars: readonly HistogramBar[], ms: number): number {
  let low = 0
  let high = bars.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (bars[middle]!.at <= ms) low = middle + 1
    else high = middle
  }
  return bars.length === 0 ? -1 : Math.max(0, low - 1)
}

/** From the start of one bar to the last ms of the other, whichever comes first. */
export function rangeOf({ bars, stepMs }: LogHistogram, one: number, other: number): { from: number; to: number } {
  const first = bars[Math.min(one, other)]!
  const last = bars[Math.max(one, other)]!
  return { from: first.at, to: last.at + stepMs - 1 }
}

/** Bars `[first, last]` that a filter's range touches; an open end reaches to the end of the strip. Null without a range. */
export function barsOfRange(
  { bars }: LogHistogram,
  from: number | null,
  to: number | null,
): { first: number; last: number } | null {
  if (bars.length === 0 || (from === null && to === null)) return null
  const first = from === null ? 0 : barOfTime(bars, from)
  const last = to === null ? bars.length - 1 : barOfTime(bars, to)
  return first <= last ? { first, last } : null
}

/** Where a time stands on the strip, in bars; null outside of it. */
export function placeOfTime({ from, to }: LogHistogram, count: number, ms: number | null): number | null {
  if (ms === null || !(ms >= from && ms <= to) || to <= from) return null
  return ((ms - from) / (to - from)) * count
}

/** Lines of a bar, all levels. */
export const linesOf = (bar: HistogramBar): number => bar.calm + bar.warn + bar.error

/** The root, not the figure: one line beside a burst of thousands must still be seen. */
const heightOf = (value: number, most: number, room: number) =>
  value === 0 ? 0 : Math.max(2, Math.sqrt(value / most) * room)

const rect = (x: number, y: number, width: number, height: number) =>
  `M${x.toFixed(2)} ${y.toFixed(2)}h${width.toFixed(2)}v${height.toFixed(2)}h${(-width).toFixed(2)}z`

/** The drawing as one path for each kind; a bar is one unit wide. */
export interface StripPaths {
  readonly calm: string
  readonly warn: string
  readonly error: string
}

/**
 * Calm lines above the base line; below it what is wrong, errors wide and next to the line, warnings narrow under
 * them. Place and width tell them apart without colours, and a scale of their own keeps three errors visible.
 */
export function stripPaths(bars: readonly HistogramBar[]): StripPaths {
  const mostLines = Math.max(1, ...bars.map((bar) => bar.calm))
  const mostWrong = Math.max(1, ...bars.map((bar) => bar.warn + bar.error))
  let [calm, warn, error] = ['', '', '']
  bars.forEach((bar, x) => {
    const up = heightOf(bar.calm, mostLines, ROOM_ABOVE)
    const wrong = heightOf(bar.warn + bar.error, mostWrong, ROOM_BELOW)
    const red = bar.error === 0 ? 0 : Math.max(2, (wrong * bar.error) / (bar.warn + bar.error))
    if (up > 0) calm += rect(x + 0.1, BASE - up, 0.8, up)
    if (red > 0) error += rect(x + 0.05, BASE + 1, 0.9, red)
    if (bar.warn > 0) warn += rect(x + 0.3, BASE + 1 + red, 0.4, Math.max(2, wrong - red))
  })
  return { calm, warn, error }
}
