import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Answer = (request: IncomingMessage, response: ServerResponse) => void

export interface Loopback {
  readonly url: string
  readonly requests: readonly IncomingMessage[]
  /** Answers that are still under way. */
  open(): number
  close(): Promise<void>
}

/** A real HTTP server on this machine; request after request takes the next answer, the last one for good. */
export async function serve(...answers: Answer[]): Promise<Loopback> {
  const requests: IncomingMessage[] = []
  let underWay = 0
  const server = createServer((request, response) => {
    requests.push(request)
    underWay++
    response.on('close', () => underWay--)
    const answer = answers[Math.min(requests.length, answers.length) - 1]
    answer?.(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/stream`,
    requests,
    open: () => underWay,
    close() {
      server.closeAllConnections()
      return new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

export const EVENT_STREAM = { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' }

/** 200, the right type and these bytes; the answer stays open unless it says otherwise. */
export const streams =
  (text: string | Uint8Array, after: 'stays' | 'ends' | 'resets' = 'stays', headers: object = EVENT_STREAM): Answer =>
  (_, response) => {
    response.writeHead(200, { ...headers })
    response.flushHeaders()
    if (after === 'resets') response.write(text, () => response.socket?.resetAndDestroy())
    else if (after === 'ends') response.end(text)
    else if (text.length > 0) response.write(text)
  }

/** A status with headers and a small body. */
export const status =
  (code: number, headers: Record<string, string> = {}, body = ''): Answer =>
  (_, response) => {
    response.writeHead(code, headers)
    response.end(body)
  }
