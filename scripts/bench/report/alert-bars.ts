import type { AlertsResult } from '../alerts/alerts-result.ts'
import { atMost, type Bar } from './verdict.ts'

/** Below so many samples a 99th percentile is the slowest of a few. */
const LEAST_SAMPLES = 100
const LIMIT_MS = 250

/** What the panel promises of critical alerts. */
export const ofAlerts = ({ rows }: AlertsResult): Bar[] =>
  rows.flatMap(({ place, rate, alerts, p99, unseen }) => {
    const name = `critical alert in the ${place}, ${rate} lines/s`
    return [
      atMost(`${name}: write → paint p99 ≤ ${LIMIT_MS} ms`, [alerts < LEAST_SAMPLES ? null : p99, LIMIT_MS]),
      atMost(`${name}: every one shown`, [unseen, 0, 0]),
    ]
  })
