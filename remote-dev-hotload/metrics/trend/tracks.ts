import type { MetricSeries } from '../../../contracts/index.ts'
import type { FigureUnit } from '../figure-unit.ts'
import { stepOf } from '../windows.ts'

/** What the panel knows how to show, by the names of the figures. */
export type TrackName =
  | 'reloadLatencyP50Ms'
  | 'reloadLatencyP95Ms'
  | 'reloadSuccessRate'
  | 'activeSessions'
  | 'errorRatePerMin'
  | 'logThroughputPerSec'
  | 'terminateLatencyP95Ms'

/** One series as it is drawn and compared: times in ms and in order, values in the unit that is shown. */
export interface Track {
  readonly times: readonly number[]
  readonly values: readonly (number | null)[]
}

/** All series of an answer. `to` is the end of the newest step: the server's time, whatever the clock here says. */
export interface Tracks {
  readonly byName: ReadonlyMap<TrackName, Track>
  readonly stepMs: number
  readonly to: number
}

/** A hostile answer must not keep the page busy. */
const MOST_POINTS = 4_000

/** Servers write them as the figure is called or in the manner of Prometheus. */
const NAMES: readonly (readonly [TrackName, RegExp])[] = [
  ['reloadLatencyP50Ms', /^reloadlatencyp50(ms)?$/],
  ['reloadLatencyP95Ms', /^reloadlatencyp95(ms)?$/],
  ['reloadSuccessRate', /^reloadsuccess(rate)?$/],
  ['activeSessions', /^activesessions$/],
  ['errorRatePerMin', /^errorrate(permin)?$/],
  ['logThroughputPerSec', /^logthroughput(persec)?$/],
  ['terminateLatencyP95Ms', /^terminatelatencyp95(ms)?$/],
]

export const UNITS: Readonly<Record<TrackName, FigureUnit>> = {
  reloadLatencyP50Ms: 'ms',
  reloadLatencyP95Ms: 'ms',
  reloadSuccessRate: 'percent',
  activeSessions: 'count',
  errorRatePerMin: 'perMinute',
  logThroughputPerSec: 'perSecond',
  terminateLatencyP95Ms: 'ms',
}

/** Counted over a whole step: the step that has not ended would look like a fall. */
const COUNTED: ReadonlySet<TrackName> = new Set(['errorRatePerMin', 'logThroughputPerSec'])

const nameOf = (name: string): TrackName | undefined => {
  const plain = name.toLowerCase().replace(/[^a-z0-9]/g, '')
  return NAMES.find(([, pattern]) => pattern.test(plain))?.[0]
}

/** `measuredAt`, RFC 3339: when the series were worked out. */
export function tracksOf(series: readonly MetricSeries[], measuredAt: string, windowMs: number): Tracks {
  const read = series.flatMap((one) => {
    const name = nameOf(one.name)
    return name === undefined ? [] : [[name, trackOf(one, name)] as const]
  })
  const stepMs = shortestStep(read.map(([, track]) => track)) ?? stepOf(windowMs)
  const last = Math.max(...read.map(([, { times }]) => times.at(-1) ?? -Infinity))
  const now = Date.parse(measuredAt)
  const byName = new Map<TrackName, Track>()
  // The first of a name counts.
  for (const [name, track] of read)
    if (!byName.has(name)) byName.set(name, COUNTED.has(name) ? ended(track, now - stepMs) : track)
  return { byName, stepMs, to: Number.isFinite(last) ? last + stepMs : now }
}

function trackOf({ points, unit }: MetricSeries, name: TrackName): Track {
  const factor = name === 'reloadSuccessRate' && !/^(%|percent)$/i.test(unit) ? 100 : 1
  const read = points
    .slice(-MOST_POINTS)
    .flatMap(({ at, value }) => {
      const time = Date.parse(at)
      return Number.isNaN(time) ? [] : [{ time, value: value === null ? null : value * factor }]
    })
    .sort((one, other) => one.time - other.time)
  return { times: read.map(({ time }) => time), values: read.map(({ value }) => value) }
}

function ended({ times, values }: Track, lastStart: number): Track {
  const count = times.findLastIndex((time) => time <= lastStart) + 1
  return { times: times.slice(0, count), values: values.slice(0, count) }
}

function shortestStep(tracks: readonly Track[]): number | null {
  let shortest = Infinity
  for (const { times } of tracks)
    for (let index = 1; index < times.length; index++) {
      const step = times[index]! - times[index - 1]!
      if (step > 0) shortest = Math.min(shortest, step)
    }
  return shortest < Infinity ? shortest : null
}
