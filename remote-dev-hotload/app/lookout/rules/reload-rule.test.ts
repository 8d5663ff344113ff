import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Reload } from '../../../../contracts/index.ts'
import { useAlertStore, useOwnAlertStore } from '../../../alerts/index.ts'
import type { SessionPage } from '../../../client/index.ts'
import { useSessionStore } from '../../../sessions/index.ts'
import { createFakeClock } from '../../../tests/fake-clock.ts'
import { testSession } from '../../../tests/test-session.ts'
import { testAlert } from './testing.ts'
import { failedInARow } from './failed-in-a-row.ts'
import { createReloadRule, reloadAlertOf } from './reload-rule.ts'

const START = Date.parse('2026-01-05T10:00:00Z')

const reload = (sequence: number, success: boolean | null, patch: Partial<Reload> = {}): Reload => ({
  ...{ reloadId: null, sequence, at: new Date(START + sequence * 1_000).toISOString(), durationMs: 1, success },
  ...{ buildTimeMs: 1, mode: 'hot', trigger: 'watch', changedFiles: [], error: null, firstLogId: null, ...patch },
})

function setUp() {
  const clock = createFakeClock(START + 600_000)
  const sessions = useSessionStore()
  const alerts = useAlertStore()
  const ownAlerts = useOwnAlertStore()
  const rule = createReloadRule({ sessions, alerts, clock, ownAlerts })
  const list = (...items: SessionPage['items']) =>
    sessions.applySnapshot(
      { ...({ totalCount: 1, limit: 50, offset: 0, statusCounts: new Map() } as unknown as SessionPage), items },
      clock.now(),
    )
  list(testSession('s', { pluginName: 'Orders' }))
  return {
    ...{ clock, sessions, alerts, rule, list },
    report: (...reloads: Reload[]) => sessions.applyReloads('s', reloads),
    run(seconds: number): void {
      for (let i = 0; i < seconds; i++) {
        clock.advance(1_000)
        rule.look()
      }
    },
    alert: () => ownAlerts.byId(reloadAlertOf('s')),
  }
}

describe('reloads that fail', () => {
  beforeEach(() => setActivePinia(createPinia()))

  it('are worth an alert when three in a row have failed, and one that works ends it', () => {
    const { report, run, alert } = setUp()
    report(reload(1, true), reload(2, false), reload(3, false))
    run(10)
    expect(alert()).toBe(null)
    report(reload(4, false))
    run(4)
    expect(alert()).toMatchObject({
      ...{ code: 'DH_ALERT_003', severity: 'CRITICAL', count: 3, sessionId: 's', title: 'Orders' },
      ...{ since: START + 2_000, lastAt: START + 4_000 },
    })
    report(reload(5, false))
    run(1)
    expect(alert()?.count).toBe(4)
    report(reload(6, true))
    run(1)
    expect(alert()).toBe(null)
  })

  it('are left to the server, which says it a moment later', () => {
    const { report, run, alert, alerts } = setUp()
    report(reload(1, false), reload(2, false), reload(3, false))
    run(2)
    alerts.applyAlert(testAlert({ fingerprint: 'reload.failing:s' }))
    run(60)
    expect(alert()).toBe(null)
  })

  it('are not told twice when the server says it late, whoever has acknowledged that', () => {
    const { report, run, alert, alerts } = setUp()
    report(reload(1, false), reload(2, false), reload(3, false))
    run(10)
    expect(alert()).not.toBe(null)
    alerts.applyAlert(testAlert({ fingerprint: 'reload.failing:s', state: 'ACKNOWLEDGED' }))
    run(1)
    expect(alert()).toBe(null)
  })

  it('are told when the server speaks of other things, or has closed what it said', () => {
    const { report, run, alert, alerts } = setUp()
    alerts.applyAlert(testAlert({ alertId: '1', fingerprint: 'reload.failing:other' }))
    alerts.applyAlert(testAlert({ alertId: '2', fingerprint: 'reload.failed:s' }))
    alerts.applyAlert(testAlert({ alertId: '3', fingerprint: 'reload.failing:s', state: 'RESOLVED' }))
    report(reload(1, false), reload(2, false), reload(3, false))
    run(4)
    expect(alert()).not.toBe(null)
  })

  it('are over when the session is', () => {
    const { report, run, alert, sessions } = setUp()
    report(reload(1, false), reload(2, false), reload(3, false))
    run(4)
    sessions.applySession(testSession('s', { status: 'TERMINATED' }))
    run(1)
    expect(alert()).toBe(null)
  })

  it('are found in what the list tells, one by one', () => {
    const { list, run, alert } = setUp()
    for (const sequence of [7, 8, 9]) {
      list(testSession('s', { lastReload: reload(sequence, false) }))
      run(4)
    }
    expect(alert()).toMatchObject({ count: 3 })
  })

  it('stay told when the session is on no page any more, for a while', () => {
    const { list, report, run, alert, clock, rule } = setUp()
    report(reload(1, false), reload(2, false), reload(3, false))
    run(4)
    list(testSession('other'))
    run(1)
    expect(alert()).toMatchObject({ title: 'Orders' })
    clock.advance(1_800_000)
    rule.look()
    expect(alert()).toBe(null)
  })
})

describe('in a row', () => {
  it.each<[string, readonly Reload[], number | null]>([
    ['nothing', [], null],
    ['a success last', [reload(1, false), reload(2, true)], null],
    ['an outcome that was not reported last', [reload(1, false), reload(2, null)], null],
    ['one', [reload(1, false)], 1],
    ['three', [reload(1, false), reload(2, false), reload(3, false)], 3],
    ['an outcome between that was not reported', [reload(1, false), reload(2, null), reload(3, false)], 1],
    ['a number between that was not heard of', [reload(1, false), reload(3, false), reload(4, false)], 2],
    ['reloads without numbers', [reload(0, false), reload(0, false), reload(0, false)], 3],
  ])('%s', (_, reloads, count) => {
    expect(failedInARow(reloads)?.count ?? null).toBe(count)
  })
})
