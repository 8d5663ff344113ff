import { describe, expect, it } from 'vitest'
import { startTestApi, type Json } from '../testing/start-test-api.ts'

const CLI = '/internal/dev/plugins'
const RELOADS = 'query ($id: ID!) { devHotloadReloads(sessionId: $id) { reloadId sequence success firstLogId } }'
const LOGS = `query ($id: ID!) {
  devHotloadLogs(sessionId: $id) { items { logId ts level source message fields reloadSequence traceId } }
}`

const start = async () => {
  const test = await startTestApi()
  const engineer = await test.signIn('engineer')
  const cli = await engineer.register('orders')
  const reloads = async () =>
    (await engineer.graphql(RELOADS, { id: cli.sessionId })).data['devHotloadReloads'] as Json[]
  const logs = async () =>
    ((await engineer.graphql(LOGS, { id: cli.sessionId })).data['devHotloadLogs'] as { items: Json[] }).items
  return { ...test, engineer, cli, reloads, logs }
}

describe('register', () => {
  it('opens a session and keeps what the CLI says', async () => {
    const { signIn } = await startTestApi()
    const engineer = await signIn('engineer')
    const { sessionId, answer } = await engineer.register('orders', {
      pluginVersion: '1.2.0',
      buildHash: 'abc',
      entryPoints: ['src/index.ts'],
      manifest: { name: 'Orders' },
      metadata: { branch: 'main' },
      sandboxEndpoint: 'http://127.0.0.1:7400',
      cliVersion: '0.9',
    })
    expect(answer).toMatchObject({
      status: 'ACTIVE',
      expiresAt: '2026-01-05T10:15:00.000Z',
      sandboxEndpoint: 'http://127.0.0.1:7400',
      logUrl: null,
    })
    const { data } = await engineer.graphql(`{ devHotloadSession(sessionId: "${sessionId}") {
      pluginName pluginVersion buildHash entryPoints cliVersion metadata developer { id name } tenantName } }`)
    expect(data['devHotloadSession']).toEqual({
      pluginName: 'Orders',
      pluginVersion: '1.2.0',
      buildHash: 'abc',
      entryPoints: ['src/index.ts'],
      cliVersion: '0.9',
      metadata: { branch: 'main' },
      developer: { id: 'u-engineer', name: '李伟 (Li Wei)' },
      tenantName: 'Northwind Trading',
    })
  })

  it('refuses a second live session of the plugin in the tenant and says which one lives', async () => {
    const { engineer, cli } = await start()
    const again = await engineer.post(`${CLI}/register`, { pluginId: 'orders', developerId: 'somebody' })
    expect(again).toMatchObject({
      status: 409,
      body: {
        code: 409,
        error_code: 'CONFLICT',
        details: { sessionId: cli.sessionId, pluginId: 'orders', developerId: 'u-engineer', status: 'ACTIVE' },
      },
    })
    await cli.end()
    expect((await engineer.post(`${CLI}/register`, { pluginId: 'orders', developerId: 'somebody' })).status).toBe(201)
  })

  it.each([
    ['pluginId', { developerId: 'x' }],
    ['pluginId', { pluginId: 'a\u0000b', developerId: 'x' }],
    ['developerId', { pluginId: 'a', developerId: '' }],
    ['entryPoints.0', { pluginId: 'a', developerId: 'x', entryPoints: [1] }],
    ['metadata', { pluginId: 'a', developerId: 'x', metadata: [] }],
  ])('names the field %s that is not valid', async (field, body) => {
    const { signIn } = await startTestApi()
    const answer = await (await signIn('engineer')).post(`${CLI}/register`, body)
    expect(answer).toMatchObject({ status: 400, body: { error_code: 'BAD_USER_INPUT', details: { field } } })
  })
})

describe('reports of reloads', () => {
  it('count once for each X-Reload-ID', async () => {
    const { cli, reloads } = await start()
    expect((await cli.reload({ durationMs: 12.4, success: true }, 'r-1')).data).toEqual({
      sessionId: cli.sessionId,
      sequence: 1,
    })
    expect((await cli.reload({ durationMs: 999, success: false }, 'r-1')).data['sequence']).toBe(1)
    expect(await reloads()).toEqual([{ reloadId: 'r-1', sequence: 1, success: true, firstLogId: null }])
  })

  it('keep the count of the CLI as long as it goes up', async () => {
    const { cli } = await start()
    expect((await cli.reload({ sequence: 7 })).data['sequence']).toBe(7)
    expect((await cli.reload({ sequence: 7 })).data['sequence']).toBe(8)
    expect((await cli.reload()).data['sequence']).toBe(9)
  })

  it('find the first log line that belongs to them, whichever comes first', async () => {
    const { cli, reloads, logs } = await start()
    await cli.logs([{ message: 'before' }, { message: 'building', reloadSequence: 1 }])
    await cli.reload({ sequence: 1 })
    await cli.reload({ sequence: 2 })
    await cli.logs([{ message: 'more', reloadSequence: 2 }])
    const [, second, third] = await logs()
    expect((await reloads()).map((reload) => reload['firstLogId'])).toEqual([third?.['logId'], second?.['logId']])
  })

  it('need the token of the session or its owner', async () => {
    const { cli, ask, signIn, engineer } = await start()
    const { sessionId } = cli
    const path = `${CLI}/reload`
    expect(await ask(path, { body: { sessionId, reloadToken: 'wrong' } })).toMatchObject({
      status: 401,
      body: { error: 'the reload token does not match' },
    })
    expect((await ask(path, { body: { sessionId } })).status).toBe(401)
    expect((await engineer.post(path, { sessionId })).status).toBe(200)
    expect((await (await signIn('ops')).post(path, { sessionId })).status).toBe(403)
    expect((await ask(path, { body: { sessionId: 'unknown', reloadToken: 'x' } })).status).toBe(404)
    expect(await ask(path, { body: { sessionId: 7 } })).toMatchObject({
      status: 400,
      body: { details: { field: 'sessionId' } },
    })
  })
})

describe('log lines', () => {
  it('come as NDJSON or as an array, in the order in which they were sent', async () => {
    const { cli, logs } = await start()
    const ndjson = [
      {
        ts: '2026-01-05T12:00:00+02:00',
        level: 'WARNING',
        source: 'build',
        message: 'one',
        fields: { a: 1 },
        traceId: 't',
      },
      { message: 'two', reloadSequence: 3 },
    ]
    const sent = await cli.logs(ndjson.map((line) => JSON.stringify(line)).join('\n') + '\n')
    expect([sent.status, sent.data]).toEqual([202, { accepted: 2 }])
    expect((await cli.logs([{ level: 'fatal', source: 'sandbox', message: 'three' }])).data).toEqual({ accepted: 1 })
    const stored = await logs()
    expect(stored.map(({ logId: _, ...line }) => line)).toEqual([
      {
        ts: '2026-01-05T10:00:00.000Z',
        level: 'WARN',
        source: 'build',
        message: 'one',
        fields: { a: 1 },
        reloadSequence: null,
        traceId: 't',
      },
      {
        ts: '2026-01-05T10:00:00.000Z',
        level: 'INFO',
        source: 'cli',
        message: 'two',
        fields: null,
        reloadSequence: 3,
        traceId: null,
      },
      {
        ts: '2026-01-05T10:00:00.000Z',
        level: 'FATAL',
        source: 'sandbox',
        message: 'three',
        fields: null,
        reloadSequence: null,
        traceId: null,
      },
    ])
    const ids = stored.map((line) => String(line['logId']))
    expect(ids).toEqual([...new Set(ids)].sort())
  })

  it('of a repeated Idempotency-Key are stored once', async () => {
    const { cli, logs } = await start()
    expect((await cli.logs([{ message: 'once' }], 'k')).data).toEqual({ accepted: 1 })
    expect((await cli.logs([{ message: 'once' }], 'k')).data).toEqual({ accepted: 1 })
    expect((await cli.logs([{ message: 'twice' }], 'k2')).data).toEqual({ accepted: 1 })
    expect((await logs()).map((line) => line['message'])).toEqual(['once', 'twice'])
  })

  it('are all taken or none', async () => {
    const { cli, logs } = await start()
    const bad = await cli.logs([{ message: 'good' }, { message: 'bad', level: 'loud' }])
    expect(bad).toMatchObject({ status: 400, body: { details: { field: '[1].level' } } })
    expect(await cli.logs('{"message":"good"}\n{"mess')).toMatchObject({
      status: 400,
      body: { details: { field: 'line 2' } },
    })
    expect(await logs()).toEqual([])
  })

  it('arrive as they were sent, whatever is in them', async () => {
    const { cli, logs } = await start()
    const hostile = [
      '<img src=x onerror=alert(1)>',
      '\u001b[2J',
      '\u202Eexe',
      'a\u0000b',
      '\u2028',
      '__proto__',
      'x'.repeat(1_000_000),
    ]
    await cli.logs(
      `[${hostile.map((message) => `{"message":${JSON.stringify(message)},"fields":{"__proto__":{"x":1}}}`).join()}]`,
    )
    const stored = await logs()
    expect(stored.map((line) => line['message'])).toEqual(hostile)
    expect(JSON.stringify(stored[0]?.['fields'])).toBe('{"__proto__":{"x":1}}')
  })

  it('are dropped from the oldest on when there are more than are kept', async () => {
    const { signIn } = await startTestApi({ limits: { logRetention: 3 } })
    const engineer = await signIn('engineer')
    const cli = await engineer.register('orders')
    await cli.logs([1, 2, 3, 4, 5].map((n) => ({ message: `line ${n}` })))
    const { data } = await engineer.graphql(
      `{ devHotloadLogs(sessionId: "${cli.sessionId}") { items { message } hasBefore } }`,
    )
    expect(data['devHotloadLogs']).toEqual({
      items: [{ message: 'line 3' }, { message: 'line 4' }, { message: 'line 5' }],
      hasBefore: false,
    })
  })
})

describe('the life of a session', () => {
  it('is extended by heartbeats, log lines and reloads', async () => {
    const { cli, clock } = await start()
    for (const speak of [cli.heartbeat, () => cli.logs([{ message: 'x' }]), () => cli.reload()]) {
      clock.advance(14 * 60_000)
      expect((await speak()).status).toBeLessThan(300)
    }
    clock.advance(14 * 60_000)
    expect((await cli.heartbeat()).data).toEqual({
      expiresAt: '2026-01-05T11:11:00.000Z',
      status: 'ACTIVE',
      pendingReload: null,
    })
  })

  it('ends in EXPIRED without them, and the CLI is told', async () => {
    const { cli, clock } = await start()
    clock.advance(15 * 60_000)
    expect((await cli.heartbeat()).data['status']).toBe('EXPIRED')
    expect(await cli.reload()).toMatchObject({ status: 404, body: { details: { status: 'EXPIRED' } } })
  })

  it('ends by DELETE, once, by its CLI, its owner or an operator', async () => {
    const { cli, engineer, signIn } = await start()
    expect((await cli.end('done')).data).toEqual({ sessionId: cli.sessionId, note: 'done' })
    expect((await cli.end('again')).data).toEqual({ sessionId: cli.sessionId, note: 'done' })
    const foreign = await (await signIn('ops')).register('other', { developerId: 'u-ops' })
    const path = `${CLI}/register/${foreign.sessionId}`
    expect((await engineer.ask(path, { method: 'DELETE' })).status).toBe(403)
    expect((await (await signIn('ops')).ask(path, { method: 'DELETE' })).status).toBe(200)
  })

  it('has a minute for its last lines after the end', async () => {
    const { cli, clock, logs } = await start()
    await cli.end()
    clock.advance(60_000)
    expect((await cli.logs([{ message: 'last words' }])).status).toBe(202)
    clock.advance(1)
    expect(await cli.logs([{ message: 'too late' }])).toMatchObject({
      status: 404,
      body: { details: { status: 'TERMINATED' } },
    })
    expect(await logs()).toHaveLength(1)
  })
})
