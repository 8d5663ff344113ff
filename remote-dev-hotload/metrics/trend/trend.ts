import type { FigureUnit } from '../figure-unit.ts'
import { UNITS, type Track, type TrackName, type Tracks } from './tracks.ts'

/** One line of a chart. A value belongs to the step that begins at the time of the same index; null is a gap. */
export interface TrendLine {
  readonly name: TrackName
  readonly values: readonly (number | null)[]
}

/** What one chart shows of a window. */
export interface Trend {
  /** The figure that the chart is about. */
  readonly metric: TrackName
  readonly unit: FigureUnit
  readonly from: number
  readonly to: number
  readonly stepMs: number
  /** Starts of the steps, ms. */
  readonly times: readonly number[]
  readonly lines: readonly TrendLine[]
}

/** The charts in their order; what belongs together is one chart. */
const CHARTS: readonly { readonly lines: readonly TrackName[]; readonly isOfTenant?: boolean }[] = [
  { lines: ['reloadLatencyP95Ms', 'reloadLatencyP50Ms'] },
  { lines: ['reloadSuccessRate'] },
  { lines: ['activeSessions'], isOfTenant: true },
  { lines: ['errorRatePerMin'] },
  { lines: ['logThroughputPerSec'] },
  { lines: ['terminateLatencyP95Ms'], isOfTenant: true },
]

/** A chart for each figure that the server has series of. `ofSession`: without what a single session has none of. */
export function trendsOf(tracks: Tracks, windowMs: number, ofSession: boolean): Trend[] {
  const { byName, stepMs, to } = tracks
  const from = to - windowMs
  return CHARTS.flatMap(({ lines: names, isOfTenant }) => {
    const known = names.flatMap((name) => {
      const track = byName.get(name)
      return track ? [{ name, track }] : []
    })
    const [first] = known
    if (!first || (ofSession && isOfTenant)) return []
    const times = timesOf(
      known.map(({ track }) => track).flatMap((track) => track.times),
      from,
      to,
    )
    const lines = known.map(({ name, track }) => ({ name, values: valuesAt(track, times) }))
    return [{ metric: first.name, unit: UNITS[first.name], from, to, stepMs, times, lines }]
  })
}

const timesOf = (all: readonly number[], from: number, to: number): number[] =>
  [...new Set(all)].filter((time) => time >= from && time < to).sort((one, other) => one - other)

function valuesAt({ times, values }: Track, wanted: readonly number[]): (number | null)[] {
  const known = new Map(times.map((time, index) => [time, values[index] ?? null]))
  return wanted.map((time) => known.get(time) ?? null)
}

/** Is there anything to draw? */
export const isEmpty = ({ lines }: Trend): boolean => lines.every(({ values }) => values.every((one) => one === null))
