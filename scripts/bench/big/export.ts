import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { BenchPage } from '../browser/open-page.ts'
import { clickOn, comes, isShown } from '../measure/in-panel.ts'
import type { WindowReport } from '../pages/probe-report.ts'
import type { ExportTimes, Skipped } from './big-result.ts'

const PATIENCE_MS = 120_000
const LOOK_EVERY_MS = 50
const UNFINISHED = /[.](crdownload|tmp)$/

/** Exports the log as JSON lines through the panel's dialog and waits for the file. */
export async function measureExport(page: BenchPage): Promise<ExportTimes | Skipped> {
  if (!(await clickOn(page, 'dh-log-export'))) return { skipped: 'There is no button dh-log-export.' }
  if (!(await comes(page, 'dh-log-export-jsonl'))) return { skipped: 'There is no button dh-log-export-jsonl.' }
  await page.evaluate('window.bench.start()')
  const begun = performance.now()
  await clickOn(page, 'dh-log-export-jsonl')
  await sleep(LOOK_EVERY_MS)
  // Where the format is only a choice, the dialog has a button of its own for going on.
  if (await isShown(page, 'dh-confirm-ok')) await clickOn(page, 'dh-confirm-ok')
  const file = await finished(page.downloads)
  const complete_ms = performance.now() - begun
  const report = await page.evaluate<WindowReport>('window.bench.stop()')
  if (file === null) return { skipped: `No file was there after ${PATIENCE_MS / 1_000} s.` }
  return {
    complete_ms,
    longest_task_ms: Math.max(0, ...report.longTasks),
    lines: readFileSync(file, 'utf8').trimEnd().split('\n').length,
    mb: statSync(file).size / 1024 ** 2,
  }
}

async function finished(folder: string): Promise<string | null> {
  for (const begun = performance.now(); performance.now() - begun < PATIENCE_MS; await sleep(LOOK_EVERY_MS)) {
    const names = existsSync(folder) ? readdirSync(folder) : []
    if (names.length > 0 && !names.some((name) => UNFINISHED.test(name))) return join(folder, names[0]!)
  }
  return null
}
