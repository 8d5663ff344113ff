import { assertNever, STREAM_BACKOFF } from '../../kernel/index.ts'
import { alive, prove, renew, wake, watch } from './liveness.ts'
import {
  hasConnection,
  initialState,
  isWaiting,
  rebase,
  stay,
  type MachineEnv,
  type MachineEvent,
  type MachineState,
  type Step,
} from './machine-state.ts'
import { closed, connect, END, reconnectSoon, settle } from './transitions.ts'

/**
 * The stream's life as a pure function: what happened, in which state → the next state and what to do.
 * At most one connection and one timer exist at any time, and `stop` always leads to `idle` with neither.
 */
export function reduce(before: MachineState, event: MachineEvent, env: MachineEnv): Step {
  if ('epoch' in event && (event.epoch !== before.epoch || !hasConnection(before.name))) return stay(before)
  const state = rebase(before, env.now)
  switch (event.kind) {
    case 'start':
      return state.name === 'idle' ? connect(hiddenFromNow(state, env), env) : stay(state)
    case 'stop':
      return [{ ...initialState, hiddenAt: state.hiddenAt, epoch: state.epoch + 1 }, END]
    case 'scope-changed':
      return forget(state, env)
    case 'opened':
      return stay({ ...state, name: 'live', openedAt: env.now, lastByteAt: env.now, downSince: null, code: null })
    case 'bytes':
      return alive(state, env, false)
    case 'frame':
      return alive(state, env, true)
    case 'retry':
      return stay({ ...state, retryFloor: Math.min(STREAM_BACKOFF.cap, Math.max(STREAM_BACKOFF.floor, event.ms)) })
    case 'closed':
      return closed(prove(state, env), event.reason, env)
    case 'refreshed':
      if (!event.ok) return settle(state, 'unauthorized', 'DH_API_401', env.now)
      return connect(state, env, END)
    case 'due':
      return isWaiting(state.name) ? connect(state, env) : stay(state)
    case 'tick':
      return watch(state, env)
    case 'retry-now':
      if (state.name === 'idle' || hasConnection(state.name)) return stay(state)
      // Somebody is looking, whatever the page said last.
      return connect({ ...state, hiddenAt: null, step: 0, authRetried: false }, env, END)
    case 'offline':
      if (!hasConnection(state.name) && !isWaiting(state.name)) return stay(state)
      return settle(state, 'offline', null, env.now)
    case 'online':
      return state.name === 'offline' ? reconnectSoon(state, env) : stay(state)
    case 'woken':
    case 'pageshow':
      return wake(state, env)
    case 'hidden':
      return stay(state.hiddenAt === null ? { ...state, hiddenAt: env.now } : state)
    case 'visible':
      return wake({ ...state, hiddenAt: null }, env)
    case 'pagehide':
      // A page with an open connection is not kept for the way back. [spec: unload and bfcache]
      return hasConnection(state.name) || isWaiting(state.name)
        ? settle(state, 'suspended', null, env.now)
        : stay(state)
    case 'token-changed':
      return withNewToken(state, env)
    case 'renew':
      return renew(prove(state, env), env)
    default:
      return assertNever(event)
  }
}

/** In a tab that is hidden already, half an hour begins with the start. */
const hiddenFromNow = (state: MachineState, env: MachineEnv): MachineState =>
  state.hiddenAt === null ? state : { ...state, hiddenAt: env.now }

/** Nothing of the old tenant counts for the new one, but the page and the network are the same. */
function forget(state: MachineState, env: MachineEnv): Step {
  if (state.name === 'idle') return stay(state)
  const { name, epoch, hiddenAt, downSince } = state
  const fresh = hiddenFromNow({ ...initialState, epoch, hiddenAt }, env)
  if (name === 'offline' || name === 'suspended') return [{ ...fresh, name, downSince, epoch: epoch + 1 }, END]
  return connect(fresh, env, END)
}

/** A wait goes on: each attempt asks for a token of its own. */
function withNewToken(state: MachineState, env: MachineEnv): Step {
  switch (state.name) {
    case 'connecting':
    case 'live':
    case 'quiet':
      return connect(state, env, END)
    case 'unauthorized':
    case 'forbidden':
      // `authRetried` stays: a shell whose every refresh announces a new token would otherwise keep us asking for ever.
      return connect(state, env, END)
    default:
      return stay(state)
  }
}
