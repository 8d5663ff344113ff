import { setTimeout as sleep } from 'node:timers/promises'
import { openPage, type BenchPage } from '../browser/open-page.ts'
import { drain } from '../measure/drain.ts'
import type { SearchTimes } from '../pages/ours/search-watch.ts'
import { RARE_WORD } from '../server/frames.ts'
import type { BenchServer } from '../server/start-server.ts'
import type { ManyLines, Skipped } from './big-result.ts'
import { measureExport } from './export.ts'

const FILL_RATE = 25_000
/** The last line must not be one of those that the search looks for. */
const BEYOND = 500
const SEARCH_PATIENCE_MS = 90_000

/** Fills the panel with so many lines, then searches and exports them. Rejects when it cannot be filled. */
export async function runManyLines(
  { server, chromium }: { server: BenchServer; chromium: string },
  lines: number,
): Promise<ManyLines> {
  server.reset()
  const page = await openPage(chromium, `${server.url}/?page=ours&retention=${lines}`)
  try {
    await page.evaluate('window.bench.ready', 30_000)
    if (!(await server.hasReader(15_000))) throw new Error('The panel does not read the stream.')
    const limit = lines + BEYOND
    const begun = performance.now()
    server.start({ rate: FILL_RATE, batch: true, limit })
    if (!(await server.isFull((limit / FILL_RATE) * 3_000 + 30_000)))
      throw new Error('The lines could not be sent in time.')
    const received = await drain(page, limit)
    const filled_ms = performance.now() - begun
    if (received < lines) throw new Error(`Only ${received} of ${limit} lines arrived.`)
    await sleep(1_000)
    const heap_mb = await page.heapMb()
    const { rssMb: rss_mb } = await page.renderer()
    return {
      lines,
      received,
      filled_ms,
      heap_mb,
      rss_mb,
      filter: await search(page, 'filter'),
      find: await search(page, 'find'),
      export: await measureExport(page),
    }
  } finally {
    await server.stop()
    await page.close()
  }
}

async function search(page: BenchPage, kind: 'filter' | 'find'): Promise<SearchTimes | Skipped> {
  const problem = await page.evaluate<string | null>(`window.benchSearch.begin('${kind}', '${RARE_WORD}')`)
  if (problem !== null) return { skipped: problem }
  page.type(RARE_WORD)
  const times = await page.evaluate<SearchTimes>('window.benchSearch.end()', SEARCH_PATIENCE_MS)
  // The field is empty again, so that the next part sees every line.
  for (let letter = 0; letter < RARE_WORD.length; letter++) page.press('Backspace')
  await sleep(2_000)
  return times
}
