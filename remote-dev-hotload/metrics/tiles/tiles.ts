import type { Metrics } from '../../../contracts/index.ts'
import type { FigureUnit } from '../figure-unit.ts'
import { thresholdState, type ThresholdState } from '../threshold.ts'
import { UNITS, type TrackName, type Tracks } from '../trend/tracks.ts'
import { changeOf, type Change } from './change.ts'

/** One figure, ready to be shown. */
export interface Tile {
  readonly metric: TrackName
  /** As the server sent it. */
  readonly value: number | null
  /** In the unit that is shown. */
  readonly shown: number | null
  readonly unit: FigureUnit
  readonly state: ThresholdState
  readonly change: Change | null
}

/** In the order of the tiles; how many sessions there are, and how they end, is of no meaning for a single one. */
const OF_EVERYBODY = ['reloadLatencyP95Ms', 'reloadSuccessRate', 'errorRatePerMin', 'logThroughputPerSec'] as const

/** The figures of a session, or of all of them. */
export function tilesOf(metrics: Metrics, tracks: Tracks, windowMs: number, ofSession: boolean): Tile[] {
  const names: readonly TrackName[] = ofSession
    ? OF_EVERYBODY
    : ['activeSessions', ...OF_EVERYBODY, 'terminateLatencyP95Ms']
  const span = { windowMs, to: tracks.to, stepMs: tracks.stepMs }
  return names.map((metric) => {
    const value = metrics[metric]
    const unit = UNITS[metric]
    return {
      metric,
      value,
      shown: value !== null && unit === 'percent' ? value * 100 : value,
      unit,
      state: thresholdState(
        value,
        metrics.thresholds.find((threshold) => threshold.metric === metric),
      ),
      change: changeOf(metric, tracks.byName.get(metric), span),
    }
  })
}
