import type { MetricSeries } from '../../contracts/index.ts'

/** A stream that never rests would make a series longer and longer: older points go. */
const MOST_POINTS = 1_000

type Point = MetricSeries['points'][number]

/** Points that came by themselves, into the series of their name: the same time again is a newer measurement. */
export function mergePoints(series: readonly MetricSeries[], news: readonly MetricSeries[]): MetricSeries[] {
  return series.map((one) => {
    const fresh = news.find(({ name, unit }) => name === one.name && unit === one.unit)?.points ?? []
    return fresh.length === 0 ? one : { ...one, points: merged(one.points, fresh) }
  })
}

function merged(points: readonly Point[], fresh: readonly Point[]): Point[] {
  const byTime = new Map<number, Point>()
  for (const point of [...points, ...fresh]) byTime.set(Date.parse(point.at), point)
  return [...byTime]
    .sort(([one], [other]) => one - other)
    .map(([, point]) => point)
    .slice(-MOST_POINTS)
}
