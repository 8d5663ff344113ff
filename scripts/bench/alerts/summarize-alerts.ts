import { percentile } from '../stats/percentile.ts'
import type { AlertRow, AlertRun } from './alerts-result.ts'

/** Runs → a row for each place and rate: the alerts of all its runs together. */
export function summarizeAlerts(runs: readonly AlertRun[]): AlertRow[] {
  const groups = new Map<string, AlertRun[]>()
  for (const run of runs) {
    const key = `${run.rate} ${run.place}`
    groups.set(key, [...(groups.get(key) ?? []), run])
  }
  return [...groups.values()].map((group) => {
    const { place, rate } = group[0]!
    const all = group.flatMap(({ latencies }) => latencies)
    const at = (share: number) => round(percentile(all, share))
    const problem = group.find((run) => run.problem !== undefined)?.problem
    return {
      place,
      rate,
      alerts: all.length,
      p50: at(0.5),
      p95: at(0.95),
      p99: at(0.99),
      longest: at(1),
      unseen: all.length === 0 ? null : group.reduce((sum, { unseen }) => sum + unseen, 0),
      ...(problem === undefined ? {} : { problem }),
    }
  })
}

const round = (value: number | null): number | null => (value === null ? null : Math.round(value * 10) / 10)
