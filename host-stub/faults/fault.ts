import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { Dice } from './dice.ts'
import type { OpenStream } from './open-stream.ts'

/** What a request is about. A preflight is left alone: it decides only whether the browser asks at all. */
export type RequestKind = 'stream' | 'command' | 'question' | 'preflight'

/** One request and its answer. */
export interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly dice: Dice
  /** Answers in the name of the Dev API; nothing is forwarded. */
  answer(status: number, headers: OutgoingHttpHeaders, body?: string): void
  /** Ends the browser's connection with RST. */
  reset(): void
  /** Forwards the request. With `keep`, the answer is read to its end but not given to the browser. */
  forward(keep?: () => void): void
  /** Cancelled when the browser goes. */
  after(ms: number, run: () => void): void
}

/** Meets one request, and decides what becomes of it. */
export interface RequestFault {
  kind: 'request'
  sentence: string
  meet(exchange: Exchange): void
}

/** Hits a stream that is open, at one moment. */
export interface StrikeFault {
  kind: 'strike'
  sentence: string
  hit(stream: OpenStream): void
}

/** Changes whole frames of a stream on their way. */
export interface FrameFault {
  kind: 'frames'
  sentence: string
  create(dice: Dice): {
    /** A frame with its blank line → what is sent instead. */
    change(frame: string): string
    /** Headers of the answer, as they are changed. */
    headers?(headers: OutgoingHttpHeaders): OutgoingHttpHeaders
  }
  /** What the Dev API would have called the id that the browser sends back. */
  originalId?(id: string): string
}

/** The same bytes at other times and in other pieces. */
export interface FlowFault {
  kind: 'flow'
  sentence: string
  create(outlet: Outlet): (bytes: Buffer) => void
}

export interface Outlet {
  readonly dice: Dice
  write(bytes: Buffer): void
  after(ms: number, run: () => void): void
}

export type Fault = RequestFault | StrikeFault | FrameFault | FlowFault
