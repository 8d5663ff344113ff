import { describe, expect, it } from 'vitest'
import { STALE_AFTER_MS, SUSPEND_AFTER_MS } from './liveness.ts'
import { closed, frame, live, opened, play, refreshed, status, step, T, type Scene } from './machine-play.ts'

const start = { kind: 'start' } as const
const tick = { kind: 'tick' } as const
const due = { kind: 'due' } as const
const hidden = { kind: 'hidden' } as const
const visible = { kind: 'visible' } as const
const broken = closed({ kind: 'network' })
const DAY_MS = 86_400_000

/** Scenes that lead to each state. */
const WAYS: Record<string, readonly Scene[]> = {
  idle: [],
  connecting: [start],
  live,
  waiting: [...live, broken],
  offline: [...live, { kind: 'offline' }],
  suspended: [...live, { kind: 'pagehide' }],
  unauthorized: [start, closed({ kind: 'signed-out' })],
  forbidden: [start, status(403)],
  unsupported: [start, status(404)],
  ended: [start, status(204)],
  failed: [start, status(410)],
}

describe('a hidden page', () => {
  it.each(['connecting', 'live', 'waiting'])(
    'that is %s gives up after half an hour and connects at once when seen',
    (name) => {
      const { state } = play([...WAYS[name]!, hidden])
      // A tick that came late, as ticks of hidden pages do: nothing else may have ended it meanwhile.
      const later = T + SUSPEND_AFTER_MS
      const fresh = { ...state, lastByteAt: later - 1, lastEventAt: later - 1, attemptAt: later - 2 }
      expect(step(fresh, tick, later - 1)[0].name).toBe(name)
      const [suspended, effects] = step(fresh, tick, later)
      expect(suspended).toMatchObject({ name: 'suspended', code: null })
      expect(effects).toEqual([{ kind: 'abort' }, { kind: 'unschedule' }])
      const [back, more] = step(suspended, visible, T + DAY_MS)
      expect(back.name).toBe('connecting')
      expect(more).toEqual([{ kind: 'open', epoch: back.epoch }])
    },
  )

  it('that was seen in between has its half hour anew', () => {
    const { state } = play([...live, hidden])
    const [seen] = step(state, visible, T + 1_000)
    const [again] = step(seen, hidden, T + 2_000)
    const fresh = { ...again, lastByteAt: T + SUSPEND_AFTER_MS }
    expect(step(fresh, tick, T + SUSPEND_AFTER_MS + 1_999)[0].name).toBe('quiet')
    expect(step(fresh, tick, T + SUSPEND_AFTER_MS + 2_000)[0].name).toBe('suspended')
  })

  it('that starts hidden has half an hour from the start', () => {
    const { state: idle } = play([hidden])
    const [state] = step(idle, start, T + DAY_MS)
    expect(step({ ...state, attemptAt: T + DAY_MS + 60_000 }, tick, T + DAY_MS + 60_000)[0].name).toBe('connecting')
    expect(step(state, tick, T + DAY_MS + SUSPEND_AFTER_MS)[0].name).toBe('suspended')
  })

  it('in the back-forward cache has no connection, and comes back with one', () => {
    const { state } = play([...live, { kind: 'pagehide' }])
    expect(step(state, { kind: 'online' })[0].name).toBe('suspended')
    expect(step(state, { kind: 'pageshow' })[0].name).toBe('connecting')
  })
})

describe('waking up', () => {
  it('asks the clock instead of counting ticks, and comes back spread over a second', () => {
    const { state } = play(live)
    expect(step(state, { kind: 'woken' }, T + STALE_AFTER_MS - 1)[0].name).toBe('quiet')
    const [stale, effects] = step(state, { kind: 'woken' }, T + DAY_MS, 0.7)
    expect(stale).toMatchObject({ name: 'stale', downSince: T, nextAttemptAt: T + DAY_MS + 700 })
    expect(effects).toEqual([{ kind: 'abort' }, { kind: 'schedule', ms: 700 }])
  })

  it('starts the wait over and keeps the count of failures', () => {
    const failing = Array.from({ length: 8 }, () => [broken, due] as const).flat()
    const { state } = play([start, ...failing, broken], { random: 0.999 })
    expect(state.nextAttemptAt! - T).toBe(29_970)
    const [woken] = step(state, visible, T, 0.5)
    expect(woken).toMatchObject({ name: 'waiting', failures: 9, nextAttemptAt: T + 500 })
    const again = play([due, broken], { from: woken, random: 0.999 }).state
    expect(again).toMatchObject({ failures: 10, nextAttemptAt: T + 999 })
  })

  it('does not lengthen a wait that is shorter, and fires one that should long have ended', () => {
    const { state } = play([start, broken], { random: 0 })
    expect(step(state, visible, T, 0.999)[0].nextAttemptAt).toBe(T + 250)
    expect(step(state, visible, T + DAY_MS, 0.999)[1]).toContainEqual({ kind: 'schedule', ms: 0 })
  })

  it.each([visible, { kind: 'woken' }, { kind: 'pageshow' }] as const)(
    'does not undercut a Retry-After: $kind',
    (event) => {
      const { state } = play([start, status(503, 60_000)], { random: 0 })
      expect(step(state, event, T + 1_000)[0].nextAttemptAt).toBe(T + 60_000)
    },
  )

  it('finds a request that never got an answer', () => {
    expect(step(play([start]).state, visible, T + DAY_MS)[0]).toMatchObject({ name: 'waiting', failures: 1 })
  })
})

describe('the network', () => {
  it.each(['connecting', 'live', 'waiting'])(
    'that goes while %s ends the attempt, and one follows when it is back',
    (name) => {
      const { state, effects } = play([...WAYS[name]!, { kind: 'offline' }])
      expect([state.name, effects.slice(-2)]).toEqual(['offline', [{ kind: 'abort' }, { kind: 'unschedule' }]])
      const [back, more] = step(state, { kind: 'online' }, T, 0.3)
      expect([back.name, more.at(-1)]).toEqual(['waiting', { kind: 'schedule', ms: 300 }])
      expect(step(back, due)[0].name).toBe('connecting')
    },
  )

  it('that comes and goes does not undercut a Retry-After', () => {
    const { state } = play([start, status(429, 60_000), { kind: 'offline' }, { kind: 'online' }], { random: 0 })
    expect(state).toMatchObject({ name: 'waiting', nextAttemptAt: T + 60_000 })
  })

  it('is believed only for a word: without another one, somebody may retry', () => {
    expect(step(play(WAYS['offline']!).state, { kind: 'retry-now' })[0].name).toBe('connecting')
  })
})

describe('who asks', () => {
  it.each(['connecting', 'live', 'unauthorized', 'forbidden'])('a new token connects anew when %s', (name) => {
    const { state } = play(WAYS[name]!)
    const [next, effects] = step(state, { kind: 'token-changed' })
    expect(next).toMatchObject({ name: 'connecting', epoch: state.epoch + 1 })
    expect(effects.map(({ kind }) => kind)).toEqual(['abort', 'unschedule', 'open'])
  })

  it.each(['idle', 'waiting', 'offline', 'suspended', 'unsupported', 'ended', 'failed'])(
    'a new token changes nothing when %s: the next attempt asks for it anyway',
    (name) => {
      const { state } = play(WAYS[name]!)
      expect(step(state, { kind: 'token-changed' })).toEqual([state, []])
    },
  )

  it('a shell whose every refresh announces a new token does not keep us asking for ever', () => {
    const told = { kind: 'token-changed' } as const
    const { state } = play([start, status(401), told, status(401), told, status(401)])
    expect(state.name).toBe('unauthorized')
    const { effects } = play([start, status(401), refreshed(true), status(401), told, status(401)])
    expect(effects.filter(({ kind }) => kind === 'refresh-token')).toHaveLength(1)
  })

  it.each(Object.keys(WAYS))('a retry by hand connects at once, or leaves what is under way alone: %s', (name) => {
    const { state } = play(WAYS[name]!)
    const [next, effects] = step(state, { kind: 'retry-now' })
    if (['idle', 'connecting', 'live'].includes(name)) expect([next, effects]).toEqual([state, []])
    else expect([next.name, effects.map(({ kind }) => kind)]).toEqual(['connecting', ['abort', 'unschedule', 'open']])
  })

  it.each(Object.keys(WAYS))('another tenant is asked for with a clean record: %s', (name) => {
    const { state } = play([{ kind: 'hidden' }, ...WAYS[name]!])
    const [next, effects] = step(state, { kind: 'scope-changed' }, T + 5_000)
    if (name === 'idle') return expect([next, effects]).toEqual([state, []])
    const expected = name === 'offline' || name === 'suspended' ? name : 'connecting'
    expect(next).toMatchObject({ name: expected, failures: 0, lastEventAt: null, code: null, hiddenAt: T + 5_000 })
    expect(next.epoch).toBeGreaterThan(state.epoch)
    expect(effects.slice(0, 2)).toEqual([{ kind: 'abort' }, { kind: 'unschedule' }])
  })
})

describe('a clock that is set back by a day', () => {
  const back = T - DAY_MS

  it('neither kills a live stream nor keeps it from being found dead', () => {
    const { state } = play(live)
    const [after, effects] = step(state, tick, back)
    expect([after.name, effects]).toEqual(['live', []])
    expect(step(after, tick, back + STALE_AFTER_MS)[0].name).toBe('stale')
    expect(after.lastEventAt).toBe(back)
  })

  it('neither ends nor prolongs the wait for headers', () => {
    const [after] = step(play([start]).state, tick, back)
    expect(after.name).toBe('connecting')
    expect(step(after, tick, back + 15_000)[0].name).toBe('waiting')
  })

  it('takes the time of the next attempt along, and a Retry-After with it', () => {
    const { state } = play([start, status(503, 60_000)], { random: 0 })
    expect(step(state, tick, back)[0].nextAttemptAt).toBe(back + 60_000)
    expect(step(state, visible, back)[0].nextAttemptAt).toBe(back + 60_000)
  })

  it('does not keep a hidden page from giving up', () => {
    const { state } = play([...live, hidden])
    const [after] = step(state, frame, back)
    expect(step({ ...after, lastByteAt: back + SUSPEND_AFTER_MS }, tick, back + SUSPEND_AFTER_MS)[0].name).toBe(
      'suspended',
    )
  })

  it('lets a connection prove itself', () => {
    const { state } = play([start, broken, due, opened])
    const [after] = step(state, tick, back)
    expect(step(after, tick, back + 10_000)[0].failures).toBe(0)
  })
})
