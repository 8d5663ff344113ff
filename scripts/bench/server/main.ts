/** The benchmark's server, a process of its own: pages, remote, wire contract, and the sender that keeps the pace. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { createRemoteApp } from '../../remote/remote-app.ts'
import { createAlertScenario } from './alerts/alert-scenario.ts'
import { createApi } from './api.ts'
import { preciseNow } from './clock.ts'
import { createEncoder } from './frames.ts'
import { createLinePool } from './line-pool.ts'
import type { FromServer, ToServer } from './messages.ts'
import { createReaders } from './readers.ts'
import { createSender } from './sender.ts'
import { createSessionScenario } from './sessions/session-scenario.ts'

const [pages, remote] = process.argv.slice(2)
if (pages === undefined || remote === undefined) throw new Error('Folders of the pages and of the remote are needed.')

const tell = (message: FromServer) => process.send?.(message)
const readers = createReaders({
  // One of them sends at a time.
  lastSent: () => sender.sent + sessions.lastEvent,
  onCount: (count) => tell({ kind: 'readers', count }),
})
const sender = createSender({
  encoder: createEncoder(createLinePool(4_096, 20_261_125)),
  readers,
  now: preciseNow,
  onFull: () => tell({ kind: 'full' }),
})
const sessions = createSessionScenario({ readers, now: preciseNow })
const alerts = createAlertScenario({
  readers,
  now: preciseNow,
  onDone: (writes) => tell({ kind: 'raised', writes }),
})

const app = new Hono()
app.route('/', createApi(sessions, alerts))
app.route(
  '/remote',
  new Hono().use('*', async (c) => createRemoteApp(remote).request(c.req.path.slice('/remote'.length))),
)
app.use('*', serveStatic({ root: pages }))
const answer = getRequestListener(app.fetch)

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://bench.invalid')
  if (pathname === '/internal/dev/plugins/stream') readers.add('contract', request, response)
  else if (pathname === '/plain') readers.add('plain', request, response)
  else void answer(request, response)
})
server.listen(0, '127.0.0.1', () => tell({ kind: 'ready', port: (server.address() as AddressInfo).port }))

process.on('message', (message: ToServer) => {
  switch (message.kind) {
    case 'start':
      return sender.start(message)
    case 'reset':
      sessions.clear()
      alerts.clear()
      return sender.reset()
    case 'stop':
      sender.stop()
      return tell({ kind: 'stopped', sent: sender.sent, ticks: sender.ticks })
    case 'sessions':
      return sessions.load(message.count)
    case 'updates':
      return message.rate > 0 ? sessions.start(message.rate, message.onlyValues) : sessions.stop()
    case 'look':
      return tell({ kind: 'looked', ...sessions.look(message.ids) })
    case 'alerts':
      return alerts.load()
    case 'raise':
      return alerts.raise(message.causes)
  }
})
process.on('disconnect', () => process.exit(0))
