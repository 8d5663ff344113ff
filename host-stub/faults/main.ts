import { createFaultProxy } from './fault-proxy.ts'
import { readOptions } from './options.ts'

const options = readOptions(process.argv.slice(2), process.env)
const { port, host, scenario, seed } = options
const proxy = createFaultProxy(options)

try {
  const url = await proxy.listen(port, host)
  process.stdout.write(`Faults are ready: ${url} (scenario ${scenario}, seed ${seed})\n`)
} catch (error) {
  const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
  const reason = isTaken ? `${host}:${port} is in use. Choose another one with --port.` : String(error)
  process.stderr.write(`The fault server cannot start: ${reason}\n`)
  process.exit(1)
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => process.exit(0))
