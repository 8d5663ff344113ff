import { describe, expect, it } from 'vitest'
import { startTestApi, type Json } from '../testing/start-test-api.ts'
import type { HeardEvent } from '../testing/read-stream.ts'

const start = async () => {
  const test = await startTestApi()
  const [ops, engineer, viewer] = [await test.signIn('ops'), await test.signIn('engineer'), await test.signIn('viewer')]
  const cli = await engineer.register('orders')
  const stream = await ops.stream('?logs=0')
  const status = async () => {
    const { data } = await ops.graphql(`{ devHotloadSession(sessionId: "${cli.sessionId}") { status statusReason } }`)
    return data['devHotloadSession'] as { status: string; statusReason: string | null }
  }
  const audit = async () => {
    const { data } = await ops.graphql(
      '{ devHotloadAudit { items { auditId action actor result reason requestId details } } }',
    )
    return (data['devHotloadAudit'] as { items: Json[] }).items
  }
  return { ...test, ops, engineer, viewer, cli, stream, status, audit }
}

const isType =
  (...types: string[]) =>
  ({ type }: HeardEvent) =>
    types.includes(type)
const about = (events: HeardEvent[], ...types: string[]) => events.filter(isType(...types))

describe('terminate', () => {
  it('asks a living CLI to stop and is done when the CLI says so', async () => {
    const { ops, cli, stream, status } = await start()
    const asked = await ops.command('terminate', cli.sessionId, { reason: 'cleaning up' })
    expect(asked.status).toBe(202)
    const { auditId } = asked.data
    expect(asked.data).toEqual({ auditId, sessionId: cli.sessionId, status: 'TERMINATING' })
    expect(await status()).toEqual({ status: 'TERMINATING', statusReason: 'cleaning up' })
    expect((await cli.heartbeat()).data['status']).toBe('TERMINATING')

    await cli.end('stopped')
    const heard = await stream.until(({ payload }) => payload['status'] === 'TERMINATED')
    const told = about(heard, 'SessionUpdated', 'SessionTerminated').map(({ type, payload }) => [
      type,
      payload['status'] ?? payload['auditId'],
    ])
    expect(told).toEqual([
      ['SessionUpdated', 'TERMINATING'],
      ['SessionTerminated', auditId],
      ['SessionUpdated', 'TERMINATED'],
    ])
    expect(about(heard, 'SessionTerminated')[0]?.payload).toEqual({
      note: 'stopped',
      reason: 'cleaning up',
      auditId,
      endedAt: '2026-01-05T10:00:00.000Z',
    })
  })

  it('is done by the server after ten seconds when the CLI does not obey', async () => {
    const { ops, cli, clock, stream, status } = await start()
    const { auditId } = (await ops.command('terminate', cli.sessionId)).data
    clock.advance(9_900)
    expect((await status()).status).toBe('TERMINATING')
    clock.advance(600)
    const ended = (await stream.until(isType('SessionTerminated'))).at(-1)
    expect(ended?.payload).toMatchObject({ auditId, note: expect.stringContaining('did not stop in time') as string })
    expect((await status()).status).toBe('TERMINATED')
  })

  it('is done at once when there is no CLI to ask', async () => {
    const { ops, cli, clock, status } = await start()
    clock.advance(15_000)
    const answer = await ops.command('terminate', cli.sessionId)
    expect(answer).toMatchObject({
      status: 200,
      data: { status: 'TERMINATED', terminatedAt: '2026-01-05T10:00:15.000Z' },
    })
    expect((await status()).status).toBe('TERMINATED')
  })

  it('is refused as a conflict when the session is ending or has ended', async () => {
    const { ops, cli } = await start()
    await ops.command('terminate', cli.sessionId)
    const details = (status: string) => ({ status: 409, body: { error_code: 'CONFLICT', details: { status } } })
    expect(await ops.command('terminate', cli.sessionId)).toMatchObject(details('TERMINATING'))
    await cli.end()
    expect(await ops.command('terminate', cli.sessionId)).toMatchObject(details('TERMINATED'))
    expect(await ops.command('reload', cli.sessionId)).toMatchObject(details('TERMINATED'))
  })

  it('answers under the prefix of the shell too', async () => {
    const { ops, cli } = await start()
    const path = `/api/admin/dev-hotload/sessions/${cli.sessionId}`
    expect((await ops.post(`${path}/reload`)).status).toBe(202)
    expect((await ops.post(`${path}/terminate`)).status).toBe(202)
  })
})

describe('reload', () => {
  it('is done when the CLI reports the reload with that id', async () => {
    const { ops, cli, stream, status } = await start()
    const asked = await ops.command('reload', cli.sessionId, { reason: 'look again' }, { 'idempotency-key': 'k-1' })
    expect(asked).toMatchObject({
      status: 202,
      data: { sessionId: cli.sessionId, reloadId: 'k-1', status: 'RELOADING' },
    })
    const order = (await stream.until(({ payload }) => payload['status'] === 'RELOADING')).at(-1)
    expect(order?.payload['pendingReload']).toEqual({ reloadId: 'k-1' })
    expect((await cli.heartbeat()).data['pendingReload']).toEqual({ reloadId: 'k-1' })

    await cli.reload({ success: true, trigger: 'file' }, 'another')
    expect((await status()).status).toBe('RELOADING')
    await cli.reload({ success: true, trigger: 'panel', durationMs: 40 }, 'k-1')
    const heard = await stream.until(({ payload }) => payload['status'] === 'ACTIVE')
    expect(about(heard, 'SessionReloaded').map(({ payload }) => payload['reloadId'])).toEqual(['another', 'k-1'])
    expect(heard.at(-1)?.payload).toMatchObject({
      reloadCount: 2,
      metrics: { reloadLatencyMs: 40 },
      lastReload: { reloadId: 'k-1' },
    })
    expect((await cli.heartbeat()).data['pendingReload']).toBeNull()
  })

  it('leaves the session FAILED when it failed', async () => {
    const { ops, cli, status } = await start()
    const { reloadId } = (await ops.command('reload', cli.sessionId)).data
    await cli.reload({ success: false, error: 'syntax' }, String(reloadId))
    expect(await status()).toEqual({ status: 'FAILED', statusReason: 'syntax' })
  })

  it('goes back to the former status when nothing is reported within 30 seconds', async () => {
    const { ops, cli, clock, status } = await start()
    await cli.reload({ success: false, error: 'broken' })
    await ops.command('reload', cli.sessionId)
    clock.advance(29_500)
    expect((await status()).status).toBe('RELOADING')
    clock.advance(500)
    expect(await status()).toEqual({ status: 'FAILED', statusReason: 'The CLI did not report the reload in time.' })
    expect((await ops.command('reload', cli.sessionId)).status).toBe(202)
  })

  it('takes X-Reload-ID as its id and refuses another one meanwhile', async () => {
    const { ops, cli } = await start()
    expect((await ops.command('reload', cli.sessionId, {}, { 'x-reload-id': 'r-9' })).data['reloadId']).toBe('r-9')
    expect((await ops.command('reload', cli.sessionId)).status).toBe(409)
  })
})

describe('commands', () => {
  it('with the same key are carried out once and answered alike', async () => {
    const { ops, cli, audit } = await start()
    const key = { 'idempotency-key': 'one' }
    const first = await ops.command('terminate', cli.sessionId, {}, key)
    await cli.end()
    const second = await ops.command('terminate', cli.sessionId, {}, key)
    expect([second.status, second.data]).toEqual([first.status, first.data])
    expect(await audit()).toHaveLength(1)
    expect(await ops.command('reload', cli.sessionId, {}, key)).toMatchObject({
      status: 400,
      body: { details: { field: 'Idempotency-Key' } },
    })
  })

  it('share their keys between REST and GraphQL', async () => {
    const { ops, cli } = await start()
    const { data } = await ops.command('reload', cli.sessionId, {}, { 'idempotency-key': 'k' })
    const again = await ops.graphql(
      `mutation { reloadDevSession(sessionId: "${cli.sessionId}", idempotencyKey: "k") { auditId sessionId status reloadId } }`,
    )
    expect(again.data['reloadDevSession']).toEqual(data)
  })

  it('are for operators, and for engineers with their own sessions', async () => {
    const { ops, engineer, viewer, cli, audit } = await start()
    const foreign = await ops.register('billing', { developerId: 'u-ops' })
    expect((await engineer.command('terminate', foreign.sessionId)).status).toBe(403)
    expect((await viewer.command('terminate', cli.sessionId)).status).toBe(403)
    expect(
      (await viewer.graphql(`mutation { terminateDevSession(sessionId: "${cli.sessionId}") { auditId } }`)).code,
    ).toBe('FORBIDDEN')
    expect((await engineer.command('terminate', cli.sessionId)).status).toBe(202)
    expect((await audit()).map(({ actor, action, result }) => [actor, action, result])).toEqual([
      ['李伟 (Li Wei)', 'session.terminate', 'accepted'],
      ['Vera Klein', 'session.terminate', 'denied'],
      ['Vera Klein', 'session.terminate', 'denied'],
      ['李伟 (Li Wei)', 'session.terminate', 'denied'],
    ])
  })

  it('leave a row in admin_dev_hotload_audit with actor, reason, result and request id, whatever came of them', async () => {
    const { ops, cli, stream, audit } = await start()
    await ops.command('reload', 'unknown', { reason: 'try' }, { 'x-request-id': 'req-1' })
    const { data } = await ops.command('terminate', cli.sessionId, { reason: 'why' }, { 'x-request-id': 'req-2' })
    await ops.command('terminate', cli.sessionId, {}, { 'x-request-id': 'req-3' })
    const rows = await audit()
    expect(rows.map(({ result, requestId, reason }) => [result, requestId, reason])).toEqual([
      ['conflict', 'req-3', null],
      ['accepted', 'req-2', 'why'],
      ['failed', 'req-1', 'try'],
    ])
    expect(rows[1]).toMatchObject({ auditId: data['auditId'], actor: 'Olivia Santos', details: { actorId: 'u-ops' } })
    const told = (await stream.until(({ payload }) => payload['requestId'] === 'req-3')).filter(isType('AuditRecorded'))
    expect(told.map(({ payload }) => payload['result'])).toEqual(['failed', 'accepted', 'conflict'])
  })

  it('show in the audit trail how they came out in the end', async () => {
    const { ops, cli, clock, audit } = await start()
    await ops.command('terminate', cli.sessionId)
    clock.advance(400)
    await cli.end()
    expect((await audit())[0]).toMatchObject({
      result: 'accepted',
      details: { outcome: 'done', completedAt: '2026-01-05T10:00:00.400Z' },
    })
  })

  it('refuse a body that is not valid and name the field', async () => {
    const { ops, cli } = await start()
    expect(await ops.command('terminate', cli.sessionId, { reason: 7 })).toMatchObject({
      status: 400,
      body: { error_code: 'BAD_USER_INPUT', details: { field: 'reason' } },
    })
  })
})
