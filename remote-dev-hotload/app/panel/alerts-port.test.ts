import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, type EffectScope } from 'vue'
import type { Alert } from '../../../contracts/index.ts'
import type { AlertsPort } from '../../alerts/index.ts'
import { testAlert } from '../../alerts/testing/test-inbox.ts'
import { createFakePanel, type FakePanel } from '../../stories/fake-panel.ts'
import { testSession } from '../../tests/test-session.ts'
import { createAlertsPort } from './alerts-port.ts'

let scope: EffectScope
let fake: FakePanel
let port: AlertsPort
const load = vi.fn(() => Promise.resolve())
const snooze = vi.fn(() => new Promise<never>(() => {}))

beforeEach(() => {
  vi.clearAllMocks()
  scope = effectScope()
  scope.run(() => {
    fake = createFakePanel()
    Object.assign(fake.panel.lists, { alerts: load })
    Object.assign(fake.panel.client, { alertActs: { acknowledge: snooze, snooze } })
    port = createAlertsPort(fake.panel)
  })
})
afterEach(() => scope.stop())

const withBase = (runbooks: string | null) => Object.assign(fake.panel.links, { runbooks })

describe('what to do about an alert', () => {
  it('is the page that the alert names, when that is one of the web', () => {
    expect(port.runbookOf(testAlert(1, { runbookUrl: 'https://wiki.test/a' }))).toBe('https://wiki.test/a')
    expect(port.runbookOf(testAlert(1, { runbookUrl: 'javascript:alert(1)' }))).toBe(
      'https://runbooks.example.com/dev-hotload/reload.failed',
    )
  })

  it('is else the page of its rule, or of its code, at the place that the shell names', () => {
    fake.stores.ownAlerts.raise({
      ...{ id: 'x', code: 'DH_ALERT_002', severity: 'CRITICAL', since: 1, at: 1, sessionId: null, title: null },
    })
    withBase('/docs/runbooks/')
    expect(port.runbookOf(testAlert(1))).toBe(`${window.location.origin}/docs/runbooks/reload.failed`)
    expect(port.runbookOf(fake.stores.ownAlerts.newestFirst[0]!)).toMatch(/\/docs\/runbooks\/DH_ALERT_002$/)
  })

  it.each(['..:s-1', '../admin:s', '', '?x=1', '//evil.test'])('is nothing for a rule like %j', (fingerprint) => {
    expect(port.runbookOf(testAlert(1, { fingerprint }))).toBeNull()
  })

  it('is nothing where the shell names no place', () => {
    withBase(null)
    expect(port.runbookOf(testAlert(1))).toBeNull()
  })
})

describe('who may act on an alert', () => {
  const session = (patch: Parameters<typeof testSession>[1]) =>
    fake.stores.sessions.applySession(testSession('s-1', patch), fake.clock.now())

  it('is who may act on its session, and of one that is over or not known the server says', () => {
    expect(port.whyNot(testAlert(1))).toBeNull()
    session({ allowedActions: ['RELOAD'] })
    expect(port.whyNot(testAlert(1))).toBe('DH_API_403')
    session({ allowedActions: ['ACKNOWLEDGE_ALERT'] })
    expect(port.whyNot(testAlert(1))).toBeNull()
    session({ allowedActions: [], status: 'TERMINATED' })
    expect(port.whyNot(testAlert(1))).toBeNull()
    expect(port.whyNot(testAlert(1, { sessionId: null }))).toBeNull()
  })

  it('is nobody without a network', () => {
    fake.connect({ name: 'offline' })
    expect(port.whyNot(testAlert(1))).toBe('DH_API_001')
  })
})

describe('the alerts of the panel', () => {
  it('are put off by the clock of the server', () => {
    port.snooze('alert-1', Date.parse('2026-01-05T10:00:00Z'))
    expect(snooze).toHaveBeenCalledWith('alert-1', '2026-01-05T10:00:00.000Z')
    expect(port.pending.get('alert-1')).toBe('busy')
  })

  it('show what an act has come to, unless the stream was faster', async () => {
    let answer = (_alert: Alert) => {}
    const acknowledge = () => new Promise((resolve) => (answer = (value) => resolve({ ok: true, value })))
    Object.assign(fake.panel.client.alertActs, { acknowledge })
    const taken = { state: 'ACKNOWLEDGED', count: 4 }
    fake.stores.alerts.applyAlert(testAlert(1, { count: 4 }))
    port.acknowledge('alert-1')
    answer(testAlert(1, taken))
    await vi.waitFor(() => expect(port.pending.size).toBe(0))
    expect(port.alerts.byId('alert-1')).toMatchObject(taken)

    fake.stores.alerts.applyAlert(testAlert(1, { count: 5 }))
    port.acknowledge('alert-1')
    fake.stores.alerts.applyAlert(testAlert(1, { state: 'ACKNOWLEDGED', count: 6 }))
    answer(testAlert(1, { ...taken, count: 5 }))
    await vi.waitFor(() => expect(port.pending.size).toBe(0))
    expect(port.alerts.byId('alert-1')).toMatchObject({ count: 6 })
  })

  it('are asked for again after a break, once somebody has looked at them', async () => {
    const breakOff = async () => {
      fake.connect({ name: 'waiting' })
      await nextTick()
      fake.connect({ name: 'live' })
      await nextTick()
    }
    await breakOff()
    expect(load).not.toHaveBeenCalled()
    port.load('OPEN')
    await breakOff()
    expect(load.mock.calls).toEqual([['OPEN'], ['OPEN']])
  })

  it('of another person or tenant are not waited for', () => {
    port.acknowledge('alert-1')
    fake.panel.host.tenant.get()
    ;(fake.panel.host.tenant as unknown as { set(tenant: unknown): void }).set({ id: 't-2', name: 'Two' })
    expect(port.pending.size).toBe(0)
  })
})
