import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { STREAM_BACKOFF } from '../../kernel/index.ts'
import { hasConnection, initialState, type MachineEvent, type MachineState } from './machine-state.ts'
import { reduce } from './machine.ts'
import type { StreamStateName } from './types.ts'

const SEED = 20261123
const START = 1_000_000_000

type Happening = MachineEvent['kind']
interface Step {
  kind: Happening
  /** The clock moves on, or back. */
  ms: number
  random: number
  isLate: boolean
  status: number
  retryAfterMs: number | null
  retryMs: number
  ok: boolean
  reason: 'eof' | 'network' | 'status' | 'redirect' | 'content-type' | 'signed-out' | 'bad-url'
}

const KINDS: readonly Happening[] = [
  ...(['start', 'stop', 'due', 'tick', 'retry-now', 'scope-changed', 'opened', 'bytes', 'frame'] as const),
  ...(['retry', 'closed', 'refreshed', 'online', 'offline', 'woken', 'hidden', 'visible'] as const),
  ...(['pagehide', 'pageshow', 'token-changed', 'renew'] as const),
]
// What a stream goes through most, so that chance reaches the far states.
const kind = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.constantFrom<Happening>(
      'start',
      'retry-now',
      'due',
      'tick',
      'opened',
      'frame',
      'closed',
      'refreshed',
    ),
  },
  { weight: 2, arbitrary: fc.constantFrom(...KINDS) },
)

const anyStep: fc.Arbitrary<Step> = fc.record({
  kind,
  ms: fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 0, max: 60_000 }) },
    { weight: 1, arbitrary: fc.constantFrom(3_600_000, 86_400_000, -1_000, -86_400_000) },
  ),
  random: fc.integer({ min: 0, max: 999 }).map((n) => n / 1_000),
  isLate: fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  status: fc.constantFrom(204, 401, 403, 404, 410, 429, 500, 503),
  retryAfterMs: fc.constantFrom(null, null, 0, 5_000, 120_000),
  retryMs: fc.constantFrom(0, 1, 2_000, 29_999, 30_000, 1e9, Infinity),
  ok: fc.boolean(),
  reason: fc.constantFrom(
    'eof',
    'network',
    'network',
    'status',
    'status',
    'redirect',
    'content-type',
    'signed-out',
    'bad-url',
  ),
})

function eventOf(state: MachineState, one: Step): MachineEvent {
  const epoch = one.isLate ? state.epoch - 1 : state.epoch
  switch (one.kind) {
    case 'opened':
    case 'bytes':
    case 'frame':
      return { kind: one.kind, epoch }
    case 'retry':
      return { kind: 'retry', epoch, ms: one.retryMs }
    case 'refreshed':
      return { kind: 'refreshed', epoch, ok: one.ok }
    case 'closed':
      if (one.reason === 'status') {
        return { kind: 'closed', epoch, reason: { kind: 'status', status: one.status, retryAfterMs: one.retryAfterMs } }
      }
      if (one.reason === 'content-type') return { kind: 'closed', epoch, reason: { kind: 'content-type', found: '' } }
      return { kind: 'closed', epoch, reason: { kind: one.reason } }
    default:
      return { kind: one.kind }
  }
}

interface Moment {
  before: MachineState
  event: MachineEvent
  after: MachineState
  scheduled: number | null
  now: number
  connections: number
  timers: number
}

/** Plays any story and shows each of its moments. */
function tell(steps: readonly Step[], heartbeats: boolean, see: (moment: Moment) => void): MachineState {
  let state = initialState
  let now = START
  let connections = 0
  let timers = 0
  for (const one of steps) {
    now += one.ms
    // A timer fires only when it is armed.
    if (one.kind === 'due' && timers === 0) continue
    const before = state
    const event = eventOf(state, one)
    const [after, effects] = reduce(before, event, { now, random: one.random, heartbeats })
    // The adapter's timer and connection end by themselves with these events.
    if (event.kind === 'due') timers = 0
    if (event.kind === 'closed' && event.epoch === before.epoch && hasConnection(before.name)) connections = 0
    let scheduled: number | null = null
    for (const effect of effects) {
      if (effect.kind === 'open') connections++
      if (effect.kind === 'abort') connections = 0
      if (effect.kind === 'schedule') timers = 1
      if (effect.kind === 'unschedule') timers = 0
      if (effect.kind === 'schedule') scheduled = effect.ms
    }
    state = after
    see({ before, event, after, scheduled, now, connections, timers })
  }
  return state
}

const stories = fc.array(anyStep, { maxLength: 50, size: 'max' })

describe('whatever happens in whatever order, the machine', () => {
  it('never has two connections or two timers, and has each only where it says so', () => {
    const reached = new Set<StreamStateName>()
    fc.assert(
      fc.property(stories, fc.boolean(), (steps, heartbeats) => {
        tell(steps, heartbeats, ({ after, connections, timers }) => {
          reached.add(after.name)
          expect(connections).toBeLessThanOrEqual(1)
          if (connections === 1) expect(hasConnection(after.name)).toBe(true)
          expect(timers === 1).toBe(after.name === 'waiting' || after.name === 'stale')
          expect(after.nextAttemptAt !== null).toBe(timers === 1)
        })
      }),
      { numRuns: 1_500, seed: SEED },
    )
    expect([...reached].sort()).toEqual(
      [
        ...['connecting', 'ended', 'failed', 'forbidden', 'idle', 'live', 'offline', 'quiet', 'stale'],
        ...['suspended', 'unauthorized', 'unsupported', 'waiting'],
      ].sort(),
    )
  })

  it('waits between floor and cap after a failure, and never below the server’s retry or Retry-After', () => {
    let waits = 0
    fc.assert(
      fc.property(stories, fc.boolean(), (steps, heartbeats) => {
        tell(steps, heartbeats, ({ before, event, after, scheduled }) => {
          if (scheduled === null) return
          const isFailure = after.failures > 0 && (event.kind === 'closed' || event.kind === 'tick')
          if (!isFailure) return
          waits++
          const asked = event.kind === 'closed' && event.reason.kind === 'status' ? event.reason.retryAfterMs : null
          expect(before.retryFloor).toBeLessThanOrEqual(STREAM_BACKOFF.cap)
          expect(scheduled).toBeGreaterThanOrEqual(Math.max(before.retryFloor, STREAM_BACKOFF.floor, asked ?? 0))
          expect(scheduled).toBeLessThanOrEqual(Math.max(STREAM_BACKOFF.cap, (asked ?? 0) * 1.25))
        })
      }),
      { numRuns: 1_500, seed: SEED },
    )
    expect(waits).toBeGreaterThan(1_000)
  })

  it('is back within a second of a wake-up, except where a Retry-After or the last stop says otherwise', () => {
    fc.assert(
      fc.property(stories, fc.boolean(), (steps, heartbeats) => {
        tell(steps, heartbeats, ({ event, after, scheduled, now }) => {
          if (scheduled === null || !['woken', 'visible', 'pageshow', 'online'].includes(event.kind)) return
          if (after.failures > 0 && after.step > 0) return
          expect(scheduled).toBeLessThanOrEqual(Math.max(1_000, (after.notBefore ?? 0) - now))
        })
      }),
      { numRuns: 800, seed: SEED },
    )
  })

  it('drops whatever an older connection says', () => {
    fc.assert(
      fc.property(stories, (steps) => {
        tell(steps, true, ({ before, event, after }) => {
          if ('epoch' in event && event.epoch !== before.epoch) expect(after).toBe(before)
        })
      }),
      { numRuns: 800, seed: SEED },
    )
  })

  it('keeps its instants out of the future, so that no clock can block it', () => {
    fc.assert(
      fc.property(stories, fc.boolean(), (steps, heartbeats) => {
        tell(steps, heartbeats, ({ after, now, before }) => {
          if (after === before) return
          for (const at of [after.attemptAt, after.openedAt, after.lastByteAt, after.lastEventAt, after.hiddenAt]) {
            expect(at ?? 0).toBeLessThanOrEqual(now)
          }
        })
      }),
      { numRuns: 800, seed: SEED },
    )
  })

  it('comes to rest with stop, from every state, and starts afresh from there', () => {
    fc.assert(
      fc.property(stories, fc.boolean(), (steps, heartbeats) => {
        const state = tell(steps, heartbeats, () => {})
        const env = { now: START, random: 0, heartbeats }
        const [stopped, effects] = reduce(state, { kind: 'stop' }, env)
        expect(effects).toEqual([{ kind: 'abort' }, { kind: 'unschedule' }])
        const { epoch, hiddenAt } = stopped
        expect(stopped).toEqual({ ...initialState, epoch, hiddenAt })
        expect(epoch).toBeGreaterThan(state.epoch)
        expect(reduce(stopped, { kind: 'start' }, env)[0].name).toBe('connecting')
      }),
      { numRuns: 800, seed: SEED },
    )
  })
})
