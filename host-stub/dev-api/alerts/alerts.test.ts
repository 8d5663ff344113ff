import { describe, expect, it } from 'vitest'
import { createManualClock } from '../testing/manual-clock.ts'
import type { HeardEvent } from '../testing/read-stream.ts'
import { startTestApi, type Json } from '../testing/start-test-api.ts'
import { tempFile } from '../testing/temp-file.ts'

const ALERTS = `query ($state: DevHotloadAlertState) { devHotloadAlerts(state: $state) {
  alertId fingerprint severity state count title message sessionId pluginId acknowledgedBy snoozedUntil resolvedAt logId } }`

const start = async (options = {}, plugin = 'orders') => {
  const test = await startTestApi(options)
  const [ops, engineer] = [await test.signIn('ops'), await test.signIn('engineer')]
  const cli = await engineer.register(plugin)
  const stream = await ops.stream('?logs=0')
  const alerts = async (state?: string) => (await ops.graphql(ALERTS, { state })).data['devHotloadAlerts'] as Json[]
  const short = async () => (await alerts()).map(({ severity, state, count }) => [severity, state, count])
  return { ...test, ops, engineer, cli, stream, alerts, short }
}

const alertNews = (events: HeardEvent[]) =>
  events
    .filter(({ type }) => type.startsWith('Alert'))
    .map(({ type, payload }) => [type, String(payload['fingerprint']).split(':')[0], payload['count']])

const errors = (count: number) => Array.from({ length: count }, (_, n) => ({ level: 'error', message: `boom ${n}` }))

describe('alerts of reloads', () => {
  it('are raised by a failure, counted, made critical by the third, and resolved by the next good reload', async () => {
    const { cli, clock, stream, short, alerts } = await start()
    const fail = async () => {
      await cli.reload({ success: false, error: 'syntax' })
      clock.advance(200)
    }
    await fail()
    await fail()
    expect(await short()).toEqual([['WARNING', 'OPEN', 2]])
    await fail()
    expect((await short()).sort()).toEqual([
      ['CRITICAL', 'OPEN', 1],
      ['WARNING', 'OPEN', 3],
    ])
    expect(await alerts()).toContainEqual(
      expect.objectContaining({
        fingerprint: `reload.failing:${cli.sessionId}`,
        title: '3 reloads of orders failed in a row',
        message: 'syntax',
        sessionId: cli.sessionId,
        pluginId: 'orders',
      }),
    )
    await cli.reload({ success: true })
    expect((await alerts()).map(({ state }) => state)).toEqual(['RESOLVED', 'RESOLVED'])
    const heard = await stream.until(
      ({ type, payload }) => type === 'AlertResolved' && payload['severity'] === 'CRITICAL',
    )
    expect(alertNews(heard)).toEqual([
      ['AlertRaised', 'reload.failed', 1],
      ['AlertUpdated', 'reload.failed', 2],
      ['AlertUpdated', 'reload.failed', 3],
      ['AlertRaised', 'reload.failing', 1],
      ['AlertResolved', 'reload.failed', 3],
      ['AlertResolved', 'reload.failing', 1],
    ])
  })

  it('of a storm are one alert each, told at once, then a few times a second, and in the end with all of them', async () => {
    const { cli, clock, stream, alerts } = await start()
    const told = (rule: string) =>
      stream.events
        .filter(
          ({ type, payload }) => type.startsWith('Alert') && String(payload['fingerprint']).startsWith(`${rule}:`),
        )
        .map(({ ts, payload }) => [Date.parse(ts ?? '') - clock.now(), payload['count']])
    for (let n = 0; n < 20; n++) {
      for (let m = 0; m < 4; m++) await cli.reload({ success: false, error: `syntax ${n}` })
      clock.advance(20)
      // What is counted is never older than this in the list: only the event may wait.
      expect((await alerts())[0]).toMatchObject({ message: `syntax ${n}` })
    }
    clock.advance(200)
    await stream.until(({ payload }) => payload['count'] === 78)
    const times = told('reload.failing').map(([at]) => Number(at))
    expect(Math.max(...times.slice(1).map((at, n) => at - (times[n] ?? 0)))).toBeLessThanOrEqual(250)
    // 400 ms of storm and its end.
    expect(told('reload.failed').length).toBeLessThanOrEqual(7)
    expect(told('reload.failing').length).toBeLessThanOrEqual(7)
    expect([told('reload.failed')[0], told('reload.failing')[0]]).toEqual([
      [-600, 1],
      [-600, 1],
    ])
    expect([told('reload.failed').at(-1)?.[1], told('reload.failing').at(-1)?.[1]]).toEqual([80, 78])
    expect((await alerts()).map(({ count }) => count).sort()).toEqual([78, 80])
  })

  it('are never told later than a quarter of a second after they were counted, not even after a restart', async () => {
    const file = tempFile()
    const clock = createManualClock()
    const before = await start({ db: file, clock })
    await before.cli.reload({ success: false })
    clock.advance(10)
    await before.cli.reload({ success: false })
    await before.dispose()
    const after = await start({ db: file, clock }, 'billing')
    clock.advance(240)
    const heard = await after.stream.until(({ type }) => type === 'AlertUpdated')
    expect(heard.at(-1)).toMatchObject({ payload: { count: 2 } })
  })

  it('open again as the same alert', async () => {
    const { cli, alerts } = await start()
    await cli.reload({ success: false })
    const [first] = await alerts()
    await cli.reload({ success: true })
    await cli.reload({ success: false })
    expect(await alerts()).toMatchObject([{ alertId: first?.['alertId'], state: 'OPEN', count: 2, resolvedAt: null }])
  })
})

describe('the alert of an error burst', () => {
  it('is raised by twenty error lines within a minute, once for a burst, and over when they fade', async () => {
    const { cli, clock, alerts, short } = await start()
    await cli.logs(errors(19))
    expect(await alerts()).toEqual([])
    await cli.logs(errors(1))
    await cli.logs(errors(5))
    expect(await short()).toEqual([['WARNING', 'OPEN', 1]])
    clock.advance(10_000)
    await cli.logs(errors(1))
    expect(await short()).toEqual([['WARNING', 'OPEN', 2]])
    for (let n = 0; n < 6; n++) {
      clock.advance(10_000)
      await cli.heartbeat()
    }
    expect((await alerts('RESOLVED')).map(({ fingerprint }) => fingerprint)).toEqual([
      `logs.error-burst:${cli.sessionId}`,
    ])
  })
})

describe('the alert of a lost heartbeat', () => {
  it('is raised after thirty seconds of silence and resolved by the next sign of life', async () => {
    const { cli, clock, alerts, short } = await start()
    clock.advance(29_500)
    expect(await alerts()).toEqual([])
    clock.advance(500)
    expect(await short()).toEqual([['WARNING', 'OPEN', 1]])
    clock.advance(60_000)
    expect(await short()).toEqual([['WARNING', 'OPEN', 1]])
    await cli.heartbeat()
    expect(await short()).toEqual([['WARNING', 'RESOLVED', 1]])
  })

  it('is resolved when the session ends', async () => {
    const { cli, clock, alerts } = await start()
    clock.advance(30_000)
    await cli.end()
    expect(await alerts('OPEN')).toEqual([])
    expect(await alerts('RESOLVED')).toHaveLength(1)
  })
})

describe('people', () => {
  const ack = (id: unknown) => `mutation { acknowledgeDevAlert(alertId: "${String(id)}") { state acknowledgedBy } }`
  const snooze = (id: unknown, until: string) =>
    `mutation { snoozeDevAlert(alertId: "${String(id)}", until: "${until}") { state snoozedUntil } }`

  const failed = async () => {
    const test = await start()
    await test.cli.reload({ success: false })
    const [alert] = await test.alerts()
    return { ...test, alertId: alert?.['alertId'] }
  }

  it('acknowledge an alert once, and it stays so while it counts on', async () => {
    const { engineer, ops, cli, clock, alertId, alerts, stream } = await failed()
    expect((await engineer.graphql(ack(alertId))).data).toEqual({
      acknowledgeDevAlert: { state: 'ACKNOWLEDGED', acknowledgedBy: '李伟 (Li Wei)' },
    })
    expect((await ops.graphql(ack(alertId))).code).toBe('CONFLICT')
    await cli.reload({ success: false })
    expect(await alerts('ACKNOWLEDGED')).toMatchObject([{ count: 2 }])
    clock.advance(200)
    const heard = await stream.until(({ type, payload }) => type === 'AlertUpdated' && payload['count'] === 2)
    expect(
      heard.filter(({ type }) => type === 'AuditRecorded').map(({ payload }) => [payload['action'], payload['result']]),
    ).toEqual([
      ['alert.acknowledge', 'done'],
      ['alert.acknowledge', 'conflict'],
    ])
  })

  it('snooze an alert until a time, then it is open again', async () => {
    const { ops, cli, clock, alertId, alerts } = await failed()
    const until = '2026-01-05T10:00:20.000Z'
    expect((await ops.graphql(snooze(alertId, until))).data).toEqual({
      snoozeDevAlert: { state: 'SNOOZED', snoozedUntil: until },
    })
    await cli.reload({ success: false })
    expect(await alerts('SNOOZED')).toMatchObject([{ count: 2, snoozedUntil: until }])
    clock.advance(20_000)
    expect(await alerts('OPEN')).toMatchObject([{ count: 2, snoozedUntil: null }])
  })

  it.each(['2026-01-05T09:59:59Z', '2026-02-05T10:00:00Z'])('cannot snooze until %s', async (until) => {
    const { ops, alertId } = await failed()
    expect(await ops.graphql(snooze(alertId, until))).toMatchObject({ status: 200, code: 'BAD_USER_INPUT' })
  })

  it('may only handle alerts of sessions that they are in charge of, and denials are recorded', async () => {
    const { ops, engineer, signIn, alertId } = await failed()
    const foreign = await ops.register('billing', { developerId: 'u-ops' })
    await foreign.reload({ success: false })
    const { data } = await ops.graphql(ALERTS)
    const other = (data['devHotloadAlerts'] as Json[]).find(({ pluginId }) => pluginId === 'billing')
    expect((await engineer.graphql(ack(other?.['alertId']))).code).toBe('FORBIDDEN')
    expect((await (await signIn('viewer')).graphql(ack(alertId))).code).toBe('FORBIDDEN')
    expect((await ops.graphql(ack('nothing'))).code).toBe('NOT_FOUND')
    const audit = await ops.graphql('{ devHotloadAudit { items { action actor result } } }')
    expect((audit.data['devHotloadAudit'] as { items: Json[] }).items).toEqual([
      { action: 'alert.acknowledge', actor: 'Olivia Santos', result: 'failed' },
      { action: 'alert.acknowledge', actor: 'Vera Klein', result: 'denied' },
      { action: 'alert.acknowledge', actor: '李伟 (Li Wei)', result: 'denied' },
    ])
  })
})
