import {
  hasConnection,
  isOpen,
  isWaiting,
  stay,
  type MachineEnv,
  type MachineState,
  type Step,
} from './machine-state.ts'
import { connect, reconnectSoon, settle, wait } from './transitions.ts'

/** Only heartbeats for this long: quiet. */
export const QUIET_AFTER_MS = 30_000
/** Not even those, 2.5 × the contract's 15 s: dead, whatever the socket says. */
export const STALE_AFTER_MS = 37_500
/** Without heartbeats a dead connection looks like a quiet one: after this long a new one takes its place. */
export const RENEW_AFTER_MS = 300_000
/** A connection counts as good after its first frame or after this long; sooner, a flapping proxy would defeat the backoff. */
export const PROVEN_AFTER_MS = 10_000
/** Until the response headers arrive, or a new token. */
export const CONNECT_TIMEOUT_MS = 15_000
/** Nobody has looked for this long: the server gets its connection back. */
export const SUSPEND_AFTER_MS = 1_800_000

const silence = (state: MachineState, now: number) => now - (state.lastByteAt ?? state.openedAt ?? now)

/** A connection that has lasted clears the record of the failures before it. */
export function prove(state: MachineState, env: MachineEnv, isFrame = false): MachineState {
  const lasted = isOpen(state.name) && state.openedAt !== null && env.now - state.openedAt >= PROVEN_AFTER_MS
  if (!isFrame && !lasted) return state
  const isClean = state.failures === 0 && state.step === 0 && !state.authRetried
  return isClean ? state : { ...state, failures: 0, step: 0, authRetried: false }
}

/** Bytes arrived: the connection lives; with a frame it has also proved itself. */
export function alive(state: MachineState, env: MachineEnv, isFrame: boolean): Step {
  return stay({
    ...prove(state, env, isFrame),
    name: !isFrame && state.name === 'quiet' ? 'quiet' : 'live',
    openedAt: state.openedAt ?? env.now,
    lastByteAt: env.now,
    lastEventAt: isFrame ? env.now : state.lastEventAt,
    downSince: null,
    code: null,
  })
}

/** Once a second, and after each sleep: has something that should have come not come? */
export function watch(state: MachineState, env: MachineEnv): Step {
  const { now } = env
  const isTrying = hasConnection(state.name) || isWaiting(state.name)
  if (isTrying && state.hiddenAt !== null && now - state.hiddenAt >= SUSPEND_AFTER_MS) {
    return settle(state, 'suspended', null, now)
  }
  if (state.name === 'connecting') {
    const isLate = now - (state.attemptAt ?? now) >= CONNECT_TIMEOUT_MS
    return isLate ? wait(state, env, 'DH_STREAM_005') : stay(state)
  }
  if (!isOpen(state.name)) return stay(state)
  const silentFor = silence(state, now)
  if (env.heartbeats && silentFor >= STALE_AFTER_MS) {
    const [waiting, effects] = wait({ ...prove(state, env), downSince: now - silentFor }, env, 'DH_STREAM_005')
    return [{ ...waiting, name: 'stale' }, effects]
  }
  if (!env.heartbeats && silentFor >= RENEW_AFTER_MS) return renew(prove(state, env), env)
  const eventlessFor = now - Math.max(state.lastEventAt ?? 0, state.openedAt ?? 0)
  const isQuiet = state.name === 'live' && eventlessFor >= QUIET_AFTER_MS
  return stay(isQuiet ? { ...prove(state, env), name: 'quiet' } : prove(state, env))
}

/** A new connection in the place of one that may have died unnoticed. Nothing has failed. */
export function renew(state: MachineState, env: MachineEnv): Step {
  return isOpen(state.name) ? connect(state, env, [{ kind: 'abort' }]) : stay(state)
}

/** The page or the machine has slept, and its timers with it: ask the clock instead. */
export function wake(state: MachineState, env: MachineEnv): Step {
  if (state.name === 'suspended') return connect(state, env)
  if (isWaiting(state.name)) return reconnectSoon(state, env)
  if (!isOpen(state.name) || silence(state, env.now) < STALE_AFTER_MS) return watch(state, env)
  if (!env.heartbeats) return renew(state, env)
  const downSince = env.now - silence(state, env.now)
  return reconnectSoon({ ...state, name: 'stale', code: 'DH_STREAM_005', downSince }, env)
}
