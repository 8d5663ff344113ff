import { describe, expect, it } from 'vitest'
import { CONNECT_TIMEOUT_MS, PROVEN_AFTER_MS, QUIET_AFTER_MS, RENEW_AFTER_MS, STALE_AFTER_MS } from './liveness.ts'
import { bytes, closed, frame, live, opened, play, refreshed, status, step, T, type Scene } from './machine-play.ts'

const start = { kind: 'start' } as const
const tick = { kind: 'tick' } as const
const due = { kind: 'due' } as const
const broken = closed({ kind: 'network' })

describe('the stream machine', () => {
  it('opens one connection at start and is live with the first headers', () => {
    expect(play([start, start]).effects).toEqual([{ kind: 'open', epoch: 1 }])
    expect(play([start, opened]).state.name).toBe('live')
  })

  it.each<[string, Scene]>([
    ['the end of a stream', closed({ kind: 'eof' })],
    ['a broken network', broken],
    ...[408, 425, 429, 500, 502, 503, 504].map((code) => [`a ${code}`, status(code)] as [string, Scene]),
  ])('waits after %s and tries again', (_, end) => {
    const { state, effects } = play([...live, end])
    expect(state).toMatchObject({ name: 'waiting', failures: 1 })
    expect(effects.at(-1)).toEqual({ kind: 'schedule', ms: state.nextAttemptAt! - T })
    const [again, more] = step(state, due)
    expect(again.name).toBe('connecting')
    expect(more).toEqual([{ kind: 'open', epoch: again.epoch }])
  })

  it('waits at least as long as Retry-After asks, and up to a quarter longer', () => {
    const waits = [0, 0.5, 0.999].map((random) => {
      const { state } = play([...live, status(503, 12_000)], { random })
      return state.nextAttemptAt! - T
    })
    expect(waits).toEqual([12_000, 13_500, 14_997])
  })

  it('backs off further with each failure up to the cap, and keeps trying there for ever', () => {
    let { state } = play(live)
    const waits: number[] = []
    for (let i = 1; i <= 40; i++) {
      ;[state] = step(state, broken, T, 0.999)
      waits.push(state.nextAttemptAt! - T)
      expect(state).toMatchObject({ name: 'waiting', failures: i })
      ;[state] = step(state, due)
    }
    expect(waits.slice(0, 6)).toEqual([999, 1_998, 3_996, 7_992, 15_984, 29_970])
    expect(new Set(waits.slice(5))).toEqual(new Set([29_970]))
  })

  it('forgets the failures with the first frame, or once the connection has lasted ten seconds', () => {
    const { state } = play([start, broken, due, broken, due, opened])
    expect(state).toMatchObject({ name: 'live', failures: 2 })
    expect(step(state, frame)[0].failures).toBe(0)
    for (const later of [bytes, tick]) {
      expect(step(state, later, T + PROVEN_AFTER_MS - 1)[0].failures).toBe(2)
      expect(step(state, later, T + PROVEN_AFTER_MS)[0].failures).toBe(0)
    }
    expect(step(state, broken, T + PROVEN_AFTER_MS)[0]).toMatchObject({ failures: 1, step: 1 })
  })

  it('does not take a proxy that accepts and hangs up for a recovery', () => {
    const flap = [due, opened, bytes, closed({ kind: 'eof' })]
    expect(play([start, opened, closed({ kind: 'eof' }), ...flap, ...flap]).state.failures).toBe(3)
  })

  it('refreshes the token once after a 401 and gives up after a second one', () => {
    expect(play([start, status(401)]).effects.at(-1)).toEqual({ kind: 'refresh-token', epoch: 1 })
    expect(play([start, status(401), refreshed(true)]).state.name).toBe('connecting')
    expect(play([start, status(401), refreshed(true), status(401)]).state.name).toBe('unauthorized')
    expect(play([start, status(401), refreshed(false)]).state.name).toBe('unauthorized')
  })

  it('refreshes again when the token of a proven connection has run out', () => {
    const { effects } = play([
      start,
      status(401),
      refreshed(true),
      opened,
      frame,
      closed({ kind: 'eof' }),
      due,
      status(401),
    ])
    expect(effects.filter(({ kind }) => kind === 'refresh-token')).toHaveLength(2)
  })

  it.each([
    ['forbidden', status(403), 'DH_API_403'],
    ['unsupported', status(404), 'DH_STREAM_003'],
    ['unsupported', status(405), 'DH_STREAM_003'],
    ['unsupported', status(501), 'DH_STREAM_003'],
    ['ended', status(204), null],
    ['failed', status(410), 'DH_STREAM_002'],
    ['failed', closed({ kind: 'content-type', found: 'text/html' }), 'DH_STREAM_002'],
    ['failed', closed({ kind: 'redirect' }), 'DH_STREAM_002'],
    ['failed', closed({ kind: 'bad-url' }), 'DH_STREAM_002'],
    ['unauthorized', closed({ kind: 'signed-out' }), 'DH_API_401'],
  ] as const)('is %s for good, until somebody retries', (name, end, code) => {
    const { state, effects } = play([start, end])
    expect(state).toMatchObject({ name, code })
    expect(effects.some(({ kind }) => kind === 'schedule')).toBe(false)
    for (const event of [tick, due, { kind: 'online' }, { kind: 'visible' }, { kind: 'woken' }] as const) {
      expect(step(state, event, T + 86_400_000)[0].name).toBe(name)
    }
    expect(step(state, { kind: 'retry-now' })[0].name).toBe('connecting')
  })

  it('gives up waiting for headers after fifteen seconds, and counts anew when it waits for a token', () => {
    const { state } = play([start])
    expect(step(state, tick, T + CONNECT_TIMEOUT_MS - 1)[0].name).toBe('connecting')
    expect(step(state, tick, T + CONNECT_TIMEOUT_MS)[0]).toMatchObject({ name: 'waiting', code: 'DH_STREAM_005' })
    const [refreshing] = step(state, status(401), T + 14_000)
    expect(step(refreshing, tick, T + CONNECT_TIMEOUT_MS)[0].name).toBe('connecting')
    expect(step(refreshing, tick, T + 14_000 + CONNECT_TIMEOUT_MS)[0].name).toBe('waiting')
  })

  it('calls silence with heartbeats quiet, and silence without them dead', () => {
    const { state } = play(live)
    const [quiet] = step(state, tick, T + QUIET_AFTER_MS)
    expect(quiet.name).toBe('quiet')
    const [alive] = step(quiet, bytes, T + QUIET_AFTER_MS)
    expect(alive.name).toBe('quiet')
    expect(step(alive, frame, T + QUIET_AFTER_MS)[0].name).toBe('live')
    const [dead, effects] = step(alive, tick, T + QUIET_AFTER_MS + STALE_AFTER_MS)
    expect(dead).toMatchObject({ name: 'stale', downSince: T + QUIET_AFTER_MS, failures: 1 })
    expect(effects.map(({ kind }) => kind)).toEqual(['abort', 'schedule'])
    expect(step(dead, due)[0].name).toBe('connecting')
  })

  it('drops what an older connection still says', () => {
    const { state } = play([...live, closed({ kind: 'eof' })])
    for (const kind of ['opened', 'bytes', 'frame'] as const) {
      expect(step(state, { kind, epoch: 1 })).toEqual([state, []])
    }
  })
})

describe('the stream machine without heartbeats', () => {
  const bare = { heartbeats: false }

  it('keeps silence quiet', () => {
    const { state } = play(live, bare)
    const [quiet] = step(state, tick, T + QUIET_AFTER_MS, 0, false)
    expect(quiet).toMatchObject({ name: 'quiet', downSince: null, code: null })
    expect(step(quiet, tick, T + RENEW_AFTER_MS - 1, 0, false)).toEqual([quiet, []])
  })

  it('renews the connection after five quiet minutes, and does not call it a failure', () => {
    const { state } = play(live, bare)
    const [renewed, effects] = step(state, tick, T + RENEW_AFTER_MS, 0, false)
    expect(renewed).toMatchObject({ name: 'connecting', failures: 0, downSince: null })
    expect(effects).toEqual([{ kind: 'abort' }, { kind: 'open', epoch: renewed.epoch }])
  })

  it('renews it at once when somebody knows better, but only an open one', () => {
    const renew = { kind: 'renew' } as const
    const { state } = play(live, bare)
    expect(step(state, renew, T, 0, false)[0].name).toBe('connecting')
    for (const scenes of [[], [start], [...live, broken], [start, status(403)]]) {
      const { state: other } = play(scenes, bare)
      expect(step(other, renew, T, 0, false)).toEqual([other, []])
    }
  })

  it('renews it after a sleep instead of calling it stale', () => {
    const { state } = play(live, bare)
    expect(step(state, { kind: 'woken' }, T + STALE_AFTER_MS - 1, 0, false)[0].name).toBe('quiet')
    expect(step(state, { kind: 'woken' }, T + STALE_AFTER_MS, 0, false)[0]).toMatchObject({
      name: 'connecting',
      failures: 0,
    })
  })

  it('takes ten silent seconds for proof as well', () => {
    const { state } = play([start, broken, due, opened], bare)
    expect(step(state, tick, T + PROVEN_AFTER_MS, 0, false)[0].failures).toBe(0)
  })
})
