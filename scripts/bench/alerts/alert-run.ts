import { loadavg } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { openPage, type BenchPage } from '../browser/open-page.ts'
import type { AlertPlace, AlertReport } from '../pages/alerts/alert-report.ts'
import type { BenchServer } from '../server/start-server.ts'
import { alertLatencies } from './alert-latency.ts'
import type { AlertRun } from './alerts-result.ts'

export interface AlertRunDeps {
  server: BenchServer
  chromium: string
  causes: number
}

const WARM_UP_MS = 2_000
const READER_PATIENCE_MS = 15_000
/** What comes later than the last alert of all is still waited for. */
const LAST_MS = 2_000

/** The page with the inbox, or with a log that the bell stands above. */
const PAGES: Record<AlertPlace, string> = { inbox: 'alerts-inbox', bell: 'ours' }

/** One page that is told of alerts, in a browser of its own. What goes wrong becomes the run's `problem`, never a rejection. */
export async function runAlertPage(deps: AlertRunDeps, place: AlertPlace, rate: number): Promise<AlertRun> {
  const { server, chromium } = deps
  server.reset()
  server.alerts.load()
  let browser: BenchPage | null = null
  const nothing = { place, rate, latencies: [], unseen: 0 }
  try {
    browser = await openPage(chromium, `${server.url}/?page=${PAGES[place]}`)
    const measured = await measure(deps, browser, place, rate)
    const own = browser.errors[0]
    return { ...nothing, ...measured, load: loadavg()[0]!, ...(own === undefined ? {} : { problem: own }) }
  } catch (error) {
    const problem = [error instanceof Error ? error.message : String(error), browser?.errors.at(-1)]
    return { ...nothing, load: loadavg()[0]!, problem: problem.filter(Boolean).join(' | ') }
  } finally {
    await server.stop()
    server.reset()
    await browser?.close()
  }
}

async function measure({ server, causes }: AlertRunDeps, browser: BenchPage, place: AlertPlace, rate: number) {
  await browser.evaluate('window.bench.ready', 30_000)
  if (!(await server.hasReader(READER_PATIENCE_MS))) throw new Error('The page does not read the stream.')
  if (rate > 0) server.start({ rate })
  await sleep(WARM_UP_MS)
  const problem = await browser.evaluate<string | null>(`window.benchAlerts.begin('${place}')`)
  if (problem !== null) throw new Error(problem)
  const writes = await server.alerts.raise(causes)
  await sleep(LAST_MS)
  const report = await browser.evaluate<AlertReport>('window.benchAlerts.end()')
  return alertLatencies(writes, report, place)
}
