import type { IncomingMessage } from 'node:http'
import { STREAM_FAULTS, type FaultName, type StreamFaultName } from './catalogue.ts'
import { endToEnd } from './exchange.ts'
import type { Exchange, FlowFault, FrameFault } from './fault.ts'
import { createOpenStream, type OpenStream } from './open-stream.ts'
import type { PlannedStrike } from './schedule.ts'
import { runStrikes } from './strikes-of-stream.ts'

/** A stream that is open now. */
export interface RelayedStream {
  readonly stream: OpenStream
  /** From now on it is hit as planned here, and no more as planned before. */
  plan(strikes: Iterator<PlannedStrike>): void
}

export interface RelayDeps {
  answer: IncomingMessage
  exchange: Exchange
  streamFaults: readonly StreamFaultName[]
  planned: Iterator<PlannedStrike>
  /** The streams that are open now. */
  streams: Set<RelayedStream>
  onEvent: () => void
  onFault: (name: FaultName) => void
}

/** Gives the Dev API's answer to the browser; a stream frame by frame, through its faults. */
export const relayAnswer = (deps: RelayDeps): void => {
  const { answer, exchange, streamFaults, planned, streams, onEvent, onFault } = deps
  const { response, dice, after } = exchange
  const status = answer.statusCode ?? 502
  const headers = endToEnd(answer.headers)
  // The Dev API broke off: so do we.
  answer.once('aborted', exchange.reset)

  if (status !== 200 || !String(answer.headers['content-type']).startsWith('text/event-stream')) {
    response.writeHead(status, headers)
    answer.pipe(response)
    return
  }

  const faults: (FrameFault | FlowFault)[] = streamFaults.map((name) => STREAM_FAULTS[name])
  streamFaults.forEach(onFault)
  const frames = faults.flatMap((fault) => (fault.kind === 'frames' ? [fault.create(dice)] : []))
  const flows = faults.filter((fault) => fault.kind === 'flow')
  const { stream, feed } = createOpenStream({
    response,
    dice,
    frames,
    flows,
    after,
    onEvent: () => {
      onEvent()
      strikes?.countEvent()
    },
  })
  let strikes: ReturnType<typeof runStrikes> | null = null
  const relayed: RelayedStream = {
    stream,
    plan(next) {
      strikes?.stop()
      strikes = runStrikes({ stream, planned: next, onHit: onFault })
    },
  }
  relayed.plan(planned)
  streams.add(relayed)
  response.once('close', () => streams.delete(relayed))
  response.writeHead(
    status,
    frames.reduce((all, { headers: change }) => change?.(all) ?? all, headers),
  )
  response.flushHeaders()
  answer.on('data', (bytes: Buffer) => {
    feed(bytes)
    if (!response.writableNeedDrain) return
    answer.pause()
    response.once('drain', () => answer.resume())
  })
  answer.once('end', () => {
    if (!stream.isHeld()) response.end()
  })
}
