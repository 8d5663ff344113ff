import { loadavg } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { openPage, type BenchPage } from '../browser/open-page.ts'
import { clickAt } from '../measure/click-at.ts'
import type { MountTimes } from '../pages/mount/page.ts'
import { figure } from '../report/table.ts'
import type { BenchServer } from '../server/start-server.ts'
import { MOUNT_KINDS, type MountKind, type MountRun, type MountsResult } from './mounts-result.ts'
import { summarizeMounts } from './summarize-mounts.ts'

export interface MountDeps {
  server: BenchServer
  chromium: string
  say: (line: string) => void
}

/** More than a page of the table. */
const SESSIONS = 200
/** A browser that is still starting is no reader's; and the panel has opened its stream and loaded the rest by then. */
const REST_MS = 1_500
const PATIENCE_MS = 30_000

/** Opens the panel from a shell's menu, each time in a browser of its own. */
export async function runMounts({ server, chromium, say }: MountDeps, count: number): Promise<MountsResult> {
  const runs: MountRun[] = []
  try {
    for (let round = 0; round < count; round++) {
      server.reset()
      server.sessions.load(SESSIONS)
      const run = await runMount(server, chromium)
      runs.push(run)
      const told = MOUNT_KINDS.map((kind) => `${kind} ${figure(run.times[kind]?.table_ms, 0)} ms`).join(', ')
      say(`  ${round + 1} of ${count}: ${told}${run.problem === undefined ? '' : ` (${run.problem.split('\n')[0]})`}`)
    }
  } finally {
    server.reset()
  }
  return { sessions: SESSIONS, rows: summarizeMounts(runs), runs }
}

async function runMount(server: BenchServer, chromium: string): Promise<MountRun> {
  const times: Partial<Record<MountKind, MountTimes>> = {}
  const address = `${server.url}/?page=mount`
  let page: BenchPage | null = null
  try {
    page = await openPage(chromium, address)
    times.cold = await open(page)
    await sleep(REST_MS)
    await page.goTo(address)
    times.warm = await open(page)
    await sleep(REST_MS)
    await page.evaluate('window.benchMount.leave()')
    times.again = await open(page)
    const own = page.errors[0]
    return { times, load: loadavg()[0]!, ...(own === undefined ? {} : { problem: own }) }
  } catch (error) {
    return { times, load: loadavg()[0]!, problem: error instanceof Error ? error.message : String(error) }
  } finally {
    await page?.close()
  }
}

async function open(page: BenchPage): Promise<MountTimes> {
  await page.evaluate('window.bench.ready', PATIENCE_MS)
  await sleep(REST_MS)
  await clickAt(page, '#app > button')
  return page.evaluate<MountTimes>('window.benchMount.shown()', PATIENCE_MS)
}
