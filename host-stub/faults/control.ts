import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import { REQUEST_FAULTS, STREAM_FAULTS, STRIKES, type FaultName } from './catalogue.ts'
import type { FaultProxy } from './fault-proxy.ts'
import { isLoopback, isLoopbackUrl } from './loopback.ts'
import { SCENARIOS, unknownScenario, scenarioNamed } from './scenarios.ts'

/** `GET` tells what goes on, `POST` changes it. */
export const CONTROL_PATH = '/__faults'

const LIMIT = 10_000
const ALL = { ...REQUEST_FAULTS, ...STRIKES, ...STREAM_FAULTS }
const faultName = z.custom<FaultName>((name) => typeof name === 'string' && Object.hasOwn(ALL, name))
const wishSchema = z.union([
  z.strictObject({ scenario: z.string(), seed: z.number().int().optional() }),
  z.strictObject({ inject: faultName, of: z.enum(['stream', 'command', 'question']).optional() }),
  z.strictObject({ refuseMs: z.number().int().min(1).max(600_000) }),
])

const sentences = (all: Record<string, { sentence: string }>) =>
  Object.fromEntries(Object.entries(all).map(([name, { sentence }]) => [name, sentence]))

const stateOf = (proxy: FaultProxy) => ({
  ...proxy.scenario(),
  openStreams: proxy.openStreams(),
  counts: proxy.counts(),
  scenarios: sentences(SCENARIOS),
  faults: sentences(ALL),
})

const obey = (proxy: FaultProxy, body: string): { status: number; says: unknown } => {
  let json: unknown
  try {
    json = JSON.parse(body)
  } catch {
    return { status: 400, says: { error: 'The body is not JSON.' } }
  }
  const wish = wishSchema.safeParse(json)
  if (!wish.success) {
    return {
      status: 400,
      says: { error: 'Send { scenario, seed? }, { inject, of? } or { refuseMs }.', faults: Object.keys(ALL) },
    }
  }
  if ('refuseMs' in wish.data) {
    const { refuseMs } = wish.data
    // The answer first: it travels through the door that closes.
    setTimeout(() => proxy.refuse(refuseMs), 20)
    return { status: 202, says: stateOf(proxy) }
  }
  if ('inject' in wish.data) return { status: 200, says: { hit: proxy.inject(wish.data.inject, wish.data.of) } }
  if (!scenarioNamed(wish.data.scenario)) return { status: 400, says: { error: unknownScenario(wish.data.scenario) } }
  proxy.use(wish.data.scenario, wish.data.seed)
  return { status: 200, says: stateOf(proxy) }
}

/** Programs of this machine may steer; pages may not, whatever name they have found for loopback. */
const maySteer = ({ headers, socket }: IncomingMessage): boolean =>
  headers.origin === undefined && isLoopbackUrl(headers.host ?? '') && isLoopback(socket.remoteAddress ?? '')

/** Answers `/__faults`. */
export const answerControl = (proxy: FaultProxy, request: IncomingMessage, response: ServerResponse): void => {
  const say = (status: number, body: unknown) => {
    response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    response.end(`${JSON.stringify(body, null, 2)}\n`)
  }
  if (!maySteer(request)) return say(403, { error: 'Only programs of this machine may steer the faults.' })
  if (request.method === 'GET') return say(200, stateOf(proxy))
  if (request.method !== 'POST') return say(405, { error: 'GET or POST.' })
  let body = ''
  request.setEncoding('utf8')
  request.on('data', (text: string) => {
    body += text
    if (body.length > LIMIT) request.destroy()
  })
  request.once('end', () => {
    const { status, says } = obey(proxy, body)
    say(status, says)
  })
}
