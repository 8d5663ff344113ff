import { loadavg } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { openPage, type BenchPage } from '../browser/open-page.ts'
import type { WindowReport } from '../pages/probe-report.ts'
import { noFigures, type Run } from '../results.ts'
import type { BenchServer } from '../server/start-server.ts'
import { frameStats } from '../stats/frame-stats.ts'
import { paintLatencies } from '../stats/paint-latency.ts'
import { percentile } from '../stats/percentile.ts'
import { announcedMissing } from './announced.ts'
import { drain } from './drain.ts'
import { measureInteractions } from './interactions.ts'

export interface PageRunDeps {
  server: BenchServer
  chromium: string
  seconds: number
  /** Lines travel in batches. */
  batch?: boolean
}

const WARM_UP_MS = 2_000
const KEY_EVERY_MS = 500
const READER_PATIENCE_MS = 15_000
/** A page that answers nothing for so long after its window is called hung. */
const HUNG_AFTER_MS = 20_000
/** The rate at which the panel's other interactions are measured too. */
const INTERACTION_RATE = 1_000

/** One page, one rate, in a browser of its own. What goes wrong becomes the run's `problem`, never a rejection. */
export async function runPage(deps: PageRunDeps, page: string, rate: number): Promise<Run> {
  const { server, chromium } = deps
  server.reset()
  let browser: BenchPage | null = null
  try {
    browser = await openPage(chromium, `${server.url}/?page=${page}&retention=50000`)
    return { page, rate, load: loadavg()[0]!, ...(await measure(deps, browser, page, rate)) }
  } catch (error) {
    const own = browser?.errors.at(-1)
    const problem = [error instanceof Error ? error.message : String(error), own].filter(Boolean).join(' | ')
    const rss_mb = (await browser?.renderer().catch(() => null))?.rssMb ?? null
    return { page, rate, load: loadavg()[0]!, ...noFigures, rss_mb, problem }
  } finally {
    await server.stop()
    await browser?.close()
  }
}

async function measure({ server, seconds, batch }: PageRunDeps, browser: BenchPage, page: string, rate: number) {
  await browser.evaluate('window.bench.ready', 30_000)
  const reads = page !== 'empty'
  if (reads && !(await server.hasReader(READER_PATIENCE_MS))) throw new Error('The page does not read the stream.')

  server.start({ rate, batch })
  await sleep(WARM_UP_MS)
  const key = await browser.evaluate<string | null>('window.bench.focusField()', HUNG_AFTER_MS)
  const before = await browser.renderer()
  await browser.evaluate('window.bench.start()', HUNG_AFTER_MS)
  await typeFor(browser, key, seconds * 1_000)
  const report = await browser.evaluate<WindowReport>('window.bench.stop()', HUNG_AFTER_MS)
  const after = await browser.renderer()
  const interactions =
    page === 'ours' && rate === INTERACTION_RATE ? await measureInteractions(browser).catch(() => ({})) : {}
  const { sent, ticks } = await server.stop()

  const received = reads ? await drain(browser, sent) : null
  const missing = received === null ? 0 : Math.max(0, sent - received)
  const announced = missing > 0 && page === 'ours' ? await announcedMissing(browser) : 0
  const span = report.to - report.from
  const latencies = reads ? paintLatencies(ticks, sent, report.paints, report) : []
  const keys = report.inputs.filter(({ type }) => type === 'keydown').map(({ took }) => took)
  return {
    ...frameStats(report.frames, span),
    lat_p50: percentile(latencies, 0.5),
    lat_p95: percentile(latencies, 0.95),
    lat_p99: percentile(latencies, 0.99),
    key_paint_p95: percentile(keys, 0.95),
    heap_mb: await browser.heapMb(),
    rss_mb: after.rssMb,
    cpu_pct: ((after.cpuMs - before.cpuMs) * 100) / span,
    longtask_ms_per_s: (report.longTasks.reduce((sum, took) => sum + took, 0) * 1_000) / span,
    lost: reads ? Math.max(0, missing - announced) : null,
    received,
    ...interactions,
    ...(browser.errors.length > 0 ? { problem: browser.errors[0] } : {}),
  }
}

/** Types a letter and takes it back, in turns, for as long as the window is open. */
async function typeFor(browser: BenchPage, key: string | null, ms: number): Promise<void> {
  const end = performance.now() + ms
  for (let turn = 0; performance.now() < end; turn++) {
    if (key !== null) browser.press(turn % 2 === 0 ? key : 'Backspace')
    await sleep(Math.min(KEY_EVERY_MS, Math.max(0, end - performance.now())))
  }
}
