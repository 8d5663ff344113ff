import type { Threshold } from '../../contracts/index.ts'

export type ThresholdState = 'ok' | 'warning' | 'critical' | 'none'

/** Where a value stands against the server's threshold; `none` without a value or a threshold. */
export function thresholdState(value: number | null, threshold: Threshold | undefined): ThresholdState {
  if (value === null || !threshold) return 'none'
  const isBeyond = (limit: number | null) =>
    limit !== null && (threshold.direction === 'below' ? value < limit : value > limit)
  if (isBeyond(threshold.critical)) return 'critical'
  return isBeyond(threshold.warning) ? 'warning' : 'ok'
}
