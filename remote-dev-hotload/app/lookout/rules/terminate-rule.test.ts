import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import type { DiagnosticCode } from '../../../../contracts/index.ts'
import { useOwnAlertStore } from '../../../alerts/index.ts'
import { useCommandStore, type Command, type CommandKind } from '../../../sessions/index.ts'
import { createFakeClock } from '../../../tests/fake-clock.ts'
import type { Cause } from './cause.ts'
import { createTerminateRule, FORGOTTEN_MS, TERMINATE_ALERT } from './terminate-rule.ts'

function setUp() {
  const clock = createFakeClock()
  const commands = useCommandStore()
  const ownAlerts = useOwnAlertStore()
  const told: (Cause | string)[] = []
  const state = { isOffline: false }
  let keys = 0
  const rule = createTerminateRule({
    ...{ commands, clock, ownAlerts },
    isOffline: () => state.isOffline,
    causes: { raised: (cause) => void told.push(cause), over: (kind) => void told.push(`over ${kind}`) },
    onFault(error) {
      throw error
    },
  })
  function begin(sessionId = 's-1', kind: CommandKind = 'terminate'): string {
    const key = `key-${++keys}`
    clock.advance(1_000)
    commands.begin({ key, kind, sessionId, title: `Plugin ${sessionId}`, requestedAt: clock.now() })
    return key
  }
  function fail(code: DiagnosticCode = 'DH_API_002', sessionId = 's-1', kind: CommandKind = 'terminate'): string {
    const key = begin(sessionId, kind)
    commands.failed(key, { code, at: clock.now() })
    return key
  }
  return {
    ...{ clock, commands, ownAlerts, told, state, rule, begin, fail },
    fails: (times: number, code?: DiagnosticCode) => Array.from({ length: times }, () => fail(code)),
    succeed: () => commands.done(begin(), clock.now()),
    alert: () => ownAlerts.byId(TERMINATE_ALERT),
    causes: () => told.filter((one) => typeof one !== 'string'),
  }
}

describe('terminates that fail', () => {
  beforeEach(() => setActivePinia(createPinia()))

  it('are worth an alert when three in a row have failed, and one that works ends it', () => {
    const { fails, succeed, alert, told, clock } = setUp()
    fails(2)
    expect(alert()).toBe(null)
    const since = clock.now() - 1_000
    fails(1)
    expect(alert()).toMatchObject({
      ...{ code: 'DH_ALERT_002', severity: 'CRITICAL', count: 3, since, sessionId: 's-1', title: 'Plugin s-1' },
    })
    expect(told).toMatchObject([{ kind: 'terminate.failing', severity: 'critical', since, count: 3, mark: 'key-1' }])
    fails(1)
    expect(alert()?.count).toBe(4)
    expect(told.at(-1)).toMatchObject({ count: 4, mark: 'key-1' })
    succeed()
    expect([alert(), told.at(-1)]).toEqual([null, 'over terminate.failing'])
    fails(2)
    expect(alert()).toBe(null)
    fails(1)
    expect(alert()).toMatchObject({ count: 3 })
  })

  it('are not in a row when one between them has worked', () => {
    const { fails, succeed, alert } = setUp()
    fails(2)
    succeed()
    fails(2)
    expect(alert()).toBe(null)
  })

  it('are told of with codes and figures, and without a session when there are several', () => {
    const { fail, alert, causes, commands, begin, clock } = setUp()
    fail('DH_API_002', 's-1')
    fail('DH_API_001', 's-2')
    const slow = begin('s-3')
    commands.accepted(slow, { auditId: 'a', reloadId: null, at: clock.now() })
    commands.timedOut(slow, clock.now())
    expect(alert()).toMatchObject({ sessionId: null, title: null })
    expect(causes()[0]).toMatchObject({ sessionId: null })
    expect(causes()[0]!.details).toEqual({
      ...{ code: 'DH_ALERT_002', failures: 3, sessions: 3, reasons: 'DH_API_002 DH_API_001 DH_COMMAND_001' },
    })
  })

  it.each(['DH_API_404', 'DH_API_409', 'DH_API_403', 'DH_API_401', 'DH_API_429', 'DH_API_501'] as const)(
    'did not fail when the server answered %s, and did not work either',
    (code) => {
      const { fails, alert } = setUp()
      fails(5, code)
      expect(alert()).toBe(null)
      fails(2)
      fails(1, code)
      fails(1)
      expect(alert()).toMatchObject({ count: 3 })
    },
  )

  it('did not fail when the user’s own browser had no network', () => {
    const { fails, alert, state } = setUp()
    state.isOffline = true
    fails(3, 'DH_API_001')
    expect(alert()).toBe(null)
    state.isOffline = false
    fails(3, 'DH_API_001')
    expect(alert()).toMatchObject({ count: 3 })
  })

  it('are terminates: reloads and figures do not count', () => {
    const { fail, alert } = setUp()
    for (let i = 0; i < 3; i++) {
      fail('DH_API_002', 's', 'reload')
      fail('DH_API_002', 's', 'refresh-metrics')
    }
    expect(alert()).toBe(null)
  })

  it('count once each, and again when they are sent again', () => {
    const { fail, commands, alert, clock, begin } = setUp()
    const key = fail('DH_API_002')
    commands.dismiss(key)
    const slow = begin()
    commands.accepted(slow, { auditId: 'a', reloadId: null, at: clock.now() })
    commands.timedOut(slow, clock.now())
    commands.apply(slow, { kind: 'failed', code: 'DH_COMMAND_002' }, clock.now())
    expect(alert()).toBe(null)
    commands.sent(key)
    commands.failed(key, { code: 'DH_API_002', at: clock.now() })
    expect(alert()).toMatchObject({ count: 3 })
  })

  it('did not fail when the end is seen late', () => {
    const { fails, commands, alert, begin, clock } = setUp()
    fails(2)
    const slow = begin()
    commands.accepted(slow, { auditId: 'a', reloadId: null, at: clock.now() })
    commands.timedOut(slow, clock.now())
    expect(alert()).toMatchObject({ count: 3 })
    commands.apply(slow, { kind: 'done', auditId: 'a' }, clock.now())
    expect(alert()).toBe(null)
  })

  it('are forgotten when nobody has terminated anything for half an hour', () => {
    const { fails, alert, clock, rule, told } = setUp()
    fails(3)
    clock.advance(FORGOTTEN_MS - 1)
    rule.look()
    expect(alert()).not.toBe(null)
    clock.advance(1)
    rule.look()
    expect([alert(), told.at(-1)]).toEqual([null, 'over terminate.failing'])
    fails(1)
    expect(alert()).toBe(null)
  })

  it('are the same cause after the page was loaded anew', () => {
    const before = setUp()
    before.succeed()
    before.fails(3)
    const kept: readonly Command[] = before.commands.all
    const now = before.clock.now()
    setActivePinia(createPinia())
    const after = setUp()
    after.clock.advance(now - after.clock.now())
    after.commands.restore(kept)
    expect(after.alert()).toMatchObject({ count: 3 })
    expect(after.told).toMatchObject([{ mark: before.causes()[0]!.mark }])
  })

  it('of an hour ago or without a known network do not count after the page was loaded anew', () => {
    const before = setUp()
    before.fails(3)
    before.clock.advance(FORGOTTEN_MS)
    before.fails(3, 'DH_API_001')
    const kept: readonly Command[] = before.commands.all
    setActivePinia(createPinia())
    const after = setUp()
    after.clock.advance(before.clock.now() - after.clock.now())
    after.commands.restore(kept)
    expect(after.alert()).toBe(null)
  })

  it('of one tenant are nothing to another', () => {
    const { fails, alert, rule, commands } = setUp()
    fails(2)
    rule.changeScope()
    commands.clear()
    fails(2)
    expect(alert()).toBe(null)
  })

  it('are watched no longer than the panel lives', () => {
    const { fails, alert, rule } = setUp()
    rule.dispose()
    fails(3)
    expect(alert()).toBe(null)
  })
})
