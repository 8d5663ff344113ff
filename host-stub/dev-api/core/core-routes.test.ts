import { describe, expect, it } from 'vitest'
import { decodeJwt } from 'jose'
import { TENANTS } from '../auth/people.ts'
import { PLUGINS, startCoreApi, type Json } from './testing/start-core-api.ts'

const ids = (items: readonly Json[]) => items.map(({ pluginId }) => pluginId)

describe('what PowerX Core does not have', () => {
  it.each([
    ['POST', '/internal/admin/graphql'],
    ['POST', '/api/admin/dev-hotload/sessions'],
    ['POST', `${PLUGINS}/audit`],
    ['POST', `${PLUGINS}/notifications`],
    ['POST', `${PLUGINS}/register/00000000-0000-4000-8000-000000000001/terminate`],
    ['POST', `${PLUGINS}/register/00000000-0000-4000-8000-000000000001/reload`],
    ['POST', `${PLUGINS}/register/00000000-0000-4000-8000-000000000001/logs`],
    ['POST', `${PLUGINS}/register/00000000-0000-4000-8000-000000000001/heartbeat`],
  ])('%s %s is answered with 404 in plain words', async (method, path) => {
    const { signIn } = await startCoreApi()
    const { status, text } = await (await signIn('ops')).ask(path, { method })
    expect([status, text]).toEqual([404, '404 page not found'])
  })
})

describe('who may ask', () => {
  const asked = async (headers: Record<string, string>) => {
    const { ask } = await startCoreApi()
    const { status, body } = await ask(`${PLUGINS}/sessions`, { headers })
    return [status, body]
  }

  it.each([
    ['nobody', {}, 401, 'missing or invalid Authorization header'],
    ['a forged token', { authorization: 'Bearer a.b.c' }, 401, 'token is invalid or expired'],
    ['a scheme without a token', { authorization: 'Bearer ' }, 400, 'invalid authorization header'],
    ['an unknown scheme', { authorization: 'Basic b3Bz' }, 400, 'unsupported authorization scheme'],
    ['an unknown key', { authorization: 'ApiKey k1' }, 401, 'api key unauthorized: invalid api key'],
    ['a key in X-API-Key alone', { 'x-api-key': 'k1' }, 401, 'missing or invalid Authorization header'],
  ])('%s is refused with nothing but an error', async (_, headers, status, error) => {
    expect(await asked(headers as Record<string, string>)).toEqual([status, { error }])
  })

  it('only administrators, on every route', async () => {
    const { signIn, ask } = await startCoreApi()
    const viewer = await signIn('viewer')
    for (const [method, path] of [
      ['GET', '/sessions'],
      ['GET', '/stream'],
      ['POST', '/register'],
      ['POST', '/reload'],
      ['DELETE', '/sessions'],
    ]) {
      const { status, body } = await ask(PLUGINS + path, { method, headers: viewer.headers })
      expect([path, status, body]).toEqual([path, 403, { error: 'admin only' }])
    }
  })

  it('a token that has run out is refused', async () => {
    const { signIn, clock } = await startCoreApi({ tokenTtlS: 60 })
    const ops = await signIn('ops')
    clock.advance(61_000)
    expect((await ops.ask(`${PLUGINS}/sessions`)).status).toBe(401)
  })

  it('the tenant comes from the token: a tenant header changes nothing', async () => {
    const { signIn } = await startCoreApi()
    const ops = await signIn('ops')
    await ops.register('mine')
    const { data } = await ops.ask(`${PLUGINS}/sessions`, {
      headers: { 'x-tenant-id': TENANTS[1]?.id ?? '', 'x-powerx-tenant': TENANTS[1]?.id ?? '' },
    })
    expect(ids(data['items'] as Json[])).toEqual(['mine'])
  })

  it('whoever reads a reload token acts as an administrator of the tenant', async () => {
    const { signIn, ask } = await startCoreApi()
    const { reloadToken } = await (await signIn('engineer')).register('orders')
    const headers = { authorization: `Bearer ${reloadToken}` }
    expect((await ask(`${PLUGINS}/sessions`, { headers })).status).toBe(200)
    expect(decodeJwt(reloadToken)).toMatchObject({ scope: 'access', tenant_uuid: TENANTS[0].id })
  })
})

describe('the envelopes', () => {
  it('carry seconds, and a request id only if one was sent', async () => {
    const { signIn, clock } = await startCoreApi()
    const ops = await signIn('ops')
    const bare = await ops.ask(`${PLUGINS}/sessions`)
    expect(bare.body).toEqual({
      code: 200,
      message: 'success',
      data: { items: [], limit: 50, offset: 0 },
      timestamp: clock.now() / 1000,
    })
    expect(bare.response.headers.get('x-request-id')).toBeNull()
    const named = await ops.ask(`${PLUGINS}/sessions?limit=x`, { headers: { 'x-request-id': 'r-1' } })
    expect(named.body).toMatchObject({ code: 400, message: 'invalid limit', request_id: 'r-1' })
  })

  it('say a registration twice: in data and beside it', async () => {
    const { signIn } = await startCoreApi()
    const engineer = await signIn('engineer')
    const body = { pluginId: 'orders', developerId: 7 }
    const answer = await engineer.ask('/api/v1/internal/dev/plugins/register', { body })
    expect(answer.status).toBe(201)
    expect(Object.keys(answer.data).sort()).toEqual(
      ['expiresAt', 'logUrl', 'reloadToken', 'sandboxEndpoint', 'sessionId', 'status'].sort(),
    )
    expect(answer.body).toMatchObject({ code: 201, ...answer.data })
    expect(answer.data).toMatchObject({ status: 'active', expiresAt: '2026-01-05T10:15:00Z', sandboxEndpoint: '' })
  })
})

describe('a registration', () => {
  it.each([
    ['', 'EOF'],
    ['{', 'invalid character in JSON body'],
    [{}, "Key: 'registerRequest.PluginID' Error:Field validation for 'PluginID' failed on the 'required' tag"],
    [
      { pluginId: 'a', developerId: 'u-engineer' },
      'json: cannot unmarshal string into Go struct field registerRequest.developerId of type uint64',
    ],
    [{ pluginId: 'a', developerId: -1 }, 'developerId of type uint64'],
    [{ pluginId: 'a', developerId: 0 }, "'DeveloperID' failed on the 'required' tag"],
  ])('of %j is refused', async (body, sentence) => {
    const { signIn } = await startCoreApi()
    const { status, body: said } = await (
      await signIn('engineer')
    ).ask(`${PLUGINS}/register`, { method: 'POST', body: body as Json })
    expect([status, said['code'], said['error']]).toEqual([400, 400, expect.stringContaining(sentence)])
  })

  it('of a plugin that is live names the other one', async () => {
    const { signIn } = await startCoreApi()
    const engineer = await signIn('engineer')
    const { sessionId } = await engineer.register('orders')
    const { status, body } = await engineer.ask(`${PLUGINS}/register`, { body: { pluginId: 'orders', developerId: 8 } })
    expect([status, body['message']]).toEqual([409, 'dev hotload session already active'])
    expect(body['details']).toEqual({ sessionId, pluginId: 'orders', tenant_uuid: TENANTS[0].id, status: 'active' })
  })

  it('of the same plugin in another tenant is another session', async () => {
    const { signIn } = await startCoreApi()
    await (await signIn('engineer')).register('orders')
    expect(await (await signIn('engineer', TENANTS[1]?.id)).register('orders')).toBeTruthy()
  })

  it('beyond the limit of all tenants together is an error of the server', async () => {
    const { signIn } = await startCoreApi()
    const [here, there] = [await signIn('engineer'), await signIn('engineer', TENANTS[1]?.id)]
    for (let n = 0; n < 25; n++) await (n % 2 ? here : there).register(`plugin-${n}`)
    const { status, body } = await here.ask(`${PLUGINS}/register`, { body: { pluginId: 'one-more', developerId: 7 } })
    expect([status, body['message']]).toEqual([500, 'dev hotload concurrent session limit reached'])
  })
})

describe('the list', () => {
  it('shows exactly these fields of a session, its reload token too, and no metadata when there is none', async () => {
    const { signIn } = await startCoreApi()
    const engineer = await signIn('engineer')
    const { sessionId, reloadToken } = await engineer.register('orders', {
      version: '1.2.0',
      entryPath: '/srv/orders',
      buildHash: 'h1',
      metadata: { 'backend.entry': 'bin/orders' },
    })
    const view = {
      sessionId,
      pluginId: 'orders',
      tenant_uuid: TENANTS[0].id,
      developerId: 7,
      status: 'active',
      reloadToken,
      expiresAt: '2026-01-05T10:15:00Z',
      sandboxEndpoint: '',
      logUrl: '',
      metadata: { 'backend.entry': 'bin/orders' },
    }
    expect(await engineer.list()).toEqual([view])
    expect((await engineer.ask(`${PLUGINS}/sessions/${sessionId}`)).data).toEqual(view)
    expect((await engineer.ask(`${PLUGINS}/${sessionId}`)).data).toEqual(view)
    await engineer.register('bare', { metadata: {} })
    expect(await engineer.list('?pluginId=bare')).not.toContainEqual(expect.objectContaining({ metadata: {} }))
  })

  it('has no total, is newest first, and is paged', async () => {
    const { signIn } = await startCoreApi()
    const engineer = await signIn('engineer')
    for (const plugin of ['a', 'b', 'c']) await engineer.register(plugin)
    expect(ids(await engineer.list())).toEqual(['c', 'b', 'a'])
    const { data } = await engineer.ask(`${PLUGINS}/sessions?limit=1&offset=1`)
    expect([Object.keys(data), ids(data['items'] as Json[])]).toEqual([['items', 'limit', 'offset'], ['b']])
  })

  it.each([
    ['?limit=500', { limit: 200, offset: 0 }],
    ['', { limit: 50, offset: 0 }],
    ['?limit=&offset=+3', { limit: 50, offset: 3 }],
  ])('cuts and defaults %j', async (query, page) => {
    const { signIn } = await startCoreApi()
    expect((await (await signIn('ops')).ask(`${PLUGINS}/sessions${query.replace('+', '%2B')}`)).data).toMatchObject(
      page,
    )
  })

  it.each(['limit=0', 'limit=-1', 'limit=ten', 'limit=1.5', 'offset=-1', 'offset=x'])('refuses %s', async (query) => {
    const { signIn } = await startCoreApi()
    const { status, body } = await (await signIn('ops')).ask(`${PLUGINS}/sessions?${query}`)
    expect([status, body['message']]).toEqual([400, `invalid ${query.split('=')[0]}`])
  })

  it.each([
    ['status=active', ['live']],
    ['status=TERMINATED', ['over']],
    ['status=active,terminated', ['live', 'over']],
    ['status=active&status=terminated', ['live', 'over']],
    ['status=all', ['live', 'over']],
    ['status=*', ['live', 'over']],
    ['status=expired', []],
    ['status=active,running', ['live']],
    // What is left of it is no filter at all.
    ['status=running', ['live', 'over']],
    ['status=', ['live', 'over']],
  ])('of %s shows %j', async (query, plugins) => {
    const { signIn } = await startCoreApi()
    const engineer = await signIn('engineer')
    await (await engineer.register('over')).end()
    await engineer.register('live')
    expect(ids(await engineer.list(`?${query}`))).toEqual(plugins)
  })

  it('is that of the tenant, but one session can be looked at and ended from any tenant', async () => {
    const { signIn } = await startCoreApi()
    const [here, there] = [await signIn('engineer'), await signIn('ops', TENANTS[1]?.id)]
    const { sessionId } = await here.register('orders')
    expect(await there.list()).toEqual([])
    const { data } = await there.ask(`${PLUGINS}/sessions/${sessionId}`)
    expect(data['tenant_uuid']).toBe(TENANTS[0].id)
    const { status } = await there.ask(`${PLUGINS}/register/${sessionId}`, { method: 'DELETE' })
    expect([status, (await here.list())[0]?.['status']]).toEqual([200, 'terminated'])
  })

  it('knows what an id is', async () => {
    const { signIn } = await startCoreApi()
    const ops = await signIn('ops')
    expect((await ops.ask(`${PLUGINS}/sessions/s1`)).body).toMatchObject({ code: 400, message: 'invalid sessionId' })
    const unknown = await ops.ask(`${PLUGINS}/sessions/00000000-0000-4000-8000-00000000ffff`)
    expect(unknown.body).toMatchObject({ code: 404, message: 'dev hotload session not found' })
  })
})
