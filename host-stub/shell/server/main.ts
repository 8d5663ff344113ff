import { fileURLToPath } from 'node:url'
import { serve } from '@hono/node-server'
import { readOptions } from './options.ts'
import { createShellApp } from './shell-app.ts'

const options = readOptions(process.argv.slice(2), process.env)
const dist = fileURLToPath(new URL('../dist', import.meta.url))
const app = createShellApp({ options, dist, fetch })

const server = serve({ fetch: app.fetch, port: options.port, hostname: options.host }, ({ port }) => {
  console.log(`Shell is ready: http://${options.host}:${port}/`)
})

server.on('error', (problem: NodeJS.ErrnoException) => {
  console.error(
    problem.code === 'EADDRINUSE'
      ? `Port ${options.port} on ${options.host} is taken: stop what uses it, or start the shell with --port or DH_SHELL_PORT.`
      : `The shell could not start: ${problem.message}`,
  )
  process.exit(1)
})

// Open keep-alive connections would hold the process for minutes.
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => process.exit(0))
