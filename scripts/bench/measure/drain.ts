import { setTimeout as sleep } from 'node:timers/promises'
import type { BenchPage } from '../browser/open-page.ts'

const LOOK_EVERY_MS = 250
const STILL_FOR_MS = 2_000
const PATIENCE_MS = 30_000

/** Waits until the page has taken in what was sent, or gets no further; tells how much it has. */
export async function drain(page: BenchPage, sent: number): Promise<number> {
  let received = -1
  let changedAt = performance.now()
  for (const begun = performance.now(); performance.now() - begun < PATIENCE_MS; await sleep(LOOK_EVERY_MS)) {
    const now = await page.evaluate<number>('window.bench.received()')
    if (now !== received) changedAt = performance.now()
    received = now
    if (received >= sent || performance.now() - changedAt > STILL_FOR_MS) break
  }
  return received
}
