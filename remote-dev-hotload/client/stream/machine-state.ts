import { STREAM_BACKOFF } from '../../kernel/index.ts'
import type { CloseReason, StreamSignal, StreamStateName, StreamStatus } from './types.ts'

/** Everything the stream remembers. Times are wall-clock ms; silence is judged by difference, never by counting ticks. */
export interface MachineState extends StreamStatus {
  /** Number of the connection; whatever arrives for another number is late and dropped. */
  readonly epoch: number
  /** Since when the answer to the running request, or a new token for it, is awaited. */
  readonly attemptAt: number | null
  readonly openedAt: number | null
  readonly lastByteAt: number | null
  readonly hiddenAt: number | null
  /** The server asked not to be asked before this; only a person may. */
  readonly notBefore: number | null
  /** Doublings of the wait: as `failures`, but starts over after a wake-up. */
  readonly step: number
  /** One refresh per failure: true after a 401 has been answered with a new token. */
  readonly authRetried: boolean
  /** The server's `retry:` in ms. */
  readonly retryFloor: number
}

export type MachineEvent =
  | { kind: 'start' | 'stop' | 'due' | 'tick' | 'retry-now' | 'scope-changed' | StreamSignal }
  | { kind: 'opened' | 'bytes' | 'frame'; epoch: number }
  | { kind: 'retry'; epoch: number; ms: number }
  | { kind: 'closed'; epoch: number; reason: CloseReason }
  | { kind: 'refreshed'; epoch: number; ok: boolean }

export type Effect =
  | { kind: 'open'; epoch: number }
  | { kind: 'abort' | 'unschedule' }
  | { kind: 'schedule'; ms: number }
  | { kind: 'refresh-token'; epoch: number }

export interface MachineEnv {
  now: number
  /** 0 ≤ x < 1, drawn anew for each event. */
  random: number
  /** False for a server that sends none: there, silence is not death. */
  heartbeats: boolean
}

export type Step = readonly [MachineState, readonly Effect[]]

export const initialState: MachineState = {
  name: 'idle',
  epoch: 0,
  failures: 0,
  nextAttemptAt: null,
  lastEventAt: null,
  downSince: null,
  code: null,
  attemptAt: null,
  openedAt: null,
  lastByteAt: null,
  hiddenAt: null,
  notBefore: null,
  step: 0,
  authRetried: false,
  retryFloor: STREAM_BACKOFF.floor,
}

export const stay = (state: MachineState): Step => [state, []]

export const isOpen = (name: StreamStateName) => name === 'live' || name === 'quiet'
export const isWaiting = (name: StreamStateName) => name === 'waiting' || name === 'stale'
export const hasConnection = (name: StreamStateName) => isOpen(name) || name === 'connecting'

/**
 * The state as it would be had the wall clock always shown today's time. A clock that was set back leaves instants
 * in the future; differences to them are negative and would block every watch until the clock has caught up.
 */
export function rebase(state: MachineState, now: number): MachineState {
  const { attemptAt, openedAt, lastByteAt, lastEventAt, downSince, hiddenAt } = state
  const newest = Math.max(...[attemptAt, openedAt, lastByteAt, lastEventAt, downSince, hiddenAt].map((at) => at ?? now))
  if (newest <= now) return state
  const back = (at: number | null) => (at === null ? null : at - (newest - now))
  return {
    ...state,
    attemptAt: back(attemptAt),
    openedAt: back(openedAt),
    lastByteAt: back(lastByteAt),
    lastEventAt: back(lastEventAt),
    downSince: back(downSince),
    hiddenAt: back(hiddenAt),
    nextAttemptAt: back(state.nextAttemptAt),
    notBefore: back(state.notBefore),
  }
}
