import type { ServerResponse } from 'node:http'
import type { Dice } from './dice.ts'
import type { FlowFault, FrameFault } from './fault.ts'
import { createFrameSplitter, isEvent, isLog } from './frames.ts'

export interface OpenStreamDeps {
  response: ServerResponse
  dice: Dice
  frames: readonly ReturnType<FrameFault['create']>[]
  flows: readonly FlowFault[]
  after: (ms: number, run: () => void) => void
  /** An event frame has gone out whole. */
  onEvent: (frame: Buffer) => void
}

/** What a strike may do with a stream. */
export interface OpenStream {
  readonly dice: Dice
  /** The newest event frames that were sent, oldest first. */
  readonly recent: readonly Buffer[]
  /** The newest frame with log lines. */
  readonly lastLog: Buffer | null
  /** Bytes that the Dev API never wrote; resolves when they are on the wire. */
  write(bytes: Buffer): Promise<void>
  /** The next event frame is given to `run` and not sent. */
  instead(run: (frame: Buffer) => void): void
  isAwaitingEvent(): boolean
  /** RST. */
  reset(): void
  /** The end of the body, as if all were well. */
  end(): void
  /** No further frame goes out, and the connection stays. */
  hold(): void
  isHeld(): boolean
  after(ms: number, run: () => void): void
}

const REMEMBERED = 50
const LANDS_WITHIN_MS = 1_000

/** The browser's side of a stream: frames come in whole, and go out as the faults have it. */
export const createOpenStream = (deps: OpenStreamDeps) => {
  const { response, dice, frames, flows, after, onEvent } = deps
  const recent: Buffer[] = []
  const waiting: ((frame: Buffer) => void)[] = []
  let lastLog: Buffer | null = null
  let isHeld = false
  let isOver = false

  /** Bytes that have been sent and are not on the wire yet. */
  let underway = 0
  let landed: (() => void)[] = []

  const land = (bytes: number): void => {
    underway -= bytes
    if (underway > 0) return
    landed.forEach((resolve) => resolve())
    landed = []
  }

  const toWire = (bytes: Buffer): void => {
    if (!response.writableEnded && !response.destroyed) response.write(bytes, () => land(bytes.length))
  }
  const flow = flows.reduceRight<(bytes: Buffer) => void>((write, each) => each.create({ dice, write, after }), toWire)
  // All bytes go one way: what overtook the rest of a frame would tear it in two.
  const send = (bytes: Buffer): void => {
    underway += bytes.length
    flow(bytes)
  }

  const pass = (frame: Buffer): void => {
    // What comes in the same piece as the end has nowhere to go.
    if (isHeld || isOver) return
    const changed =
      frames.length === 0 ? frame : Buffer.from(frames.reduce((text, { change }) => change(text), frame.toString()))
    if (!isEvent(frame)) return send(changed)
    const strike = waiting.shift()
    if (strike) return strike(changed)
    send(changed)
    recent.push(changed)
    if (recent.length > REMEMBERED) recent.shift()
    if (isLog(frame)) lastLog = changed
    onEvent(frame)
  }

  const stream: OpenStream = {
    dice,
    recent,
    get lastLog() {
      return lastLog
    },
    write: (bytes) =>
      new Promise((resolve) => {
        landed.push(resolve)
        send(bytes)
        // A flow may keep them for longer.
        after(LANDS_WITHIN_MS, resolve)
      }),
    instead: (run) => void waiting.push(run),
    isAwaitingEvent: () => waiting.length > 0,
    reset() {
      isOver = true
      response.socket?.resetAndDestroy()
    },
    end() {
      isOver = true
      response.end()
    },
    hold: () => {
      isHeld = true
    },
    isHeld: () => isHeld,
    after,
  }
  return { stream, feed: createFrameSplitter(pass) }
}
