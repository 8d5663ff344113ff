import {
  request as ask,
  type Agent,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type ServerResponse,
} from 'node:http'
import type { Dice } from './dice.ts'
import type { Exchange } from './fault.ts'
import { isLoopbackUrl } from './loopback.ts'

export interface ExchangeDeps {
  request: IncomingMessage
  response: ServerResponse
  dice: Dice
  /** Of the Dev API. */
  host: string
  port: number
  agent: Agent
  /** Instead of the `Last-Event-ID` that came. */
  originalId: (id: string) => string
  /** What becomes of the Dev API's answer. */
  deliver: (answer: IncomingMessage) => void
}

/** Belongs to one connection and not to what travels over it. */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

export const endToEnd = (headers: IncomingMessage['headers']): OutgoingHttpHeaders =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.has(name)))

/** So that a page of this machine may read what we answer in the name of the Dev API. */
const corsHeaders = ({ headers: { origin } }: IncomingMessage): OutgoingHttpHeaders =>
  origin !== undefined && isLoopbackUrl(origin)
    ? {
        'access-control-allow-origin': origin,
        'access-control-expose-headers': 'X-Request-ID, Retry-After',
        vary: 'Origin',
      }
    : {}

/** One request of the browser, and what may be done about it. */
export const createExchange = (deps: ExchangeDeps): Exchange => {
  const { request, response, dice, host, port, agent, originalId, deliver } = deps
  const timers = new Set<NodeJS.Timeout>()
  response.once('close', () => timers.forEach(clearTimeout))

  const reset = () => void request.socket.resetAndDestroy()

  const forward = (keep?: () => void): void => {
    const lastEventId = request.headers['last-event-id']
    const upstream = ask({
      host,
      port,
      agent,
      method: request.method,
      path: request.url,
      headers: {
        ...endToEnd(request.headers),
        ...(typeof lastEventId === 'string' ? { 'last-event-id': originalId(lastEventId) } : {}),
        host: `${host}:${port}`,
        // Frames are told apart by their bytes.
        'accept-encoding': 'identity',
      },
    })
    upstream.once('response', (answer) => {
      if (!keep) return deliver(answer)
      answer.once('end', keep).resume()
    })
    // A Dev API that is gone looks through us as it would without us.
    upstream.once('error', reset)
    response.once('close', () => upstream.destroy())
    request.pipe(upstream)
  }

  return {
    request,
    response,
    dice,
    reset,
    forward,
    answer(status, headers, body) {
      request.resume()
      response.writeHead(status, { 'cache-control': 'no-store', ...headers, ...corsHeaders(request) })
      response.end(body)
    },
    after(ms, run) {
      const timer = setTimeout(() => {
        timers.delete(timer)
        run()
      }, ms)
      timers.add(timer)
    },
  }
}
