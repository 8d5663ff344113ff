import type { Clock } from '../../../kernel/index.ts'
import { createStream, type Stream, type StreamDeps } from '../stream.ts'
import type { StreamFrame, StreamStatus } from '../types.ts'

/** The body of an answer, written piece by piece. */
export interface ScriptedBody {
  send(piece: string | Uint8Array): void
  end(): void
  /** The network breaks. */
  reset(): void
}

/** One request of the stream, waiting for its answer. */
export interface Attempt {
  readonly url: string
  readonly headers: Headers
  readonly signal: AbortSignal
  /** 200 and the right type. */
  open(headers?: Record<string, string>): ScriptedBody
  answer(status: number, headers?: Record<string, string>, body?: string): void
  fail(): void
}

export interface Scripted {
  readonly stream: Stream
  readonly attempts: readonly Attempt[]
  readonly frames: readonly StreamFrame[]
  readonly statuses: readonly StreamStatus[]
  /** The names of the states in order, without repetitions. */
  names(): string[]
  /** The next request that no call has taken yet. */
  next(): Promise<Attempt>
}

/** Waits, turn by turn of the event loop and never by the clock, until it is so. */
export async function until(isSo: () => boolean, what = 'what the test waits for'): Promise<void> {
  const giveUpAt = performance.now() + 5_000
  while (!isSo()) {
    if (performance.now() > giveUpAt) throw new Error(`${what} did not happen`)
    await new Promise<void>((resolve) => setImmediate(resolve))
  }
}

/** Lets everything that is under way come to rest. */
export async function rest(turns = 10): Promise<void> {
  for (let i = 0; i < turns; i++) await new Promise<void>((resolve) => setImmediate(resolve))
}

const aborted = () => new DOMException('aborted', 'AbortError')

function answerable(
  url: string,
  init: RequestInit,
  settle: (response: Response) => void,
  reject: (why: Error) => void,
) {
  const signal = init.signal as AbortSignal
  signal.addEventListener('abort', () => reject(aborted()))
  const attempt: Attempt = {
    url,
    headers: new Headers(init.headers),
    signal,
    open(headers = {}) {
      let sink: ReadableStreamDefaultController<Uint8Array>
      const body = new ReadableStream<Uint8Array>({ start: (controller) => void (sink = controller) })
      signal.addEventListener('abort', () => sink.error(aborted()))
      settle(new Response(body, { status: 200, headers: { 'content-type': 'text/event-stream', ...headers } }))
      return {
        send: (piece) => sink.enqueue(typeof piece === 'string' ? new TextEncoder().encode(piece) : piece),
        end: () => sink.close(),
        reset: () => sink.error(new TypeError('network')),
      }
    },
    answer: (status, headers = {}, body) => settle(new Response(body ?? null, { status, headers })),
    fail: () => reject(new TypeError('Failed to fetch')),
  }
  return attempt
}

/** A stream whose server is the test itself. */
export function scriptStream(clock: Clock, overrides: Partial<StreamDeps> = {}): Scripted {
  const attempts: Attempt[] = []
  const frames: StreamFrame[] = []
  const statuses: StreamStatus[] = []
  let taken = 0
  const stream = createStream({
    fetch: (url, init) =>
      new Promise((resolve, reject) => void attempts.push(answerable(String(url), init ?? {}, resolve, reject))),
    clock,
    random: () => 0.5,
    url: () => 'https://dev.test/stream',
    headers: async () => ({ Authorization: 'Bearer t' }),
    refresh: async () => true,
    isSignedOut: () => false,
    ...overrides,
  })
  stream.onFrame((frame) => frames.push(frame))
  stream.onStatus((status) => statuses.push(status))
  return {
    stream,
    attempts,
    frames,
    statuses,
    names: () => statuses.map(({ name }) => name).filter((name, i, all) => name !== all[i - 1]),
    async next() {
      const index = taken++
      await until(() => attempts.length > index, `request ${index + 1}`)
      return attempts[index]!
    },
  }
}
