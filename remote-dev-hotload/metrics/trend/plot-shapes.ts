import type { Plot } from './quiet-chart.ts'
import type { Trend } from './trend.ts'

/** A measured point that no line makes visible: nothing was measured before or after it. */
export interface LonePoint {
  readonly x: number
  readonly y: number
  /** Index of its line. */
  readonly line: number
}

/** Where a time is in the plot, CSS px. */
export const xOf = (time: number, { from, to }: Trend, { width }: Plot): number => ((time - from) / (to - from)) * width

/** Where a value is in the plot, CSS px from its top. */
export const yOf = (value: number, { low, high, height }: Plot): number =>
  height * (1 - (value - low) / (high - low || 1))

export function lonePoints(trend: Trend, plot: Plot): LonePoint[] {
  const { times, stepMs, lines } = trend
  return lines.flatMap(({ values }, line) =>
    values.flatMap((value, index) => {
      if (value === null || values[index - 1] != null || values[index + 1] != null) return []
      return [{ x: xOf(times[index]! + stepMs / 2, trend, plot), y: yOf(value, plot), line }]
    }),
  )
}
