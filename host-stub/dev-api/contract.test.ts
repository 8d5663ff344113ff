import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { PAYLOAD_SCHEMAS, STREAM_EVENT_TYPES, type StreamEventType } from '../../contracts/index.ts'
import { startTestApi, type Answer, type Json } from './testing/start-test-api.ts'

const openapi = parse(readFileSync(new URL('../../contracts/dev-api.openapi.yaml', import.meta.url), 'utf8')) as Json
const ajv = new Ajv2020({ strict: false, allErrors: true })
addFormats.default(ajv)
ajv.addSchema(openapi, 'dev-api')

const pointer = (...parts: string[]) =>
  parts.map((part) => `/${part.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
const at = (node: unknown, key: string) => (node as Json | undefined)?.[key]

/** Operation and status of every answer that was looked at. */
const seen = new Set<string>()

/** Proves that an answer is one of those that the document has for this address, method and status. */
const keeps = (method: string, path: string, { status, body }: Answer): number => {
  const operation = at(at(openapi['paths'], path), method)
  const declared = at(at(operation, 'responses'), String(status)) as Json | undefined
  if (!declared) throw new Error(`${method} ${path} does not declare ${status}: ${JSON.stringify(body)}`)
  seen.add(`${String(at(operation, 'operationId'))} ${status}`)
  const where = declared['$ref']
    ? String(declared['$ref'])
    : `#${pointer('paths', path, method, 'responses', String(status))}`
  const validate = ajv.compile({ $ref: `dev-api${where}/content/application~1json/schema` })
  expect(validate(body) ? [] : validate.errors, `${method} ${path} ${status}: ${JSON.stringify(body)}`).toEqual([])
  return status
}

const CLI = '/internal/dev/plugins'
const OF_SESSION = `${CLI}/register/{id}`

describe('the answers of the server', () => {
  it('to a CLI are those of dev-api.openapi.yaml', async () => {
    const { signIn, ask } = await startTestApi()
    const [engineer, ops, viewer] = [await signIn('engineer'), await signIn('ops'), await signIn('viewer')]
    const register = (body: unknown, who = engineer) => who.post(`${CLI}/register`, body)
    const good = { pluginId: 'orders', developerId: 'u-engineer' }
    const statuses = [
      keeps('post', `${CLI}/register`, await register(good)),
      keeps('post', `${CLI}/register`, await register(good)),
      keeps('post', `${CLI}/register`, await register({})),
      keeps('post', `${CLI}/register`, await register(good, viewer)),
      keeps('post', `${CLI}/register`, await ask(`${CLI}/register`, { body: good })),
      keeps('post', `${CLI}/register`, await register({ ...good, metadata: { x: 'x'.repeat(600_000) } })),
    ]
    expect(statuses).toEqual([201, 409, 400, 403, 401, 413])

    const cli = await engineer.register('billing')
    const foreign = `${CLI}/register/${cli.sessionId}`
    await ops.command('reload', cli.sessionId)
    expect([
      keeps('post', `${OF_SESSION}/heartbeat`, await cli.heartbeat()),
      keeps('post', `${CLI}/reload`, await cli.reload({ success: true })),
      keeps('post', `${CLI}/reload`, await cli.reload({ durationMs: 'long' })),
      keeps(
        'post',
        `${CLI}/reload`,
        await ask(`${CLI}/reload`, { body: { sessionId: cli.sessionId, reloadToken: 'x' } }),
      ),
      keeps('post', `${OF_SESSION}/logs`, await cli.logs([{ message: 'x' }])),
      keeps('post', `${OF_SESSION}/logs`, await cli.logs([{}])),
      keeps('post', `${OF_SESSION}/heartbeat`, await ops.post(`${foreign}/heartbeat`)),
      keeps('delete', OF_SESSION, await cli.end()),
      keeps('post', `${OF_SESSION}/heartbeat`, await cli.heartbeat()),
      keeps('post', `${CLI}/reload`, await cli.reload()),
      keeps('delete', OF_SESSION, await engineer.ask(`${CLI}/register/nobody`, { method: 'DELETE' })),
    ]).toEqual([200, 200, 400, 401, 202, 400, 403, 200, 200, 404, 404])
  })

  it('to a panel are those of dev-api.openapi.yaml', async () => {
    const { signIn, ask, clock } = await startTestApi()
    const [engineer, ops, viewer] = [await signIn('engineer'), await signIn('ops'), await signIn('viewer')]
    const { sessionId } = await engineer.register('orders')
    const quiet = await engineer.register('quiet')
    const statuses: number[] = []
    for (const verb of ['reload', 'terminate']) {
      const path = `${OF_SESSION}/${verb}`
      const shell = `/api/admin/dev-hotload/sessions/{id}/${verb}`
      statuses.push(
        keeps('post', path, await ops.command(verb, sessionId)),
        keeps('post', path, await ops.command(verb, sessionId)),
        keeps('post', path, await ops.command(verb, sessionId, { reason: 1 })),
        keeps('post', path, await ops.command(verb, 'nobody')),
        keeps('post', path, await viewer.command(verb, sessionId)),
        keeps('post', path, await ask(`${CLI}/register/x/${verb}`, { method: 'POST' })),
        keeps('post', shell, await ops.post(`/api/admin/dev-hotload/sessions/${sessionId}/${verb}`)),
      )
    }
    expect(statuses).toEqual([202, 409, 400, 404, 403, 401, 409, 202, 409, 400, 404, 403, 401, 409])
    const report = { action: 'logs.export', sessionIds: [sessionId] }
    const alarm = { kind: 'terminate.failing', severity: 'warning', since: '2026-01-05T10:00:00Z', count: 3, sessionId }
    expect([
      keeps('post', `${OF_SESSION}/refresh-metrics`, await ops.command('refresh-metrics', sessionId)),
      keeps('post', `${CLI}/audit`, await ops.post(`${CLI}/audit`, report)),
      keeps('post', `${CLI}/audit`, await ops.post(`${CLI}/audit`, {})),
      keeps('post', `${CLI}/notifications`, await ops.post(`${CLI}/notifications`, alarm)),
      keeps('get', `${CLI}/stream`, await ops.ask(`${CLI}/stream?minLevel=x`)),
      keeps('get', `${CLI}/stream`, await viewer.ask(`${CLI}/stream`)),
    ]).toEqual([200, 201, 400, 202, 400, 403])
    clock.advance(20_000)
    const done = await ops.command('terminate', quiet.sessionId)
    expect(keeps('post', `${OF_SESSION}/terminate`, done)).toBe(200)
  })

  it('to somebody who may not, or asks for what is not there, are those of dev-api.openapi.yaml', async () => {
    const { signIn, ask } = await startTestApi({ limits: { maxStreams: 1 } })
    const [engineer, ops, viewer] = [await signIn('engineer'), await signIn('ops'), await signIn('viewer')]
    const { sessionId } = await engineer.register('orders')
    const report = { action: 'log.reveal', sessionIds: [sessionId] }
    const alarm = { kind: 'terminate.failing', severity: 'warning', since: '2026-01-05T10:00:00Z', count: 1 }
    const shell = '/api/admin/dev-hotload/sessions/{id}'
    const routes: [method: string, path: string, body: (id: string) => unknown, statuses: number[]][] = [
      ['post', `${OF_SESSION}/logs`, () => [{ message: 'x' }], [401, 403, 404]],
      ['post', `${OF_SESSION}/heartbeat`, () => ({}), [401, 403, 404]],
      ['delete', OF_SESSION, () => undefined, [401, 403, 404]],
      ['post', `${OF_SESSION}/refresh-metrics`, () => ({}), [401, 403, 404]],
      ['post', `${shell}/reload`, () => ({}), [401, 403, 404]],
      ['post', `${shell}/terminate`, () => ({}), [401, 403, 404]],
      ['post', `${CLI}/audit`, (id) => ({ ...report, sessionIds: [id] }), [401, 403, 404]],
      ['post', `${CLI}/notifications`, (id) => ({ ...alarm, sessionId: id }), [401, 403, 404]],
    ]
    for (const [method, path, bodyOf, statuses] of routes) {
      const at = (id: string) => ({
        path: path.replace('{id}', id),
        wish: { method: method.toUpperCase(), body: bodyOf(id) },
      })
      const [here, nowhere] = [at(sessionId), at('nobody')]
      const answers = [
        await ask(here.path, here.wish),
        await viewer.ask(here.path, here.wish),
        await (path.startsWith(OF_SESSION) ? engineer : ops).ask(nowhere.path, nowhere.wish),
      ]
      expect([path, answers.map((answer) => keeps(method, path, answer))]).toEqual([path, statuses])
    }

    const large = 'x'.repeat(17 * 1024 * 1024)
    const wrong = { reason: 1 }
    expect([
      keeps('post', `${CLI}/reload`, await viewer.post(`${CLI}/reload`, { sessionId })),
      keeps('post', `${CLI}/reload`, await engineer.post(`${CLI}/reload`, { sessionId, error: large })),
      keeps(
        'post',
        `${OF_SESSION}/logs`,
        await engineer.post(`${CLI}/register/${sessionId}/logs`, [{ message: large }]),
      ),
      keeps('post', `${CLI}/notifications`, await ops.post(`${CLI}/notifications`, {})),
      keeps('post', `${shell}/reload`, await ops.post(`/api/admin/dev-hotload/sessions/${sessionId}/reload`, wrong)),
      keeps(
        'post',
        `${shell}/terminate`,
        await ops.post(`/api/admin/dev-hotload/sessions/${sessionId}/terminate`, wrong),
      ),
      keeps('get', `${CLI}/stream`, await ask(`${CLI}/stream`)),
    ]).toEqual([403, 413, 413, 400, 400, 400, 401])
    await ops.stream()
    expect(keeps('get', `${CLI}/stream`, await ops.ask(`${CLI}/stream`))).toBe(503)
  })

  it('to the shell-side addresses are those of dev-api.openapi.yaml', async () => {
    const { signIn, clock } = await startTestApi()
    const [engineer, ops] = [await signIn('engineer'), await signIn('ops')]
    const [orders, quiet] = [await engineer.register('orders'), await engineer.register('quiet')]
    const command = async (verb: string, sessionId: string) => {
      const path = `/api/admin/dev-hotload/sessions/{id}/${verb}`
      return keeps('post', path, await ops.post(path.replace('{id}', sessionId)))
    }
    expect([await command('reload', orders.sessionId), await command('terminate', orders.sessionId)]).toEqual([
      202, 202,
    ])
    clock.advance(20_000)
    expect(await command('terminate', quiet.sessionId)).toBe(200)
  })

  it('to people who sign in are those of dev-api.openapi.yaml', async () => {
    const { ask, signIn } = await startTestApi()
    const { refreshToken, tenant } = await signIn('ops')
    const post = async (path: string, body: unknown) => keeps('post', path, await ask(path, { body }))
    expect([
      await post('/stub/auth/sign-in', { role: 'ops' }),
      await post('/stub/auth/sign-in', { role: 'nobody' }),
      await post('/stub/auth/refresh', { refreshToken }),
      await post('/stub/auth/refresh', { refreshToken: 'x' }),
      await post('/stub/auth/switch-tenant', { refreshToken, tenantId: tenant }),
      await post('/stub/auth/sign-out', { refreshToken }),
      await post('/stub/auth/refresh', {}),
      await post('/stub/auth/switch-tenant', {}),
      await post('/stub/auth/switch-tenant', { refreshToken: 'x', tenantId: tenant }),
      await post('/stub/auth/sign-out', {}),
    ]).toEqual([200, 400, 200, 401, 200, 200, 400, 400, 401, 400])
  })
})

describe('the events of the server', () => {
  it('are all of contracts/stream-events.ts, with everything that the panel reads', async () => {
    const { signIn, clock } = await startTestApi({ limits: { eventRetention: 3 } })
    const [engineer, ops] = [await signIn('engineer'), await signIn('ops')]
    const stream = await ops.stream()
    seen.add('stream 200')
    const cli = await engineer.register('orders')
    await cli.logs([{ message: 'one' }])
    await cli.logs([{ message: 'one' }, { message: 'two' }])
    await cli.reload({ success: false })
    clock.advance(200)
    await cli.reload({ success: false })
    await cli.reload({ success: true })
    await ops.command('terminate', cli.sessionId)
    clock.advance(2000)
    await cli.end()
    const events = await stream.until(({ payload }) => payload['status'] === 'TERMINATED')
    clock.advance(15_000)
    const late = await ops.stream('', { 'last-event-id': String(events[0]?.id) })
    const all = [...events, ...(await late.take(1))]
    expect(new Set(all.map(({ type }) => type))).toEqual(new Set(STREAM_EVENT_TYPES))
    for (const { type, payload, tenantId, ts } of all) {
      expect([type, PAYLOAD_SCHEMAS[type as StreamEventType].safeParse(payload).success]).toEqual([type, true])
      expect([tenantId, Number.isNaN(Date.parse(String(ts)))]).toEqual([ops.tenant, false])
    }
  })

  it('show a session with the same fields as GraphQL does', async () => {
    const { signIn } = await startTestApi()
    const [engineer, ops] = [await signIn('engineer'), await signIn('ops')]
    const stream = await ops.stream()
    const cli = await engineer.register('orders', { metadata: { a: 1 } })
    await cli.reload({ success: true, durationMs: 12 })
    const [, , updated] = await stream.take(3)
    const fields = Object.entries(updated?.payload ?? {}).map(([name, value]) => {
      if (typeof value !== 'object' || value === null || Array.isArray(value) || name === 'metadata') return name
      return `${name} { ${Object.keys(value).join(' ')} }`
    })
    const { data, errors } = await ops.graphql(
      `{ devHotloadSession(sessionId: "${cli.sessionId}") { ${fields.join(' ')} } }`,
    )
    expect(errors).toEqual([])
    expect(data['devHotloadSession']).toEqual(updated?.payload)
  })
})

/** What another server may answer: this one never ends a stream for good, and refuses nobody's sign-in. */
const NOT_HERE = ['stream 204', 'signIn 401']

describe('the document', () => {
  it('declares nothing that this server was not seen to answer', () => {
    const declared = Object.values(openapi['paths'] as Json)
      .flatMap((path) => Object.values(path as Json))
      .filter((operation) => typeof at(operation, 'operationId') === 'string')
      .flatMap((operation) =>
        Object.keys(at(operation, 'responses') as Json).map(
          (status) => `${String(at(operation, 'operationId'))} ${status}`,
        ),
      )
    expect(declared.filter((one) => !seen.has(one))).toEqual(NOT_HERE)
  })
})
