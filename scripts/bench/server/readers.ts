import type { IncomingMessage, ServerResponse } from 'node:http'
import { SESSION_ID, TENANT_ID } from './identity.ts'

export type Dialect = 'contract' | 'plain'

/** Those who read the stream, and in which words. */
export interface Readers {
  add(dialect: Dialect, request: IncomingMessage, response: ServerResponse): void
  has(dialect: Dialect): boolean
  write(dialect: Dialect, text: string): void
}

const HEARTBEAT_MS = 5_000

export interface ReadersDeps {
  /** The last line that was sent; 0 before the first. */
  lastSent: () => number
  onCount: (count: number) => void
}

export function createReaders({ lastSent, onCount }: ReadersDeps): Readers {
  const open: Record<Dialect, Set<ServerResponse>> = { contract: new Set(), plain: new Set() }
  const tell = () => onCount(open.contract.size + open.plain.size)
  setInterval(() => {
    for (const response of [...open.contract, ...open.plain]) response.write(': hb\n\n')
  }, HEARTBEAT_MS).unref()

  return {
    add(dialect, request, response) {
      response.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-cache, no-transform',
        'x-accel-buffering': 'no',
      })
      response.write(': hello\n\n')
      // This server keeps nothing to send again, and says so.
      const resumeFrom = Number(request.headers['last-event-id'])
      const missed = Number.isFinite(resumeFrom) ? lastSent() - resumeFrom : 0
      if (dialect === 'contract' && missed > 0) response.write(gap(resumeFrom, missed))
      request.socket.setNoDelay(true)
      open[dialect].add(response)
      response.on('close', () => {
        open[dialect].delete(response)
        tell()
      })
      tell()
    },
    has: (dialect) => open[dialect].size > 0,
    write(dialect, text) {
      for (const response of open[dialect]) response.write(text)
    },
  }
}

function gap(from: number, missed: number): string {
  const payload = { reason: 'retention', fromId: String(from + 1), toId: String(from + missed), missed }
  const ts = new Date().toISOString()
  const data = { type: 'StreamGap', sessionId: SESSION_ID, tenantId: TENANT_ID, ts, payload }
  return `event: StreamGap\ndata: ${JSON.stringify(data)}\n\n`
}
