import { loadavg } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { openPage, type BenchPage } from '../browser/open-page.ts'
import type { WindowReport } from '../pages/probe-report.ts'
import type { BenchServer } from '../server/start-server.ts'
import { frameStats } from '../stats/frame-stats.ts'
import { learnColumns, settle, type Settled } from './check-screen.ts'
import { withoutErrors } from './compare-cells.ts'
import { noSessionFigures, type SessionRun, type SettledLook } from './sessions-result.ts'
import { goHome, measureTableInteractions } from './table-interactions.ts'

export interface SessionRunDeps {
  server: BenchServer
  chromium: string
  sessions: number
  updates: number
  seconds: number
}

const WARM_UP_MS = 2_000
const READER_PATIENCE_MS = 15_000
const VALUES_MS = 2_000
const HUNG_AFTER_MS = 20_000

/** One page with the tenant's table, in a browser of its own. What goes wrong becomes the run's `problem`, never a rejection. */
export async function runSessionPage(deps: SessionRunDeps, page: string): Promise<SessionRun> {
  const { server, chromium, sessions } = deps
  server.reset()
  server.sessions.load(sessions)
  let browser: BenchPage | null = null
  const nothing = { page, times: {}, compared: [], examples: [], settled: [] }
  try {
    browser = await openPage(chromium, `${server.url}/?page=${page === 'empty' ? page : `sessions-${page}`}`)
    const measured = await measure(deps, browser, page !== 'empty')
    const own = browser.errors[0]
    return { ...nothing, ...measured, load: loadavg()[0]!, ...(own === undefined ? {} : { problem: own }) }
  } catch (error) {
    const own = browser?.errors.at(-1)
    const problem = [error instanceof Error ? error.message : String(error), own].filter(Boolean).join(' | ')
    return { ...nothing, ...noSessionFigures, load: loadavg()[0]!, problem }
  } finally {
    server.reset()
    await browser?.close()
  }
}

async function measure({ server, updates, seconds }: SessionRunDeps, browser: BenchPage, hasTable: boolean) {
  const { sessions } = server
  await browser.evaluate('window.bench.ready', 30_000)
  if (hasTable && !(await server.hasReader(READER_PATIENCE_MS))) throw new Error('The page does not read the stream.')
  const columns = hasTable ? await learnColumns(browser, server) : new Map<never, number>()

  sessions.start(updates)
  await sleep(WARM_UP_MS)
  const [before, asked] = await Promise.all([browser.renderer(), sessions.look([])])
  await browser.evaluate('window.bench.start()', HUNG_AFTER_MS)
  await sleep(seconds * 1_000)
  const report = await browser.evaluate<WindowReport>('window.bench.stop()', HUNG_AFTER_MS)
  const [after, answered] = await Promise.all([browser.renderer(), sessions.look([])])
  const span = report.to - report.from
  const perSecond = (amount: number) => (amount * 1_000) / span
  const figures = {
    ...frameStats(report.frames, span),
    longtask_ms_per_s: perSecond(report.longTasks.reduce((sum, took) => sum + took, 0)),
    rss_mb: after.rssMb,
    cpu_pct: ((after.cpuMs - before.cpuMs) * 100) / span,
    updates_per_s: perSecond(answered.updates - asked.updates),
    list_questions_per_s: hasTable ? perSecond(answered.questions - asked.questions) : null,
  }
  if (!hasTable) return { ...noSessionFigures, ...figures, heap_mb: await browser.heapMb() }

  const settled = new Map<SettledLook['after'], Settled>()
  sessions.stop()
  settled.set('watching', await settle(browser, server, columns))
  // A list that is asked for again heals what the stream's events were not applied to: here they are alone.
  sessions.start(updates, true)
  await sleep(VALUES_MS)
  sessions.stop()
  settled.set('values alone', await settle(browser, server, columns))

  sessions.start(updates)
  const times = await measureTableInteractions(browser)
  await letGo(browser)
  sessions.stop()
  settled.set('using', await settle(browser, server, withoutErrors(columns)))
  return {
    ...figures,
    heap_mb: await browser.heapMb(),
    ...togetherOf(settled),
    times,
    compared: ['status', ...columns.keys()],
  }
}

/** A table may keep its order for as long as the mouse or the focus is in it. */
async function letGo(browser: BenchPage): Promise<void> {
  await browser.pointAt(1, 1)
  await browser.evaluate(
    `for (const { shadowRoot } of document.querySelectorAll('*')) shadowRoot?.activeElement?.blur()`,
  )
  await goHome(browser)
}

function togetherOf(settled: ReadonlyMap<SettledLook['after'], Settled>) {
  const all = [...settled.values()]
  const sum = (pick: (one: Settled) => number) => all.reduce((total, one) => total + pick(one), 0)
  return {
    wrong_cells: sum(({ wrong }) => wrong),
    checked_cells: sum(({ checked }) => checked),
    misplaced_rows: sum(({ misplaced }) => misplaced),
    settled_ms: all.some(({ ms }) => ms === null) ? null : Math.max(...all.map(({ ms }) => ms!)),
    settled: [...settled].map(([after, { checked, wrong, misplaced, ms }]) => ({
      after,
      checked,
      wrong,
      misplaced,
      ms,
    })),
    examples: [...settled].flatMap(([after, { examples }]) => examples.map((example) => `after ${after}, ${example}`)),
  }
}
