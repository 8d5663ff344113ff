import { initialState, type Effect, type MachineEvent, type MachineState, type Step } from './machine-state.ts'
import { reduce } from './machine.ts'
import type { CloseReason } from './types.ts'

/** Scenes for the machine's tests. */

/** Now. */
export const T = 1_000_000_000

export type Scene = MachineEvent | ((state: MachineState) => MachineEvent)

export const step = (state: MachineState, event: Scene, now = T, random = 0, heartbeats = true): Step =>
  reduce(state, typeof event === 'function' ? event(state) : event, { now, random, heartbeats })

/** Plays events one after another, all of them now. */
export function play(
  events: readonly Scene[],
  { from = initialState, now = T, random = 0.5, heartbeats = true } = {},
): { state: MachineState; effects: Effect[] } {
  let state = from
  const effects: Effect[] = []
  for (const event of events) {
    const [next, more] = step(state, event, now, random, heartbeats)
    state = next
    effects.push(...more)
  }
  return { state, effects }
}

export const opened = ({ epoch }: MachineState): MachineEvent => ({ kind: 'opened', epoch })
export const bytes = ({ epoch }: MachineState): MachineEvent => ({ kind: 'bytes', epoch })
export const frame = ({ epoch }: MachineState): MachineEvent => ({ kind: 'frame', epoch })
export const refreshed =
  (ok: boolean) =>
  ({ epoch }: MachineState): MachineEvent => ({ kind: 'refreshed', epoch, ok })
export const closed =
  (reason: CloseReason) =>
  ({ epoch }: MachineState): MachineEvent => ({ kind: 'closed', epoch, reason })
export const status = (code: number, retryAfterMs: number | null = null) =>
  closed({ kind: 'status', status: code, retryAfterMs })

export const live: readonly Scene[] = [{ kind: 'start' }, opened, frame]
