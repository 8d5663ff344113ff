import { randomUUID } from 'node:crypto'
import { createSystemClock } from '../../remote-dev-hotload/kernel/index.ts'
import { EXIT, readRecordOptions } from './record/options.ts'
import { runRecord } from './record/run.ts'

const options = readRecordOptions(process.argv.slice(2), process.env)
const interrupt = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    // The second time nothing is waited for; the file then lacks its last line and nothing else.
    if (interrupt.signal.aborted) process.exit(EXIT.broken)
    interrupt.abort()
  })

process.exitCode = await runRecord(options, {
  fetch,
  clock: createSystemClock(),
  random: Math.random,
  uuid: randomUUID,
  env: process.env,
  stderr: process.stderr,
  signal: interrupt.signal,
})
// A wait of the clock that was cut short must not keep the terminal.
process.exit()
