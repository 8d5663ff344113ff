import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Session } from '../../../../contracts/index.ts'
import { useOwnAlertStore } from '../../../alerts/index.ts'
import type { SessionPage } from '../../../client/index.ts'
import { useSessionStore } from '../../../sessions/index.ts'
import { createFakeClock } from '../../../tests/fake-clock.ts'
import { testSession } from '../../../tests/test-session.ts'
import { createExpiryRule, expiryAlertOf } from './expiry-rule.ts'

const MINUTE = 60_000

function setUp(options: { userId?: string | null; mayRenew?: boolean; skewMs?: number } = {}) {
  const clock = createFakeClock()
  const sessions = useSessionStore()
  const ownAlerts = useOwnAlertStore()
  const state = { isHearing: true }
  const skewMs = options.skewMs ?? 0
  if (skewMs !== 0) sessions.learnTime(new Date(clock.now() + skewMs).toISOString(), clock.now())
  const rule = createExpiryRule({
    ...{ sessions, clock, ownAlerts },
    userId: () => (options.userId === undefined ? 'u-1' : options.userId),
    isHearing: () => state.isHearing,
    mayRenew: () => options.mayRenew ?? true,
  })
  const inMs = (ms: number) => new Date(clock.now() + skewMs + ms).toISOString()
  function list(...items: Session[]): void {
    const page = { totalCount: 1, limit: 50, offset: 0, statusCounts: new Map() } as unknown as SessionPage
    sessions.applySnapshot({ ...page, items }, clock.now())
  }
  return {
    ...{ clock, sessions, state, rule, list, inMs },
    session: (leftMs: number, patch: Partial<Session> = {}) =>
      testSession('s', { expiresAt: inMs(leftMs), pluginName: 'Orders', ...patch }),
    run(seconds: number, each: () => void = () => {}): void {
      for (let i = 0; i < seconds; i++) {
        clock.advance(1_000)
        each()
        rule.look()
      }
    },
    alert: () => ownAlerts.byId(expiryAlertOf('s')),
    raised: () => ownAlerts.newestFirst.length,
  }
}

describe('a session that expires soon', () => {
  beforeEach(() => setActivePinia(createPinia()))

  it('is worth one warning when its CLI does not renew it, and the warning goes when it does', () => {
    const { list, session, run, alert } = setUp()
    list(session(8 * MINUTE))
    run(179)
    expect(alert()).toBe(null)
    run(2)
    expect(alert()).toMatchObject({
      code: 'DH_ALERT_004',
      severity: 'WARNING',
      sessionId: 's',
      title: 'Orders',
      count: 1,
    })
    run(60)
    expect(alert()).toMatchObject({ count: 1 })
    list(session(15 * MINUTE))
    run(1)
    expect(alert()).toBe(null)
  })

  it('is none while its CLI renews it, however short its life is', () => {
    const { list, session, run, alert } = setUp()
    list(session(MINUTE))
    for (let i = 0; i < 30; i++) {
      run(10)
      list(session(MINUTE))
    }
    expect(alert()).toBe(null)
  })

  it('is told at once when its CLI has been silent already', () => {
    const { list, session, run, alert, inMs } = setUp()
    list(session(2 * MINUTE, { lastHeartbeatAt: inMs(-MINUTE) }))
    run(1)
    expect(alert()).not.toBe(null)
  })

  it('is given a minute when its CLI was heard a moment ago', () => {
    const { list, session, run, alert, inMs } = setUp()
    list(session(4 * MINUTE, { lastHeartbeatAt: inMs(-1_000) }))
    run(60)
    expect(alert()).toBe(null)
    run(2)
    expect(alert()).not.toBe(null)
  })

  it('is not concluded from our own silence', () => {
    const { list, session, run, alert, state } = setUp()
    list(session(8 * MINUTE))
    run(30)
    state.isHearing = false
    run(300)
    expect(alert()).toBe(null)
    state.isHearing = true
    run(59)
    expect(alert()).toBe(null)
    run(1)
    expect(alert()).not.toBe(null)
  })

  it('is told without a stream, by a list that is asked again and again', () => {
    const { list, session, run, alert, state } = setUp()
    state.isHearing = false
    const told = session(6 * MINUTE)
    run(90, () => list(told))
    expect(alert()).not.toBe(null)
  })

  it('is one of one’s own, or one that is open here', () => {
    const { list, session, run, alert, sessions, raised } = setUp({ userId: 'somebody-else' })
    list(session(4 * MINUTE), testSession('other', { expiresAt: session(4 * MINUTE).expiresAt }))
    run(61)
    expect(raised()).toBe(0)
    sessions.select('s')
    run(61)
    expect(alert()).not.toBe(null)
    expect(raised()).toBe(1)
    sessions.select(null)
    run(1)
    expect(raised()).toBe(0)
  })

  it('is nobody’s while nobody is known', () => {
    const { list, session, run, raised } = setUp({ userId: null })
    list(session(4 * MINUTE))
    run(61)
    expect(raised()).toBe(0)
  })

  it.each(['TERMINATED', 'EXPIRED'])('is over when it is %s', (status) => {
    const { list, session, run, alert } = setUp()
    list(session(6 * MINUTE))
    run(100)
    expect(alert()).not.toBe(null)
    list(session(3 * MINUTE, { status }))
    run(1)
    expect(alert()).toBe(null)
  })

  it('is no warning any more once its time has passed', () => {
    const { list, session, run, alert } = setUp()
    list(session(6 * MINUTE))
    run(359)
    expect(alert()).not.toBe(null)
    run(1)
    expect(alert()).toBe(null)
  })

  it('is told in time where nothing can renew it', () => {
    const { list, session, run, alert } = setUp({ mayRenew: false })
    list(session(5 * MINUTE + 1_000))
    run(1)
    expect(alert()).not.toBe(null)
  })

  it('expires by the clock of its server', () => {
    const { list, session, run, alert } = setUp({ mayRenew: false, skewMs: -10 * MINUTE })
    list(session(6 * MINUTE))
    run(30)
    expect(alert()).toBe(null)
    run(31)
    expect(alert()).not.toBe(null)
  })

  it('whose end nobody can read is left alone', () => {
    const { list, run, raised } = setUp({ mayRenew: false })
    list(testSession('s', { expiresAt: 'soon' }))
    run(61)
    expect(raised()).toBe(0)
  })
})
