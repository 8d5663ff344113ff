import { existsSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CHROMIUM_ADVICE, findChromium } from '../find-chromium.mjs'
import { buildPages } from './build-pages.ts'
import { readOptions } from './options.ts'
import { formatAlerts } from './report/alert-lines.ts'
import { formatBars } from './report/bars.ts'
import { formatBig } from './report/big-lines.ts'
import { formatMounts } from './report/mount-lines.ts'
import { formatSessions } from './report/sessions-lines.ts'
import { formatTable } from './report/table.ts'
import { runBench } from './run-bench.ts'
import { startServer } from './server/start-server.ts'

/** A benchmark measures: a missed bar is a result. Only what could not be measured at all is a failure. */
const COULD_NOT_MEASURE = 2

const say = (line: string) => console.error(line)

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2))
  const remote = resolve(options.dist ?? fileURLToPath(new URL('../../dist', import.meta.url)))
  if (!existsSync(`${remote}/remoteEntry.js`))
    throw new Error(`There is no built panel in ${remote}. Run npm run build first.`)
  const chromium = findChromium()
  if (chromium === null) throw new Error(CHROMIUM_ADVICE)
  say('Building the pages')
  const server = await startServer({ pages: await buildPages(), remote })
  try {
    const results = await runBench({ server, chromium, say }, options)
    if (options.out !== null) writeFileSync(options.out, `${JSON.stringify(results, null, 2)}\n`)
    const { summary, big, sessions, alerts, mounts, bars, machine } = results
    const parts = [
      formatTable(summary),
      big ? formatBig(big) : '',
      sessions ? formatSessions(sessions) : '',
      alerts ? formatAlerts(alerts) : '',
      mounts ? formatMounts(mounts) : '',
      formatBars(bars),
      `${machine.cpu}, ${machine.cores} cores, load ${machine.load_before} → ${machine.load_after}, ${machine.browser}`,
    ]
    console.log(`\n${parts.filter(Boolean).join('\n\n')}`)
    const told = [
      ...[...summary, ...(sessions?.rows ?? [])].map(({ fps }) => fps),
      ...(alerts?.rows ?? []).map(({ p50 }) => p50),
      ...(mounts?.rows ?? []).map(({ all }) => all),
    ]
    if (told.length > 0 && told.every((figure) => figure === null)) process.exitCode = COULD_NOT_MEASURE
  } finally {
    server.close()
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = COULD_NOT_MEASURE
})
