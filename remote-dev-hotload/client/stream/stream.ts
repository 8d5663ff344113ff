import { createEmitter } from '../../kernel/index.ts'
import { runConnection, type ConnectionDeps } from './connection.ts'
import { NO_CURSOR, type Cursor } from './cursor.ts'
import { initialState, type Effect, type MachineEvent, type MachineState } from './machine-state.ts'
import { reduce } from './machine.ts'
import type { StreamFrame, StreamSignal, StreamStatus } from './types.ts'

export interface StreamDeps extends ConnectionDeps {
  random: () => number
  /** A new token after a 401. Resolves to false when the sign-in has ended. */
  refresh: () => Promise<boolean>
  /** False for a server that sends no heartbeats: silence is then quiet, not death. True when left out; asked each time. */
  heartbeats?: () => boolean
  /** A listener has thrown. When left out, its error becomes an unhandled rejection. */
  onMistake?: (error: unknown) => void
}

export interface Stream {
  start(): void
  /** Ends everything and forgets where it was. Nothing is delivered afterwards, not even what has been received. */
  stop(): void
  /** Tries at once instead of waiting, also out of a final state. */
  retryNow(): void
  /** Tenant or user changed: everything of the old one is forgotten before the new connection opens. */
  changeScope(): void
  /** What the environment says. */
  tell(signal: StreamSignal): void
  status(): StreamStatus
  onStatus(listener: (status: StreamStatus) => void): () => void
  onFrame(listener: (frame: StreamFrame) => void): () => void
  /** An event was too large to be read and is lost. */
  onOversize(listener: () => void): () => void
  /** Where to resume from; used for the first connection after a snapshot that names its cursor. */
  resumeFrom(id: string): void
}

const WATCH_EVERY_MS = 1_000

/** Runs the machine's effects: one `fetch`, one timer, one reader, and none of them after `stop`. */
export function createStream(deps: StreamDeps): Stream {
  const statuses = createEmitter<MachineState>()
  const frames = createEmitter<{ frame: StreamFrame; epoch: number }>()
  const oversize = createEmitter<void>()
  let state: MachineState = initialState
  let cursor: Cursor = NO_CURSOR
  let abort = new AbortController()
  let cancelTimer = () => {}
  let cancelWatch = () => {}

  const onMistake = deps.onMistake ?? ((error: unknown) => void Promise.reject(error))

  /** A listener's mistake is reported, but it neither ends the connection nor robs the other listeners. */
  function guarded<T>(listener: (value: T) => unknown): (value: T) => void {
    return (value) => {
      try {
        listener(value)
      } catch (error) {
        onMistake(error)
      }
    }
  }

  function send(event: MachineEvent): void {
    const [next, effects] = reduce(state, event, {
      now: deps.clock.now(),
      random: deps.random(),
      heartbeats: deps.heartbeats?.() ?? true,
    })
    const changed = next !== state
    state = next
    for (const effect of effects) run(effect)
    if (changed) statuses.emit(next)
  }

  function run(effect: Effect): void {
    switch (effect.kind) {
      case 'open':
        abort = new AbortController()
        void connect(effect.epoch, abort.signal)
        return
      case 'abort':
        abort.abort()
        return
      case 'schedule':
        cancelTimer()
        cancelTimer = deps.clock.after(effect.ms, () => send({ kind: 'due' }))
        return
      case 'unschedule':
        cancelTimer()
        return
      case 'refresh-token':
        void deps.refresh().then(
          (ok) => send({ kind: 'refreshed', epoch: effect.epoch, ok }),
          () => send({ kind: 'closed', epoch: effect.epoch, reason: { kind: 'network' } }),
        )
    }
  }

  async function connect(epoch: number, signal: AbortSignal): Promise<void> {
    const sink = {
      onOpened: () => send({ kind: 'opened', epoch }),
      onBytes: () => send({ kind: 'bytes', epoch }),
      onRetry: (ms: number) => send({ kind: 'retry', epoch, ms }),
      onOversize: () => oversize.emit(),
      onId(id: string) {
        cursor = { ...cursor, id, isNumbered: true }
      },
      onFrame(frame: StreamFrame, at: number) {
        cursor = { ...cursor, lastAt: at }
        send({ kind: 'frame', epoch })
        frames.emit({ frame, epoch })
      },
    }
    const reason = await runConnection(deps, cursor, sink, signal)
    send({ kind: 'closed', epoch, reason })
  }

  return {
    start() {
      cancelWatch()
      cancelWatch = deps.clock.every(WATCH_EVERY_MS, () => send({ kind: 'tick' }))
      send({ kind: 'start' })
    },
    stop() {
      cancelWatch()
      cursor = NO_CURSOR
      send({ kind: 'stop' })
    },
    retryNow: () => send({ kind: 'retry-now' }),
    changeScope() {
      cursor = NO_CURSOR
      send({ kind: 'scope-changed' })
    },
    tell: (kind) => send({ kind }),
    status: () => state,
    // A listener that changes the state has told the others already: they must not hear the older state last.
    onStatus: (listener) => statuses.subscribe(guarded((status) => status === state && listener(status))),
    onFrame: (listener) => frames.subscribe(guarded(({ frame, epoch }) => epoch === state.epoch && listener(frame))),
    onOversize: (listener) => oversize.subscribe(guarded(listener)),
    resumeFrom(id) {
      if (cursor.id === '' && id !== '') cursor = { ...cursor, id, isNumbered: true }
    },
  }
}
