import type { AlertPlace } from '../pages/alerts/alert-report.ts'

/** One page that was told of critical alerts. */
export interface AlertRun {
  readonly place: AlertPlace
  /** Log lines a second meanwhile. */
  readonly rate: number
  /** From the server's writing to the first frame that shows it, ms, for each alert in the order of writing. */
  readonly latencies: readonly number[]
  /** Alerts that no frame showed; they count in `latencies` with the time until the watch ended. */
  readonly unseen: number
  readonly load: number
  readonly problem?: string
}

/** All runs of a place at a rate together; null is "could not be measured". Times are ms. */
export interface AlertRow {
  readonly place: AlertPlace
  readonly rate: number
  readonly alerts: number
  readonly p50: number | null
  readonly p95: number | null
  readonly p99: number | null
  readonly longest: number | null
  readonly unseen: number | null
  readonly problem?: string
}

export interface AlertsResult {
  /** Causes a run; each is raised once and one happens again after it. */
  readonly causes: number
  readonly rows: readonly AlertRow[]
  readonly runs: readonly AlertRun[]
}
