import { setTimeout as sleep } from 'node:timers/promises'
import type { BenchPage } from '../browser/open-page.ts'
import { byTestid } from './in-panel.ts'

/**
 * Lines that the panel says are missing. A filter never hides a gap, so one that nothing matches leaves the gaps
 * on the screen, and their texts name the numbers.
 */
export async function announcedMissing(page: BenchPage): Promise<number> {
  await page.evaluate('window.bench.focusField()')
  page.type('~~~nothing~~~')
  await sleep(2_000)
  return page.evaluate<number>(`(() => {
    let missing = 0
    for (const row of (${byTestid('dh-log')})?.querySelectorAll('[data-kind="gap"]') ?? [])
      missing += Number(row.dataset.missed ?? /\\d[\\d,.]*/.exec(row.textContent)?.[0].replace(/[,.]/g, '') ?? 0)
    return missing
  })()`)
}
