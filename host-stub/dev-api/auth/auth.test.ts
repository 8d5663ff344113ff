import { describe, expect, it } from 'vitest'
import { startTestApi } from '../testing/start-test-api.ts'
import { TENANTS } from './people.ts'

const [NORTHWIND, GALAXY] = TENANTS as unknown as [{ id: string }, { id: string }]
const AUDIT = '{ devHotloadAudit { totalCount } }'

const refresh = (refreshToken: string) => ({ body: { refreshToken } })

describe('signing in', () => {
  it('answers who the person is, where they are and where else they may go', async () => {
    const { ask } = await startTestApi()
    const { status, body } = await ask('/stub/auth/sign-in', { body: { role: 'engineer' } })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      expiresAt: '2026-01-05T10:15:00.000Z',
      user: {
        id: 'u-engineer',
        name: '李伟 (Li Wei)',
        permissions: ['admin.devHotload.manage', 'plugin:dev'],
        isRoot: false,
        isTenantAdmin: false,
      },
      tenant: { id: NORTHWIND.id, name: 'Northwind Trading' },
      tenants: [{ name: 'Northwind Trading' }, { name: '星河科技' }],
    })
  })

  it('refuses a role or a tenant that does not exist and names the field', async () => {
    const { ask } = await startTestApi()
    const role = await ask('/stub/auth/sign-in', { body: { role: 'root' } })
    expect([role.status, role.body['error_code'], role.body['details']]).toMatchObject([
      400,
      'BAD_USER_INPUT',
      { field: 'role' },
    ])
    const tenant = await ask('/stub/auth/sign-in', { body: { role: 'ops', tenantId: 'nowhere' } })
    expect([tenant.status, tenant.body['details']]).toEqual([400, { field: 'tenantId' }])
  })

  it('ends after the life of the access token with 401 and only an error', async () => {
    const { signIn, clock } = await startTestApi({ tokenTtlS: 60 })
    const ops = await signIn('ops')
    clock.advance(59_000)
    expect((await ops.graphql(AUDIT)).status).toBe(200)
    clock.advance(2_000)
    const late = await ops.command('terminate', 'any')
    expect([late.status, late.body]).toEqual([401, { error: 'invalid or expired token' }])
  })
})

describe('refresh tokens', () => {
  it('rotate, and the old one is good for ten more seconds only', async () => {
    const { signIn, ask, clock } = await startTestApi()
    const { refreshToken } = await signIn('ops')
    const first = await ask('/stub/auth/refresh', refresh(refreshToken))
    expect(first.status).toBe(200)
    expect(first.body['refreshToken']).not.toBe(refreshToken)
    clock.advance(10_000)
    expect((await ask('/stub/auth/refresh', refresh(refreshToken))).status).toBe(200)
    clock.advance(1)
    expect(await ask('/stub/auth/refresh', refresh(refreshToken))).toMatchObject({
      status: 401,
      body: { error: 'the refresh token is not valid any more' },
    })
    expect((await ask('/stub/auth/refresh', refresh(String(first.body['refreshToken'])))).status).toBe(200)
  })

  it('switch the tenant of the tokens', async () => {
    const { signIn, ask } = await startTestApi()
    const { refreshToken } = await signIn('ops')
    const { body } = await ask('/stub/auth/switch-tenant', { body: { refreshToken, tenantId: GALAXY.id } })
    expect(body['tenant']).toMatchObject({ id: GALAXY.id, name: '星河科技' })
    const headers = { authorization: `Bearer ${String(body['accessToken'])}` }
    const query = { body: { query: AUDIT } }
    const there = await ask('/internal/admin/graphql', { ...query, headers: { ...headers, 'x-tenant-id': GALAXY.id } })
    const here = await ask('/internal/admin/graphql', {
      ...query,
      headers: { ...headers, 'x-tenant-id': NORTHWIND.id },
    })
    expect([there.status, here.status]).toEqual([200, 403])
  })

  it('end with the sign-in, and so do its access tokens', async () => {
    const { signIn, ask } = await startTestApi()
    const ops = await signIn('ops')
    expect((await ask('/stub/auth/sign-out', refresh(ops.refreshToken))).body).toEqual({ signedOut: true })
    expect((await ops.graphql(AUDIT)).status).toBe(401)
    expect((await ask('/stub/auth/refresh', refresh(ops.refreshToken))).status).toBe(401)
  })
})

describe('access', () => {
  it('needs a token, a tenant, and the tenant of the token', async () => {
    const { ask, signIn } = await startTestApi()
    const { headers } = await signIn('ops')
    const path = '/internal/dev/plugins/audit'
    expect(await ask(path, { body: {} })).toMatchObject({ status: 401, body: { error: 'missing bearer token' } })
    const { authorization } = headers
    expect(await ask(path, { body: {}, headers: { authorization } })).toMatchObject({
      status: 400,
      body: { error: 'tenant uuid required' },
    })
    const wrong = { authorization, 'x-tenant-id': GALAXY.id }
    expect(await ask(path, { body: {}, headers: wrong })).toMatchObject({
      status: 403,
      body: { error: 'the token is for another tenant' },
    })
  })

  it('refuses a token that was signed by somebody else', async () => {
    const one = await startTestApi()
    const other = await startTestApi()
    const { headers } = await one.signIn('ops')
    const answer = await other.ask('/internal/admin/graphql', { body: { query: AUDIT }, headers })
    expect(answer.status).toBe(401)
    expect(answer.body).toMatchObject({
      error: 'invalid or expired token',
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    })
  })

  it('shows the panel to operators and engineers, not to viewers', async () => {
    const { signIn } = await startTestApi()
    const [ops, engineer, viewer] = [await signIn('ops'), await signIn('engineer'), await signIn('viewer')]
    const { sessionId } = await engineer.register('orders')
    expect((await ops.graphql(AUDIT)).status).toBe(200)
    expect((await engineer.graphql(AUDIT)).status).toBe(200)
    expect(await viewer.graphql(AUDIT)).toMatchObject({ status: 403, code: 'FORBIDDEN' })
    expect(await viewer.command('refresh-metrics', sessionId)).toMatchObject({
      status: 403,
      body: { error_code: 'FORBIDDEN' },
    })
    expect((await viewer.stream()).response.status).toBe(403)
    expect((await viewer.post('/internal/dev/plugins/register', { pluginId: 'x', developerId: 'y' })).status).toBe(403)
  })

  it('hides sessions of another tenant everywhere', async () => {
    const { signIn } = await startTestApi()
    const { sessionId } = await (await signIn('engineer', GALAXY.id)).register('orders')
    const ops = await signIn('ops', NORTHWIND.id)
    for (const verb of ['terminate', 'reload', 'refresh-metrics', 'heartbeat']) {
      expect((await ops.command(verb, sessionId)).status).toBe(404)
    }
    expect((await ops.ask(`/internal/dev/plugins/register/${sessionId}`, { method: 'DELETE' })).status).toBe(404)
    const report = { action: 'logs.export', sessionIds: [sessionId] }
    expect((await ops.post('/internal/dev/plugins/audit', report)).status).toBe(404)
    const seen = await ops.graphql(
      `query ($id: ID!) { devHotloadSession(sessionId: $id) { sessionId } devHotloadSessions { totalCount } }`,
      { id: sessionId },
    )
    expect(seen.data).toEqual({ devHotloadSession: null, devHotloadSessions: { totalCount: 0 } })
    expect(await ops.graphql(`{ devHotloadLogs(sessionId: "${sessionId}") { hasAfter } }`)).toMatchObject({
      code: 'NOT_FOUND',
    })
    expect(await ops.graphql(`{ devHotloadSessions(tenantId: "${GALAXY.id}") { totalCount } }`)).toMatchObject({
      code: 'FORBIDDEN',
    })
  })
})
