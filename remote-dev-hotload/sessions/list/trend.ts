import type { Reload } from '../../../contracts/index.ts'

export const BAR = 4
export const GAP = 2
export const HEIGHT = 16
const LEAST = 3

/** One reload in the picture, in px from the top left. */
export interface Bar {
  readonly x: number
  readonly y: number
  readonly height: number
  /** Failed ones are hollow: the colour is not all that tells. */
  readonly look: 'good' | 'failed' | 'unreported'
}

/** Bars as high as the reload took long, the longest fills the height. Oldest first, as given. */
export function trendBars(reloads: readonly Reload[]): readonly Bar[] {
  const longest = Math.max(1, ...reloads.map(({ durationMs }) => durationMs ?? 0))
  return reloads.map(({ durationMs, success }, index) => {
    const height = Math.max(LEAST, Math.round(((durationMs ?? 0) / longest) * HEIGHT))
    const look = success === null ? 'unreported' : success ? 'good' : 'failed'
    return { x: index * (BAR + GAP), y: HEIGHT - height, height, look }
  })
}

export interface TrendFacts {
  readonly count: number
  readonly failed: number
  /** Ms of the quickest and the slowest, null when no duration is known. */
  readonly span: readonly [number, number] | null
}

/** The same for who cannot see it. */
export function trendFacts(reloads: readonly Reload[]): TrendFacts {
  const times = reloads.map(({ durationMs }) => durationMs).filter((ms) => ms !== null)
  return {
    count: reloads.length,
    failed: reloads.filter(({ success }) => success === false).length,
    span: times.length === 0 ? null : [Math.min(...times), Math.max(...times)],
  }
}
