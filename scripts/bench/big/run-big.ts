import { runPage, type PageRunDeps } from '../measure/page-run.ts'
import { median } from '../stats/percentile.ts'
import type { BigResult } from './big-result.ts'
import { runManyLines } from './many-lines.ts'

const SIZES = [50_000, 1_000_000]
const INGEST_RATE = 50_000
const INGEST_SECONDS = 10

/** Large logs: search, export, memory, and the fastest stream. */
export async function runBig(
  deps: Pick<PageRunDeps, 'server' | 'chromium'> & { say: (line: string) => void },
): Promise<BigResult> {
  const many: BigResult['many'] = []
  for (const lines of SIZES) {
    deps.say(`  ${lines} lines: fill, filter, find, export`)
    try {
      many.push(await runManyLines(deps, lines))
    } catch (error) {
      many.push({ lines, skipped: error instanceof Error ? error.message : String(error) })
    }
  }
  const ingest = (page: string) => {
    deps.say(`  ${page}: ${INGEST_RATE} lines/s in batches`)
    return runPage({ ...deps, seconds: INGEST_SECONDS, batch: true }, page, INGEST_RATE)
  }
  const before = await ingest('empty')
  const ours = await ingest('ours')
  const after = await ingest('empty')
  const fps = [before.fps, after.fps].filter((value) => value !== null)
  return { many, ingest: { ours, empty_fps: median(fps) } }
}
