import { runAlerts } from './alerts/run-alerts.ts'
import { runBig } from './big/run-big.ts'
import { openPage } from './browser/open-page.ts'
import { describeMachine } from './machine.ts'
import { runMemory } from './measure/memory-run.ts'
import { runPage } from './measure/page-run.ts'
import { runMounts } from './mount/run-mounts.ts'
import type { BenchOptions } from './options.ts'
import { judge } from './report/bars.ts'
import { figure } from './report/table.ts'
import type { Results, Run } from './results.ts'
import type { BenchServer } from './server/start-server.ts'
import { runSessions } from './sessions/run-sessions.ts'
import { summarize } from './summary.ts'

export interface BenchDeps {
  server: BenchServer
  chromium: string
  say: (line: string) => void
}

/** Everything that was asked for, one page after the other. Rejects when not even the browser can be used. */
export async function runBench(deps: BenchDeps, options: BenchOptions): Promise<Results> {
  const machine = describeMachine()
  const browser = await versionOf(deps)
  const runs = await runWindows(deps, options)
  if (options.big) deps.say('Large logs')
  const big = options.big ? await runBig(deps) : undefined
  if (options.memoryMinutes > 0) deps.say(`Heap over ${options.memoryMinutes} min`)
  const memory = options.memoryMinutes > 0 ? await runMemory(deps, options.memoryMinutes) : undefined
  const { sessions: count, updates, seconds, repeat } = options
  if (count > 0) deps.say(`${count} sessions, ${updates} updates/s`)
  const sessions = count > 0 ? await runSessions({ ...deps, sessions: count, updates, seconds }, repeat) : undefined
  if (options.alerts > 0) deps.say(`${options.alerts} critical alerts`)
  const alerts = options.alerts > 0 ? await runAlerts({ ...deps, causes: options.alerts }, repeat) : undefined
  if (options.mounts > 0) deps.say(`Opened from a menu, ${options.mounts} times`)
  const mounts = options.mounts > 0 ? await runMounts(deps, options.mounts) : undefined
  const summary = summarize(runs)
  return {
    machine: machine(browser),
    options,
    summary,
    runs,
    ...(big ? { big } : {}),
    ...(memory ? { memory } : {}),
    ...(sessions ? { sessions } : {}),
    ...(alerts ? { alerts } : {}),
    ...(mounts ? { mounts } : {}),
    bars: judge({ summary, big, memory, sessions, alerts, mounts }),
  }
}

async function runWindows(deps: BenchDeps, { rates, pages, repeat, seconds }: BenchOptions): Promise<Run[]> {
  const runs: Run[] = []
  for (const rate of rates) {
    for (let round = 0; round < repeat; round++) {
      // The empty page first and last: what the machine itself does to a page changes meanwhile.
      for (const page of ['empty', ...pages, 'empty']) {
        const run = await runPage({ ...deps, seconds }, page, rate)
        runs.push(run)
        deps.say(`  ${rate}/s ${page}: ${figure(run.fps)} FPS, p95 ${figure(run.lat_p95)} ms${noteOf(run)}`)
      }
    }
  }
  return runs
}

const noteOf = ({ problem }: Run): string => (problem === undefined ? '' : ` (${problem.split('\n')[0]})`)

async function versionOf({ chromium, server }: BenchDeps): Promise<string> {
  const page = await openPage(chromium, `${server.url}/?page=empty`)
  await page.close()
  return page.version
}
