import { randomUUID } from 'node:crypto'
import { createSystemClock } from '../../host-stub/plugin-session/clock.ts'
import { EXIT, readStormOptions } from './storm/options.ts'
import { runStorm } from './storm/run.ts'

const options = readStormOptions(process.argv.slice(2), process.env)
const interrupt = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    // The second time nothing is waited for: the sessions expire by themselves.
    if (interrupt.signal.aborted) process.exit(EXIT.interrupted)
    process.stderr.write('\nEnding the sessions …\n')
    interrupt.abort()
  })

process.exitCode = await runStorm(options, {
  fetch,
  clock: createSystemClock(),
  uuid: randomUUID,
  env: process.env,
  stderr: process.stderr,
  signal: interrupt.signal,
})
// A wait of the clock that was cut short must not keep the terminal.
process.exit()
