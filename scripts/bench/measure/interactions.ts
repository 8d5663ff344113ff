import { setTimeout as sleep } from 'node:timers/promises'
import type { BenchPage } from '../browser/open-page.ts'
import type { WindowReport } from '../pages/probe-report.ts'
import { percentile } from '../stats/percentile.ts'
import { clickOn, comes } from './in-panel.ts'

export interface Interactions {
  readonly tab_paint_p95?: number | null
  readonly row_paint_p95?: number | null
  readonly dialog_paint_p95?: number | null
}

const ROUNDS = 10
const PAUSE_MS = 250

/** Clicks through the panel while lines stream in: each click's way to the next paint. */
export async function measureInteractions(page: BenchPage): Promise<Interactions> {
  return {
    tab_paint_p95: await clicks(page, 'dh-tab-logs', ['dh-tab-details', 'dh-tab-logs'], 'dh-log'),
    row_paint_p95: await clicks(page, 'dh-log-row', ['dh-log-row'], 'dh-log'),
    dialog_paint_p95: await dialog(page),
  }
}

/** Null when a place to click is missing. */
async function clicks(page: BenchPage, first: string, path: readonly string[], end: string): Promise<number | null> {
  if (!(await comes(page, first))) return null
  await page.evaluate('window.bench.start()')
  for (let round = 0; round < ROUNDS; round++) {
    for (const testid of path) {
      if (!(await clickOn(page, testid))) return null
      await sleep(PAUSE_MS)
    }
  }
  const p95 = slowestClicks(await page.evaluate<WindowReport>('window.bench.stop()'))
  await comes(page, end)
  return p95
}

async function dialog(page: BenchPage): Promise<number | null> {
  const took: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    if (!(await comes(page, 'dh-terminate'))) return null
    await page.evaluate('window.bench.start()')
    await clickOn(page, 'dh-terminate')
    const opened = await comes(page, 'dh-confirm')
    await sleep(PAUSE_MS)
    const report = await page.evaluate<WindowReport>('window.bench.stop()')
    if (!opened) return null
    took.push(slowestClicks(report) ?? 0)
    await clickOn(page, 'dh-confirm-cancel')
    await sleep(PAUSE_MS)
  }
  return percentile(took, 0.95)
}

/** Pressing and releasing are two events of one click; what is seen may come with either. */
const slowestClicks = ({ inputs }: WindowReport): number | null =>
  percentile(
    inputs.filter(({ type }) => type !== 'keydown').map(({ took }) => took),
    0.95,
  )
