import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A Dev API of a few lines: an event stream whose frames the test writes, and commands that it counts. */
export const startUpstream = async () => {
  const streams: ServerResponse[] = []
  const seen: IncomingMessage[] = []
  const carriedOut: string[] = []
  const server = createServer((request, response) => {
    seen.push(request)
    if (request.url?.startsWith('/stream')) {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders()
      streams.push(response)
      return
    }
    let body = ''
    request.setEncoding('utf8').on('data', (text: string) => (body += text))
    request.on('end', () => {
      if (request.method === 'POST') carriedOut.push(body)
      response
        .writeHead(200, { 'content-type': 'application/json', 'x-request-id': 'r-1' })
        .end(`{"echo":${JSON.stringify(body)}}`)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    streams,
    seen,
    carriedOut,
    /** To every open stream. */
    write: (text: string) => streams.forEach((stream) => stream.write(text)),
    async dispose() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}

export type Upstream = Awaited<ReturnType<typeof startUpstream>>

/** A log frame as the Dev API writes it. */
export const logFrame = (n: number, message = `line ${n}`): string => {
  const payload = { logId: `s-${n}`, ts: '2026-01-01T00:00:00.000Z', level: 'info', message }
  const data = { type: 'LogEntry', sessionId: 's', tenantId: 't', ts: '2026-01-01T00:00:00.000Z', payload }
  return `id: log-${n}\nevent: LogEntry\ndata: ${JSON.stringify(data)}\n\n`
}
