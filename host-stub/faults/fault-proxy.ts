import { Agent, createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import {
  isRequestFault,
  isStreamFault,
  isStrike,
  REQUEST_FAULTS,
  STREAM_FAULTS,
  STRIKES,
  type FaultName,
  type RequestFaultName,
  type StreamFaultName,
} from './catalogue.ts'
import { answerControl, CONTROL_PATH } from './control.ts'
import { createDice } from './dice.ts'
import { createDoor } from './door.ts'
import { createExchange } from './exchange.ts'
import type { RequestKind } from './fault.ts'
import { createJournal } from './journal.ts'
import { isLoopbackUrl, loopbackAddress } from './loopback.ts'
import { kindOf } from './request-kind.ts'
import { scenarioNamed, unknownScenario, type Scenario } from './scenarios.ts'
import { createSchedule } from './schedule.ts'
import { createOutages } from './outages.ts'
import { relayAnswer, type RelayedStream } from './relay-answer.ts'

export interface FaultProxyOptions {
  /** Origin of the Dev API, on this machine. */
  to: string
  /** A name of `SCENARIOS`, or a composition of one's own. */
  scenario: string | Scenario
  seed: number
  /** Hears of every fault when it happens. */
  onFault?: (name: FaultName | 'outage') => void
}

const header = (request: IncomingMessage, name: string): string | null => {
  const value = request.headers[name]
  return typeof value === 'string' ? value : null
}

/** Stands between browser and Dev API and misbehaves on purpose. Throws when `to` is not on this machine. */
export const createFaultProxy = ({ to, scenario: first, seed: firstSeed, onFault }: FaultProxyOptions) => {
  if (!isLoopbackUrl(to)) throw new Error(`${to} is not on this machine; faults are for loopback only.`)
  const target = new URL(to)
  const host = loopbackAddress(target.hostname)
  const agent = new Agent({ keepAlive: false })
  const journal = createJournal()
  const streams = new Set<RelayedStream>()

  let name = ''
  let seed = firstSeed
  let schedule = createSchedule({ sentence: '' }, seed)
  let asked: Record<RequestKind, number>
  /** What was called for by name: for the next request of a kind, and for the next stream. */
  const nextRequest: { kind: RequestKind; fault: RequestFaultName }[] = []
  let nextStream: StreamFaultName[] = []

  const did = (fault: FaultName | 'outage'): void => {
    journal.did(fault)
    onFault?.(fault)
  }

  const use = (wanted: string | Scenario, wantedSeed = seed): void => {
    const scenario = typeof wanted === 'string' ? scenarioNamed(wanted) : wanted
    if (!scenario) throw new Error(unknownScenario(String(wanted)))
    name = typeof wanted === 'string' ? wanted : 'custom'
    seed = wantedSeed
    schedule = createSchedule(scenario, seed)
    asked = { stream: 0, command: 0, question: 0, preflight: 0 }
    nextRequest.length = 0
    nextStream = []
    ;[...streams].forEach((open, place) => open.plan(schedule.strikes(`open ${place}`)))
    outages.follow(schedule)
  }

  const faultOf = (kind: RequestKind, n: number): RequestFaultName | null => {
    const called = nextRequest.findIndex((next) => next.kind === kind)
    return called === -1 ? schedule.request(kind, n) : (nextRequest.splice(called, 1)[0]?.fault ?? null)
  }

  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    if (request.url?.split('?')[0] === CONTROL_PATH) return answerControl(proxy, request, response)
    const kind = kindOf(request)
    const n = asked[kind]++
    const fault = faultOf(kind, n)
    const lastEventId = header(request, 'last-event-id')
    journal.saw({
      kind,
      method: request.method ?? '',
      path: request.url ?? '',
      tenantId: header(request, 'x-tenant-id'),
      lastEventId,
      fault,
      at: Date.now(),
    })
    const names = kind === 'stream' ? [...schedule.streams(), ...nextStream] : []
    if (kind === 'stream') nextStream = []
    const dice = createDice(seed, kind, n, 'way')
    const exchange = createExchange({
      request,
      response,
      dice,
      host,
      port: Number(target.port || 80),
      agent,
      originalId: (id) => names.reduce((known, each) => originalId(each, known), id),
      deliver: (answer) =>
        relayAnswer({
          answer,
          exchange,
          streamFaults: names,
          planned: schedule.strikes(n),
          streams,
          onEvent: journal.sent,
          onFault: did,
        }),
    })
    if (fault === null) return exchange.forward()
    did(fault)
    REQUEST_FAULTS[fault].meet(exchange)
  }

  const originalId = (each: StreamFaultName, id: string): string => {
    const fault = STREAM_FAULTS[each]
    return fault.kind === 'frames' && 'originalId' in fault ? (fault.originalId?.(id) ?? id) : id
  }

  const server = createServer(handle)
  // Whoever breaks off in the middle of a request is no news here.
  server.on('clientError', (_, socket) => socket.destroy())
  const door = createDoor((socket) => server.emit('connection', socket))
  const outages = createOutages(door, () => did('outage'))

  const proxy = {
    /** Resolves to the address; rejects when the port cannot be had. Port 0 takes a free one. */
    async listen(port: number, at = '127.0.0.1'): Promise<string> {
      const { address, port: got, family } = await door.open(port, at)
      outages.follow(schedule)
      return `http://${family === 'IPv6' ? `[${address}]` : address}:${got}`
    },

    scenario: () => ({ name, seed }),

    /** Another scenario from now on, also for open streams; an outage ends. Throws for a name that is not known. */
    use,

    /**
     * One fault now: a strike hits every open stream, a fault of requests the next one of `kind`, a fault of
     * streams the next stream. Answers how many it has hit already.
     */
    inject(fault: FaultName, kind: RequestKind = 'stream'): number {
      if (isRequestFault(fault)) nextRequest.push({ kind, fault })
      else if (isStreamFault(fault)) nextStream.push(fault)
      if (!isStrike(fault)) return 0
      const hit = [...streams]
      for (const { stream } of hit) {
        did(fault)
        STRIKES[fault].hit(stream)
      }
      return hit.length
    },

    /** Nobody listens for so long. */
    refuse: outages.refuse,

    openStreams: () => streams.size,
    requests: journal.requests,
    counts: journal.counts,

    /** Ends everything at once. */
    async dispose(): Promise<void> {
      outages.stop()
      await door.close()
      agent.destroy()
    },
  }

  use(first, firstSeed)
  return proxy
}

export type FaultProxy = ReturnType<typeof createFaultProxy>
