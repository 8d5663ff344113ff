import { describe, expect, it } from 'vitest'
import { startTestApi, type Json } from '../testing/start-test-api.ts'

const ROOT = '/internal/dev/plugins'

const start = async () => {
  const test = await startTestApi()
  const [ops, engineer] = [await test.signIn('ops'), await test.signIn('engineer')]
  const cli = await engineer.register('orders')
  const trail = async (args = '') => {
    const { data } = await ops.graphql(
      `{ devHotloadAudit${args} { totalCount items { action actor result sessionId details } } }`,
    )
    return data['devHotloadAudit'] as { totalCount: number; items: Json[] }
  }
  return { ...test, ops, engineer, cli, trail }
}

describe('reports for the audit trail', () => {
  it('are recorded with everything that was said', async () => {
    const { engineer, ops, cli, trail } = await start()
    const other = await ops.register('billing', { developerId: 'u-ops' })
    const report = {
      action: 'logs.export',
      sessionIds: [cli.sessionId, other.sessionId],
      lines: 120,
      from: '2026-01-05T09:00:00Z',
      to: '2026-01-05T10:00:00Z',
      filter: 'level>=warn',
      masked: true,
    }
    const stream = await ops.stream()
    const answer = await engineer.post(`${ROOT}/audit`, report)
    expect(answer.status).toBe(201)
    const [event] = await stream.take(1)
    expect([event?.type, event?.payload['auditId']]).toEqual(['AuditRecorded', answer.data['auditId']])
    const { action, ...details } = report
    expect((await trail()).items[0]).toMatchObject({
      action,
      actor: '李伟 (Li Wei)',
      result: 'done',
      sessionId: null,
      details,
    })
    expect((await trail(`(sessionId: "${other.sessionId}")`)).totalCount).toBe(1)
  })

  it('are refused for masked text of sessions of others, and the attempt is recorded', async () => {
    const { engineer, ops, trail } = await start()
    const other = await ops.register('billing', { developerId: 'u-ops' })
    const reveal = { action: 'log.reveal', sessionIds: [other.sessionId] }
    expect(await engineer.post(`${ROOT}/audit`, reveal)).toMatchObject({
      status: 403,
      body: { error_code: 'FORBIDDEN' },
    })
    expect((await ops.post(`${ROOT}/audit`, reveal)).status).toBe(201)
    expect((await trail()).items.map(({ action, result }) => [action, result])).toEqual([
      ['log.reveal', 'done'],
      ['log.reveal', 'denied'],
    ])
  })

  it('of the same Idempotency-Key are one', async () => {
    const { ops, cli, trail } = await start()
    const report = { action: 'logs.export', sessionIds: [cli.sessionId] }
    const first = await ops.post(`${ROOT}/audit`, report, { 'idempotency-key': 'k' })
    const second = await ops.post(`${ROOT}/audit`, report, { 'idempotency-key': 'k' })
    expect(second.data).toEqual(first.data)
    expect((await trail()).totalCount).toBe(1)
  })

  it.each([
    ['action', { action: 'logs.read', sessionIds: ['x'] }],
    ['sessionIds', { action: 'logs.export', sessionIds: [] }],
    ['from', { action: 'logs.export', sessionIds: ['x'], from: 'yesterday' }],
    ['lines', { action: 'logs.export', sessionIds: ['x'], lines: -1 }],
  ])('name the field %s that is not valid', async (field, body) => {
    const { ops } = await start()
    expect(await ops.post(`${ROOT}/audit`, body)).toMatchObject({ status: 400, body: { details: { field } } })
  })
})

describe('the audit trail', () => {
  it('comes in pages, the newest first', async () => {
    const { ops, cli, trail } = await start()
    for (const lines of [1, 2, 3])
      await ops.post(`${ROOT}/audit`, { action: 'logs.export', sessionIds: [cli.sessionId], lines })
    const { totalCount, items } = await trail('(limit: 2, offset: 1)')
    expect([totalCount, items.map(({ details }) => (details as Json)['lines'])]).toEqual([3, [2, 1]])
  })
})

describe('notifications', () => {
  const alarm = {
    kind: 'stream.disconnected',
    severity: 'critical',
    since: '2026-01-05T09:58:00Z',
    count: 4,
    details: { a: 1 },
  }

  it('are accepted once for each key, and say so when there is nobody to tell', async () => {
    const { ops } = await start()
    const first = await ops.post(`${ROOT}/notifications`, alarm, { 'idempotency-key': 'k' })
    expect(first).toMatchObject({ status: 202, data: { routedTo: [] } })
    expect((await ops.post(`${ROOT}/notifications`, alarm, { 'idempotency-key': 'k' })).data).toEqual(first.data)
    expect((await ops.post(`${ROOT}/notifications`, alarm)).data['notificationId']).not.toBe(
      first.data['notificationId'],
    )
  })

  it('are refused when they are not valid, of an unknown session or of a viewer', async () => {
    const { ops, signIn } = await start()
    expect(await ops.post(`${ROOT}/notifications`, { ...alarm, kind: 'hello' })).toMatchObject({
      status: 400,
      body: { details: { field: 'kind' } },
    })
    expect((await ops.post(`${ROOT}/notifications`, { ...alarm, sessionId: 'nobody' })).status).toBe(404)
    expect((await (await signIn('viewer')).post(`${ROOT}/notifications`, alarm)).status).toBe(403)
  })
})

describe('refresh-metrics', () => {
  it('answers the figures of the session and tells the stream', async () => {
    const { ops, cli } = await start()
    await cli.reload({ durationMs: 80, buildTimeMs: 50, success: true })
    await cli.logs([
      { message: 'a', level: 'warn' },
      { message: 'b', level: 'fatal' },
    ])
    const stream = await ops.stream()
    const { status, data } = await ops.command('refresh-metrics', cli.sessionId)
    expect([status, data]).toEqual([
      200,
      {
        buildTimeMs: 50,
        reloadLatencyMs: 80,
        reloadLatencyP95Ms: 80,
        reloadCount: 1,
        reloadFailureCount: 0,
        errorCount: 1,
        warnCount: 1,
        logRatePerSec: 0.2,
      },
    ])
    expect((await stream.take(1))[0]).toMatchObject({ type: 'SessionUpdated', payload: { metrics: data } })
  })
})
