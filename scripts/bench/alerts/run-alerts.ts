import type { AlertPlace } from '../pages/alerts/alert-report.ts'
import { figure } from '../report/table.ts'
import { percentile } from '../stats/percentile.ts'
import { runAlertPage, type AlertRunDeps } from './alert-run.ts'
import type { AlertRun, AlertsResult } from './alerts-result.ts'
import { summarizeAlerts } from './summarize-alerts.ts'

const PLACES: readonly AlertPlace[] = ['inbox', 'bell']
/** Log lines a second: a quiet page, and a busy one. */
const RATES = [0, 1_000]

/** Critical alerts on their way to the screen, on a quiet page and beside a fast log. */
export async function runAlerts(
  deps: AlertRunDeps & { say: (line: string) => void },
  repeat: number,
): Promise<AlertsResult> {
  const runs: AlertRun[] = []
  for (const rate of RATES) {
    for (let round = 0; round < repeat; round++) {
      for (const place of PLACES) {
        const run = await runAlertPage(deps, place, rate)
        runs.push(run)
        const note = run.problem === undefined ? '' : ` (${run.problem.split('\n')[0]})`
        deps.say(`  ${place}, ${rate} lines/s: p99 ${figure(percentile(run.latencies, 0.99))} ms${note}`)
      }
    }
  }
  return { causes: deps.causes, rows: summarizeAlerts(runs), runs }
}
