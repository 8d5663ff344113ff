import type { Track, TrackName } from '../trend/tracks.ts'

/** A figure over this window and over the one before, each worked out in the same way from the same series. */
export interface Change {
  readonly way: 'median' | 'mean'
  readonly now: number
  readonly before: number
  readonly trend: 'up' | 'down' | 'same'
  /** Null where more is neither good nor bad. */
  readonly verdict: 'better' | 'worse' | null
}

/** Percentiles cannot be averaged: the middle one of the steps stands for them. Equal steps of a rate can. */
const WAYS: Readonly<Record<TrackName, { way: Change['way']; good: 'more' | 'less' | null; isSteady: boolean }>> = {
  reloadLatencyP50Ms: { way: 'median', good: 'less', isSteady: false },
  reloadLatencyP95Ms: { way: 'median', good: 'less', isSteady: false },
  reloadSuccessRate: { way: 'mean', good: 'more', isSteady: false },
  activeSessions: { way: 'mean', good: null, isSteady: true },
  errorRatePerMin: { way: 'mean', good: 'less', isSteady: true },
  logThroughputPerSec: { way: 'mean', good: null, isSteady: true },
  terminateLatencyP95Ms: { way: 'median', good: 'less', isSteady: false },
}

/** Fewer steps with a reload are an anecdote. */
const LEAST_STEPS = 3
/** What is always measured must have been for so much of both windows. */
const LEAST_SHARE = 0.5
/** Less than this is noise. */
const NOISE = 0.01

/** Null where an honest comparison is not possible. `to` ends this window, ms; `stepMs` is the length of a step. */
export function changeOf(
  name: TrackName,
  track: Track | undefined,
  { windowMs, to, stepMs }: { readonly windowMs: number; readonly to: number; readonly stepMs: number },
): Change | null {
  if (!track) return null
  const { way, good, isSteady } = WAYS[name]
  const from = to - windowMs
  const now = known(track, from, to)
  const before = known(track, from - windowMs, from)
  const least = isSteady ? Math.max(1, (windowMs / stepMs) * LEAST_SHARE) : LEAST_STEPS
  if (now.length < least || before.length < least) return null
  const middle = way === 'mean' ? mean : median
  return judged({ way, now: middle(now), before: middle(before) }, good)
}

function judged({ way, now, before }: Pick<Change, 'way' | 'now' | 'before'>, good: 'more' | 'less' | null): Change {
  const by = now - before
  if (Math.abs(by) <= NOISE * Math.max(Math.abs(now), Math.abs(before))) {
    return { way, now, before, trend: 'same', verdict: null }
  }
  const isMore = by > 0
  const verdict = good === null ? null : isMore === (good === 'more') ? 'better' : 'worse'
  return { way, now, before, trend: isMore ? 'up' : 'down', verdict }
}

const known = ({ times, values }: Track, from: number, to: number): number[] =>
  values.filter((value, index): value is number => value !== null && times[index]! >= from && times[index]! < to)

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  const half = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}
