import { assertNever, backoffDelay, STREAM_BACKOFF } from '../../kernel/index.ts'
import { isWaiting, type Effect, type MachineEnv, type MachineState, type Step } from './machine-state.ts'
import type { CloseReason, StreamStateName } from './types.ts'

/** Everybody who was asleep, or behind the same router, wakes in the same instant: they come back spread over this. */
export const WAKE_JITTER_MS = 1_000

/** Ends what there is of a connection and a timer. */
export const END: readonly Effect[] = [{ kind: 'abort' }, { kind: 'unschedule' }]

/** Opens a connection at once; `before` ends the old one. */
export function connect(state: MachineState, env: MachineEnv, before: readonly Effect[] = []): Step {
  const epoch = state.epoch + 1
  const next: MachineState = {
    ...state,
    name: 'connecting',
    epoch,
    nextAttemptAt: null,
    notBefore: null,
    attemptAt: env.now,
    openedAt: null,
    lastByteAt: null,
  }
  return [next, [...before, { kind: 'open', epoch }]]
}

/** Stays in a state without a connection until something from outside changes that. */
export function settle(state: MachineState, name: StreamStateName, code: MachineState['code'], now: number): Step {
  // A new epoch: nothing that the old connection still delivers may count.
  const next = { ...state, name, code, epoch: state.epoch + 1, nextAttemptAt: null, downSince: state.downSince ?? now }
  return [next, END]
}

/** One more failure: the next attempt after a wait that doubles. */
export function wait(
  state: MachineState,
  env: MachineEnv,
  code: MachineState['code'],
  retryAfter: number | null = null,
): Step {
  const step = state.step + 1
  const own = backoffDelay(step, env.random, { ...STREAM_BACKOFF, floor: state.retryFloor })
  // Up to a quarter more than the server asked for, or everybody returns in the same instant.
  const ms = retryAfter === null ? own : Math.max(own, Math.round(retryAfter * (1 + env.random / 4)))
  const next: MachineState = {
    ...state,
    name: 'waiting',
    epoch: state.epoch + 1,
    failures: state.failures + 1,
    step,
    code,
    nextAttemptAt: env.now + ms,
    notBefore: retryAfter === null ? null : env.now + ms,
    downSince: state.downSince ?? env.now,
  }
  return [next, [{ kind: 'abort' }, { kind: 'schedule', ms }]]
}

/** Nobody is to sit out a wait that began before a sleep. The wait starts over, the count of failures does not. */
export function reconnectSoon(state: MachineState, env: MachineEnv): Step {
  const planned = state.nextAttemptAt === null ? Infinity : Math.max(0, state.nextAttemptAt - env.now)
  const asked = Math.max(0, (state.notBefore ?? env.now) - env.now)
  const ms = Math.max(asked, Math.min(planned, Math.round(env.random * WAKE_JITTER_MS)))
  const next: MachineState = {
    ...state,
    name: isWaiting(state.name) ? state.name : 'waiting',
    epoch: state.epoch + 1,
    step: 0,
    nextAttemptAt: env.now + ms,
  }
  return [next, [{ kind: 'abort' }, { kind: 'schedule', ms }]]
}

/** A connection is over: wait and try again, ask for a token, or give up and say why. */
export function closed(state: MachineState, reason: CloseReason, env: MachineEnv): Step {
  switch (reason.kind) {
    case 'eof':
    case 'network':
      return wait(state, env, 'DH_STREAM_001')
    case 'redirect':
    case 'content-type':
    case 'bad-url':
      return settle(state, 'failed', 'DH_STREAM_002', env.now)
    case 'signed-out':
      return settle(state, 'unauthorized', 'DH_API_401', env.now)
    case 'status':
      return refused(state, reason.status, reason.retryAfterMs, env)
    default:
      return assertNever(reason)
  }
}

function refused(state: MachineState, status: number, retryAfter: number | null, env: MachineEnv): Step {
  switch (status) {
    case 204:
      return settle(state, 'ended', null, env.now)
    case 401:
      if (state.authRetried) return settle(state, 'unauthorized', 'DH_API_401', env.now)
      return [{ ...state, authRetried: true, attemptAt: env.now }, [{ kind: 'refresh-token', epoch: state.epoch }]]
    case 403:
      return settle(state, 'forbidden', 'DH_API_403', env.now)
    case 404:
    case 405:
    case 501:
      return settle(state, 'unsupported', 'DH_STREAM_003', env.now)
    case 429:
      return wait(state, env, 'DH_API_429', retryAfter)
    case 408:
    case 425:
      return wait(state, env, 'DH_STREAM_001', retryAfter)
    default:
      if (status >= 500) return wait(state, env, 'DH_STREAM_001', retryAfter)
      return settle(state, 'failed', 'DH_STREAM_002', env.now)
  }
}
