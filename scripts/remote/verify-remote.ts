import { SingleBar, Presets } from 'cli-progress'
import { Command } from 'commander'
import { checkRemote } from './verify/check-remote.ts'
import { reportOf } from './verify/report.ts'

const { url, hostApi, patience, json } = new Command('remote:verify')
  .description('Downloads a deployed panel and compares every file with its manifest')
  .requiredOption('--url <address>', 'where remoteEntry.js and manifest.json are, e.g. http://localhost:5171/')
  .option('--host-api <version>', "the shell's apiVersion, to check that the panel accepts it")
  .option('--patience <seconds>', 'time for each file', '30')
  .option('--json', 'the findings as JSON')
  .addHelpText(
    'after',
    '\nEnds with 0 when everything is as promised, 1 when something is not, 2 when it could not be asked.',
  )
  .parse()
  .opts<{ url: string; hostApi?: string; patience: string; json?: true }>()

const bar = new SingleBar({ format: '{bar} {value}/{total} {file}', clearOnComplete: true }, Presets.shades_classic)
const shown = process.stderr.isTTY && !json
const checked = await checkRemote({
  url,
  hostApi,
  patienceMs: Math.max(1, Number(patience) || 30) * 1000,
  onProgress(done, all, file) {
    if (!shown) return
    if (done === 1) bar.start(all, 0, { file })
    bar.update(done, { file })
    if (done === all) bar.stop()
  },
})
console.log(json ? JSON.stringify(checked, null, 2) : reportOf(checked))
const isWrong = checked.findings.some(({ severity }) => severity === 'error')
process.exitCode = checked.manifest === null ? 2 : isWrong ? 1 : 0
