import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'

export interface Received {
  path: string
  headers: IncomingMessage['headers']
  body: Record<string, unknown>
}

/** What the receiver says to one request; `hang` says nothing at all. */
export type Reply = { status: number; headers?: Record<string, string> } | 'hang'

/** A real HTTP server that takes messages for people, on a port of its own, ended with the test. */
export const startReceiver = async (first: Reply = { status: 200 }, port = 0) => {
  const received: Received[] = []
  const waiters = new Set<() => void>()
  let reply = first

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const body = JSON.parse(await text(request)) as Record<string, unknown>
    const now = reply
    if (now !== 'hang') response.writeHead(now.status, now.headers).end('ok')
    received.push({ path: request.url ?? '', headers: request.headers, body })
    waiters.forEach((wake) => wake())
  }
  const server = createServer((request, response) => void answer(request, response))
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const own = (server.address() as AddressInfo).port
  const stop = async () => {
    if (!server.listening) return
    server.close()
    server.closeAllConnections()
    await once(server, 'close')
  }
  onTestFinished(stop)

  return {
    url: `http://127.0.0.1:${own}`,
    port: own,
    received,
    stop,
    /** What is said from now on. */
    say: (next: Reply) => (reply = next),
    /** All requests, once there are so many. */
    async take(count: number): Promise<Received[]> {
      while (received.length < count) {
        await new Promise<void>((resolve) => {
          const wake = () => {
            waiters.delete(wake)
            resolve()
          }
          waiters.add(wake)
        })
      }
      return received
    },
  }
}

export type Receiver = Awaited<ReturnType<typeof startReceiver>>
