import { setTimeout as sleep } from 'node:timers/promises'
import { openPage } from '../browser/open-page.ts'
import type { BenchServer } from '../server/start-server.ts'
import { slope } from '../stats/slope.ts'

export interface MemoryResult {
  readonly minutes: number
  readonly rate: number
  /** JavaScript heap after a collection: seconds since the start, MB. */
  readonly samples: (readonly [seconds: number, mb: number])[]
  readonly empty_heap_mb: number
  readonly heap_mb: number
  readonly rss_mb: number | null
  /** Of the second half, when the retention limit has long been reached. */
  readonly slope_mb_per_min: number
}

const RATE = 1_000
const SAMPLES = 20
const LEAST_PAUSE_S = 5

/** The panel under a steady stream for some minutes. Rejects when the page cannot be measured. */
export async function runMemory(
  { server, chromium, say }: { server: BenchServer; chromium: string; say: (line: string) => void },
  minutes: number,
): Promise<MemoryResult> {
  const empty_heap_mb = await heapOfEmpty(server, chromium)
  server.reset()
  const page = await openPage(chromium, `${server.url}/?page=ours&retention=50000`)
  try {
    await page.evaluate('window.bench.ready', 30_000)
    await server.hasReader(15_000)
    server.start({ rate: RATE })
    const samples: [number, number][] = []
    const begun = performance.now()
    const pause = Math.max(LEAST_PAUSE_S, (minutes * 60) / SAMPLES) * 1_000
    while (performance.now() - begun < minutes * 60_000) {
      await sleep(pause)
      const sample: [number, number] = [Math.round((performance.now() - begun) / 1_000), await page.heapMb()]
      samples.push(sample)
      say(`  after ${sample[0]} s: ${sample[1].toFixed(1)} MB`)
    }
    const late = samples.slice(samples.length >> 1).map(([seconds, mb]) => [seconds / 60, mb] as const)
    return {
      minutes,
      rate: RATE,
      samples,
      empty_heap_mb,
      heap_mb: samples.at(-1)?.[1] ?? NaN,
      rss_mb: (await page.renderer()).rssMb,
      slope_mb_per_min: slope(late),
    }
  } finally {
    await server.stop()
    await page.close()
  }
}

async function heapOfEmpty(server: BenchServer, chromium: string): Promise<number> {
  const page = await openPage(chromium, `${server.url}/?page=empty`)
  try {
    await page.evaluate('window.bench.ready')
    return await page.heapMb()
  } finally {
    await page.close()
  }
}
