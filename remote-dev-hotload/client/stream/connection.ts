import { retryAfterMs, type Clock } from '../../kernel/index.ts'
import { resumeHeader, resumeSince, type Cursor } from './cursor.ts'
import { createFrameReader, type FrameSink } from './frames.ts'
import type { CloseReason, StreamFrame } from './types.ts'

export interface ConnectionDeps {
  fetch: typeof fetch
  clock: Clock
  /** The absolute address, made anew for each attempt. `since` (RFC 3339) is set when ids cannot say where to resume. */
  url: (since: string | null) => string
  /** Headers of one attempt, with a token that is fresh now. Rejects when there is none to be had. */
  headers: () => Promise<Record<string, string>>
  /** True when a rejected `headers` means signed out, not unreachable. */
  isSignedOut: (error: unknown) => boolean
}

export interface ConnectionSink extends Omit<FrameSink, 'onFrame'> {
  onOpened(): void
  onBytes(): void
  /** @param at when it arrived, ms by the server's clock as far as it is known */
  onFrame(frame: StreamFrame, at: number): void
}

/** One connection from request to end: resolves to why it ended, and says nothing once `signal` is aborted. */
export async function runConnection(
  deps: ConnectionDeps,
  cursor: Cursor,
  sink: ConnectionSink,
  signal: AbortSignal,
): Promise<CloseReason> {
  try {
    const url = deps.url(resumeSince(cursor))
    if (!isFetchable(url)) return { kind: 'bad-url' }
    const headers: Record<string, string> = { ...(await deps.headers()), Accept: 'text/event-stream' }
    if (signal.aborted) return { kind: 'network' }
    const lastEventId = resumeHeader(cursor)
    if (lastEventId !== null) headers['Last-Event-ID'] = lastEventId
    const response = await deps.fetch(url, {
      headers,
      signal,
      cache: 'no-store',
      credentials: 'same-origin',
      // Credentials are dropped on a cross-origin redirect; a redirected stream is a misconfiguration, not a route.
      // 'manual' instead of 'error' tells it apart from a broken network.
      redirect: 'manual',
    })
    const refusal = signal.aborted ? ({ kind: 'network' } as const) : judge(response, deps.clock.now())
    if (refusal) {
      void response.body?.cancel().catch(() => {})
      return refusal
    }
    sink.onOpened()
    await read(response, deps.clock, cursor.id, sink, signal)
    return { kind: 'eof' }
  } catch (error) {
    return deps.isSignedOut(error) ? { kind: 'signed-out' } : { kind: 'network' }
  }
}

async function read(
  response: Response,
  clock: Clock,
  lastEventId: string,
  sink: ConnectionSink,
  signal: AbortSignal,
): Promise<void> {
  const body = response.body?.getReader()
  if (!body) return
  signal.addEventListener('abort', () => void body.cancel().catch(() => {}), { once: true })
  const serverIsAhead = aheadBy(response, clock.now())
  // What has been parsed when the connection is given up, by a handler for instance, is not delivered any more.
  const current = <A extends unknown[]>(run: (...args: A) => void) => {
    return (...args: A) => {
      if (!signal.aborted) run(...args)
    }
  }
  const reader = createFrameReader(
    {
      onFrame: current((frame: StreamFrame) => sink.onFrame(frame, clock.now() + serverIsAhead)),
      onId: current(sink.onId),
      onRetry: current(sink.onRetry),
      onOversize: current(sink.onOversize),
    },
    lastEventId,
  )
  for (;;) {
    const { done, value } = await body.read()
    if (done || signal.aborted) return
    sink.onBytes()
    reader.feed(value)
  }
}

/** How far the server's clock is ahead of ours, ms; 0 when it does not tell. Its whole seconds err to the safe side. */
function aheadBy(response: Response, now: number): number {
  const date = Date.parse(response.headers.get('date') ?? '')
  return Number.isNaN(date) ? 0 : date - now
}

/** An address that `fetch` would refuse without asking the network would be tried for ever. */
function isFetchable(address: string): boolean {
  try {
    const { protocol, username, password } = new URL(address)
    return (protocol === 'http:' || protocol === 'https:') && username === '' && password === ''
  } catch {
    return false
  }
}

function judge(response: Response, now: number): CloseReason | null {
  const { status } = response
  if (response.type === 'opaqueredirect' || (status >= 300 && status < 400)) return { kind: 'redirect' }
  if (status !== 200) {
    return { kind: 'status', status, retryAfterMs: retryAfterMs(response.headers.get('retry-after'), now) }
  }
  const found = response.headers.get('content-type') ?? ''
  const essence = found.split(';')[0]?.trim().toLowerCase()
  return essence === 'text/event-stream' ? null : { kind: 'content-type', found }
}
