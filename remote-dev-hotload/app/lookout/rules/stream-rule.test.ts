import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { useOwnAlertStore } from '../../../alerts/index.ts'
import type { StreamStateName, StreamStatus } from '../../../client/index.ts'
import { createFakeClock } from '../../../tests/fake-clock.ts'
import type { Cause } from './cause.ts'
import { createStreamRule, STREAM_ALERT } from './stream-rule.ts'

const LIVE: StreamStatus = {
  ...{ name: 'live', failures: 0, nextAttemptAt: null, lastEventAt: null, downSince: null, code: null },
}

function setUp() {
  const clock = createFakeClock()
  const start = clock.now()
  const told: (Cause | string)[] = []
  const ownAlerts = useOwnAlertStore()
  const state = { status: LIVE, isHidden: false }
  const rule = createStreamRule({
    status: () => state.status,
    clock,
    isHidden: () => state.isHidden,
    ownAlerts,
    causes: { raised: (cause) => void told.push(cause), over: (kind) => void told.push(`over ${kind}`) },
  })
  function become(name: StreamStateName, patch: Partial<StreamStatus> = {}): void {
    const isDown = !['live', 'quiet', 'idle'].includes(name)
    const downSince = isDown ? (state.status.downSince ?? clock.now()) : null
    state.status = { ...state.status, name, downSince, ...patch }
    rule.look()
  }
  return {
    ...{ clock, start, told, rule, become, state },
    alert: () => ownAlerts.byId(STREAM_ALERT),
    causes: () => told.filter((one) => typeof one !== 'string'),
    /** The page runs: a look a second. */
    run(seconds: number, every = 1): void {
      for (let i = 0; i < seconds; i += every) {
        clock.advance(every * 1_000)
        rule.look()
      }
    },
    /** The page sleeps: nothing runs until it wakes. */
    sleep(seconds: number): void {
      clock.advance(seconds * 1_000)
      rule.look()
    },
  }
}

describe('a stream that is down', () => {
  beforeEach(() => setActivePinia(createPinia()))

  it('is worth an alert after more than a minute, and the alert goes when the stream is back', () => {
    const { run, become, alert, told, start } = setUp()
    become('waiting', { failures: 1, code: 'DH_STREAM_001' })
    run(60)
    expect(alert()).toBe(null)
    run(1)
    expect(alert()).toMatchObject({ code: 'DH_ALERT_001', severity: 'CRITICAL', state: 'OPEN', since: start, count: 1 })
    expect(told).toMatchObject([
      {
        ...{ kind: 'stream.disconnected', severity: 'critical', since: start, count: 1, sessionId: null },
        details: { code: 'DH_ALERT_001', state: 'waiting', reason: 'DH_STREAM_001', failures: 1, ownNetwork: false },
      },
    ])
    become('live')
    expect([alert(), told.at(-1)]).toEqual([null, 'over stream.disconnected'])
  })

  it('is not down while attempts follow each other and one of them holds', () => {
    const { run, become, alert, told } = setUp()
    for (let i = 0; i < 5; i++) {
      become('waiting', { failures: i })
      run(30)
      become('connecting')
      run(14)
      become('live')
      run(2)
    }
    expect([alert(), told]).toEqual([null, []])
  })

  it('counts what was silent before anybody called it dead', () => {
    const { run, become, alert, clock, start } = setUp()
    run(38)
    become('stale', { downSince: start, failures: 1 })
    run(22)
    expect(alert()).toBe(null)
    run(1)
    expect(alert()).toMatchObject({ since: start })
    expect(clock.now() - start).toBe(61_000)
  })

  it('has its failed attempts counted, and is told of again while it lasts', () => {
    const { run, become, alert, causes } = setUp()
    become('waiting', { failures: 3 })
    run(61)
    become('waiting', { failures: 4 })
    expect(alert()?.count).toBe(4)
    run(59)
    expect(causes()).toHaveLength(2)
    run(1)
    expect(causes()).toHaveLength(3)
    expect(new Set(causes().map(({ mark }) => mark)).size).toBe(1)
  })

  it('was not down while the page slept', () => {
    const { run, become, alert, sleep, clock, told } = setUp()
    run(10)
    sleep(3_600)
    // What a stream concludes from its clock when it wakes.
    become('stale', { downSince: clock.now() - 3_600_000 })
    run(2)
    become('connecting')
    run(3)
    become('live')
    expect([alert(), told]).toEqual([null, []])
  })

  it('that stays down after the page slept is down since the page woke', () => {
    const { run, become, alert, sleep, clock } = setUp()
    become('waiting')
    run(50)
    sleep(600)
    const woke = clock.now()
    run(60)
    expect(alert()).toBe(null)
    run(1)
    expect(alert()).toMatchObject({ since: woke })
  })

  it('is noticed in a hidden page, whose timers come once a minute', () => {
    const { run, become, alert, state, start } = setUp()
    state.isHidden = true
    become('waiting')
    run(120, 60)
    expect(alert()).toMatchObject({ since: start })
  })

  it('is not believed to be down in the moment in which a hidden page wakes', () => {
    const { become, told, state, sleep, clock, run } = setUp()
    state.isHidden = true
    sleep(62)
    become('stale', { downSince: clock.now() - 62_000 })
    run(3)
    become('live')
    expect(told).toEqual([])
  })

  it('was not lost when it was given up as nobody looked', () => {
    const { run, become, alert, state } = setUp()
    state.isHidden = true
    become('suspended')
    run(7_200, 60)
    state.isHidden = false
    become('connecting')
    run(14)
    become('live')
    expect(alert()).toBe(null)
  })

  it.each(['ended', 'unsupported', 'forbidden', 'unauthorized', 'idle'] as const)(
    'is not what "%s" means: the server has said so',
    (name) => {
      const { run, become, alert } = setUp()
      become(name, { downSince: 1 })
      run(300)
      expect(alert()).toBe(null)
    },
  )

  it('is nobody else’s fault where the browser has no network, and somebody’s once it has one again', () => {
    const { run, become, alert, causes } = setUp()
    become('offline')
    run(61)
    expect(alert()?.severity).toBe('CRITICAL')
    expect(causes()).toMatchObject([{ severity: 'warning', details: { ownNetwork: true } }])
    become('waiting', { failures: 1 })
    run(61)
    expect(causes().at(-1)).toMatchObject({ severity: 'critical', details: { ownNetwork: false } })
  })

  it('is one cause in every tab that hears of it, and another one the next time', () => {
    const tabs = [setUp(), setUp()]
    for (const { run, become } of tabs) {
      become('waiting')
      run(61)
      become('live')
      become('waiting')
      run(61)
    }
    const [first, second] = tabs.map(({ causes }) => causes().map(({ mark }) => mark))
    expect(first).toEqual(second)
    expect(new Set(first).size).toBe(2)
  })

  it('is known since when by a tab that is opened meanwhile', () => {
    const { run, become, alert, start } = setUp()
    become('waiting', { downSince: start - 300_000 })
    run(9)
    expect(alert()).toBe(null)
    run(1)
    expect(alert()).toMatchObject({ since: start - 300_000 })
  })

  it('is told of as what it is after the clock was set back', () => {
    const { run, become, alert, clock } = setUp()
    become('waiting', { downSince: clock.now() + 3_600_000 })
    run(61)
    expect(alert()!.since).toBeLessThanOrEqual(clock.now())
  })

  it('starts over for another tenant', () => {
    const { run, become, rule, causes, clock } = setUp()
    become('offline')
    run(59)
    rule.changeScope()
    const changed = clock.now()
    run(60)
    expect(causes()).toEqual([])
    run(1)
    expect(causes()).toMatchObject([{ since: changed }])
  })
})
