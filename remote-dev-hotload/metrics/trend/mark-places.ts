import type { MetricMark } from '../ports.ts'

/** A sign on the time axis for one thing that happened, or for several that are too close to be told apart. */
export interface MarkPlace {
  /** From the start of the plot, CSS px. */
  readonly x: number
  readonly kind: MetricMark['kind']
}

/** So wide is a sign with the air around it, CSS px. */
const WIDTH = 11
const WEIGHT: Readonly<Record<MetricMark['kind'], number>> = { reload: 0, alert: 1, 'reload-failed': 2 }

/** Where the signs go; of several in one place the worst is shown. `marks` are oldest first. */
export function markPlaces(marks: readonly MetricMark[], from: number, to: number, width: number): MarkPlace[] {
  const places: MarkPlace[] = []
  /** Where the first of those in the last place is. */
  let start = -Infinity
  for (const { at, kind } of marks) {
    if (at < from || at >= to || width <= 0) continue
    const x = ((at - from) / (to - from)) * width
    const last = places.at(-1)
    if (!last || x - Math.max(start, last.x) >= WIDTH) {
      start = x
      places.push({ x, kind })
    } else if (WEIGHT[kind] > WEIGHT[last.kind]) places[places.length - 1] = { x, kind }
  }
  return places
}
