import { randomUUID } from 'node:crypto'
import { createSystemClock } from '../../remote-dev-hotload/kernel/index.ts'
import { EXIT, readExportOptions } from './export/options.ts'
import { runExportLogs } from './export/run.ts'

const options = readExportOptions(process.argv.slice(2), process.env)
const interrupt = new AbortController()
process.on('SIGINT', () => {
  // The second time the page that is being written is not waited for either; --resume cuts its half away.
  if (interrupt.signal.aborted) process.exit(EXIT.interrupted)
  interrupt.abort()
})

// The reader of a pipe may leave; the write that fails of it ends the run.
process.stdout.on('error', () => {})

process.exitCode = await runExportLogs(options, {
  fetch,
  clock: createSystemClock(),
  random: Math.random,
  uuid: randomUUID,
  env: process.env,
  stdout: process.stdout,
  stderr: process.stderr,
  signal: interrupt.signal,
})
// A wait of the clock that was cut short must not keep the terminal.
process.exit()
