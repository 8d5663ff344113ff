import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { serve } from '@hono/node-server'
import { Command } from 'commander'
import { createRemoteApp } from './remote/remote-app.ts'

const { port, host } = new Command('remote')
  .description('Serves the built panel (dist/) to any shell')
  .option('--port <number>', 'port to listen on', process.env.DH_REMOTE_PORT ?? '5171')
  .option('--host <address>', 'address to listen on', '127.0.0.1')
  .parse()
  .opts<{ port: string; host: string }>()

const dist = fileURLToPath(new URL('../dist', import.meta.url))
if (!existsSync(`${dist}/remoteEntry.js`)) {
  console.error('There is no built panel in dist/. Run npm run build first.')
  process.exit(1)
}

const server = serve({ fetch: createRemoteApp(dist).fetch, port: Number(port), hostname: host }, (info) => {
  console.log(`Remote is ready: http://${host}:${info.port}`)
})
server.on('error', (error: NodeJS.ErrnoException) => {
  console.error(error.code === 'EADDRINUSE' ? `Port ${port} is taken. Name another one with --port.` : error.message)
  process.exit(1)
})
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => process.exit(0))
