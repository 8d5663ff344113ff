import type { MetricMark } from '../ports.ts'
import type { Trend } from './trend.ts'

/** A step of a trend that has something to say: measured, or something happened in it. */
export interface Stop {
  /** Start of the step, ms. */
  readonly at: number
  /** Of each line of the trend, in their order. */
  readonly values: readonly (number | null)[]
  readonly marks: readonly MetricMark[]
  /** For how long nothing had been measured before it, ms; 0 when the step before was. */
  readonly gapMs: number
}

/** Where a reader can stop on a trend, oldest first. */
export function stopsOf(trend: Trend, marks: readonly MetricMark[]): Stop[] {
  const { from, to, stepMs, times } = trend
  const startOf = (time: number) => from + Math.floor((time - from) / stepMs) * stepMs
  const byStart = new Map<number, MetricMark[]>()
  for (const mark of marks) {
    if (mark.at < from || mark.at >= to) continue
    const start = startOf(mark.at)
    byStart.set(start, [...(byStart.get(start) ?? []), mark])
  }
  const indexOf = new Map(times.map((time, index) => [startOf(time), index]))
  const starts = [...new Set([...indexOf.keys(), ...byStart.keys()])].sort((one, other) => one - other)

  const stops: Stop[] = []
  let lastEnd = from
  for (const at of starts) {
    const index = indexOf.get(at)
    const values = trend.lines.map(({ values: all }) => (index === undefined ? null : (all[index] ?? null)))
    const isMeasured = values.some((value) => value !== null)
    const happened = byStart.get(at) ?? []
    if (isMeasured || happened.length > 0)
      stops.push({ at, values, marks: happened, gapMs: isMeasured ? Math.max(0, at - lastEnd) : 0 })
    if (isMeasured) lastEnd = at + stepMs
  }
  return stops
}

/** The stop next to a time; -1 when there is none. */
export function stopAt(stops: readonly Stop[], time: number, stepMs: number): number {
  let best = -1
  let least = Infinity
  for (const [index, { at }] of stops.entries()) {
    const distance = Math.abs(at + stepMs / 2 - time)
    if (distance >= least) continue
    least = distance
    best = index
  }
  return best
}
