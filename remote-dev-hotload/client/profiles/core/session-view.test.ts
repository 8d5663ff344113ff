import { describe, expect, it } from 'vitest'
import { clientOf, coreView, createFakeCore, OTHER_TENANT, TENANT, TOKEN, whole } from '../testing/fake-core.ts'
import { decodeCoreSession } from './session-view.ts'

describe('a session of Core', () => {
  it('is a session of the contract: start, developer and actions are worked out', async () => {
    const answer = await clientOf(createFakeCore([coreView('s1')])).queries.sessions(whole)
    expect(answer.ok && answer.value.items).toMatchObject([
      {
        ...{ sessionId: 's1', pluginId: 'com.test.s1', tenantId: TENANT, status: 'ACTIVE' },
        ...{ developer: { id: '7', name: null }, startedAt: '2026-01-01T00:00:00.000Z' },
        ...{ expiresAt: '2026-01-01T00:15:00.000Z', endedAt: null, sandboxEndpoint: null, logUrl: null },
        ...{ allowedActions: ['TERMINATE'], lastReload: null, reloadCount: 0, metadata: null },
      },
    ])
  })

  it.each([
    ['tenant_uuid', TENANT],
    ['tenantUuid', TENANT],
    ['tenantId', TENANT],
    ['tenantId', 42],
  ])('has its tenant under the name %s', (name, tenant) => {
    const { tenant_uuid: _, ...view } = coreView('s1')
    expect(decodeCoreSession({ ...view, [name]: tenant }, TENANT)?.tenantId).toBe(String(tenant))
  })

  it.each([
    [{ status: 'terminated', terminationNote: 'expired' }, 'EXPIRED'],
    [{ status: 'terminated', note: 'expired' }, 'EXPIRED'],
    [{ status: 'terminated', note: 'by hand' }, 'TERMINATED'],
    [{ status: 'pending' }, 'PENDING'],
    [{ status: 'dreaming' }, 'DREAMING'],
  ])('says %o as %s', (patch, status) => {
    expect(decodeCoreSession({ ...coreView('s1'), ...patch }, TENANT)?.status).toBe(status)
  })

  it('has no reload token in it, wherever the server puts it', () => {
    const poisoned = {
      ...coreView('s1', {
        logUrl: `https://logs.test/?t=${TOKEN}`,
        sandboxEndpoint: `https://${TOKEN}@box.test`,
        metadata: { reloadToken: TOKEN, deep: [{ note: `it is ${TOKEN}` }], [TOKEN]: 1, 'backend.entry': 'main.go' },
      }),
      reload_token: TOKEN,
    }
    const decoded = JSON.stringify(decodeCoreSession(poisoned, TENANT))
    expect(decoded).toContain('main.go')
    expect(decoded).not.toContain(TOKEN)
    expect(decoded).not.toMatch(/reload_?token"/i)
  })

  it('is masked like a session of a gateway, and keeps its addresses as text', () => {
    const secret = ['gh', 'p_', 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8'].join('')
    const view = coreView('s1', { metadata: { hint: secret }, logUrl: 'javascript:alert(1)' })
    const decoded = decodeCoreSession(view, TENANT)
    expect(JSON.stringify(decoded)).not.toContain(secret)
    expect(decoded?.logUrl).toBe('javascript:alert(1)')
  })

  it.each([null, 'text', [], {}, { sessionId: 's' }, { ...coreView('s'), pluginId: 7 }])(
    'is none where the server sends something else (%#)',
    (value) => expect(decodeCoreSession(value, TENANT)).toBe(null),
  )

  it('is read through any depth without an end of the stack', () => {
    const metadata: unknown = JSON.parse(`${'['.repeat(5_000)}${']'.repeat(5_000)}`)
    expect(decodeCoreSession(coreView('s1', { metadata }), TENANT)?.sessionId).toBe('s1')
  })
})

describe('the answers of Core', () => {
  it.each([
    ['in the envelope', (data: unknown): unknown => ({ code: 200, message: 'success', data, timestamp: 1 })],
    ['bare', (data: unknown): unknown => data],
    ['as a list alone', (data: unknown): unknown => (data as { items: unknown }).items],
    [
      'with a request id',
      (data: unknown): unknown => ({ code: 200, data, timestamp: '2026-01-01T00:00:00Z', request_id: 'r' }),
    ],
  ])('are read %s', async (_name, envelope) => {
    const core = createFakeCore([coreView('s1')])
    core.envelope = envelope
    expect(await clientOf(core).queries.sessions(whole)).toMatchObject({ ok: true, value: { totalCount: 1 } })
  })

  it('may have no list at all: that is an empty one', async () => {
    const core = createFakeCore()
    core.envelope = () => ({ code: 200, data: { items: null, limit: 200, offset: 0 } })
    expect(await clientOf(core).queries.sessions(whole)).toMatchObject({ ok: true, value: { totalCount: 0 } })
  })

  it.each([
    [400, { error: 'tenant uuid required' }, 'DH_API_400'],
    [401, { error: 'token revoked' }, 'DH_API_401'],
    [403, { error: 'user disabled' }, 'DH_API_403'],
    [500, { code: 500, message: 'boom', error: 'boom', timestamp: 1 }, 'DH_API_002'],
    [200, { code: 403, message: 'forbidden', timestamp: 1 }, 'DH_API_403'],
    [200, 'a page of a proxy', 'DH_API_003'],
  ])('are told apart by status when they refuse: %i %o', async (status, body, code) => {
    const core = createFakeCore()
    core.instead.set('/sessions', () => Response.json(body, { status }))
    expect(await clientOf(core).queries.sessions(whole)).toMatchObject({ ok: false, error: { code } })
  })

  it('count what is no session and show the others', async () => {
    const core = createFakeCore([coreView('s1'), { ...coreView('s2'), pluginId: 3 as never }])
    expect(await clientOf(core).queries.sessions(whole)).toMatchObject({
      ok: true,
      value: { totalCount: 1, rejected: 1 },
    })
  })
})

describe('one session of Core', () => {
  const session = (core: ReturnType<typeof createFakeCore>, id: string) => clientOf(core).queries.session(id)

  it('is shown when it is of this tenant only: Core answers for all of them', async () => {
    const core = createFakeCore([coreView('own'), coreView('foreign', { tenant_uuid: OTHER_TENANT })])
    expect(await session(core, 'own')).toMatchObject({ ok: true, value: { sessionId: 'own' } })
    expect(await session(core, 'foreign')).toEqual({ ok: true, value: null })
  })

  it('of an older server, whose tenants are numbers, is vouched for by the list', async () => {
    const core = createFakeCore([{ ...coreView('old'), tenant_uuid: undefined as never, ...{ tenantId: 42 } }])
    core.tenant = undefined as never
    const client = clientOf(core, {
      credentials: { token: async () => 't', refresh: async () => 't', tenantId: () => TENANT },
    })
    expect(await client.queries.session('old')).toEqual({ ok: true, value: null })
    await client.queries.sessions(whole)
    expect(await client.queries.session('old')).toMatchObject({ ok: true, value: { sessionId: 'old' } })
  })

  it('is not there when Core does not know it, or knows that this is no id', async () => {
    const core = createFakeCore()
    expect(await session(core, 'gone')).toEqual({ ok: true, value: null })
    core.instead.set('/sessions/', () => Response.json({ code: 400, message: 'invalid sessionId' }, { status: 400 }))
    expect(await session(core, 'not-a-uuid')).toEqual({ ok: true, value: null })
  })
})

describe('what Core cannot be asked', () => {
  it('is answered without a request', async () => {
    const core = createFakeCore()
    const { queries, commands, reports, reveal } = clientOf(core)
    const report = {
      action: 'logs.export',
      sessionIds: [],
      lines: 0,
      from: null,
      to: null,
      filter: '',
      masked: true,
    } as const
    const answers = await Promise.all([
      queries.logs({ sessionId: 's', limit: 1 }),
      queries.reloads('s', 5),
      queries.metrics({ windowMs: 1, stepMs: 1 }),
      queries.alerts({ limit: 1 }),
      queries.audit('s', 5),
      commands.reload({ sessionId: 's', reason: null, key: 'k' }),
      commands.refreshMetrics({ sessionId: 's', reason: null, key: 'k' }),
      reports.record({ ...report, key: 'k' }),
      reveal('s', 'l1'),
    ])
    for (const answer of answers) expect(answer).toMatchObject({ ok: false, error: { code: 'DH_API_501' } })
    expect(core.asked).toEqual([])
  })
})

describe('terminate', () => {
  const wish = { sessionId: 's1', reason: 'no longer & needed', key: 'k' }

  it('is a DELETE with the reason as its note, and leaves no audit id', async () => {
    const core = createFakeCore([coreView('s1')])
    const client = clientOf(core)
    await client.queries.sessions(whole)
    expect(await client.commands.terminate(wish)).toEqual({
      ok: true,
      value: { auditId: null, sessionId: 's1', status: null, reloadId: null, terminatedAt: null },
    })
    expect(core.asked.at(-1)).toBe('DELETE /api/v1/internal/dev/plugins/sessions/s1?note=no%20longer%20%26%20needed')
    expect(await client.queries.session('s1')).toMatchObject({ ok: true, value: { status: 'TERMINATED' } })
    expect((await client.commands.terminate({ ...wish, reason: null })).ok).toBe(true)
    expect(core.asked.at(-1)).toBe('DELETE /api/v1/internal/dev/plugins/sessions/s1')
  })

  it('goes out for a session of this tenant only', async () => {
    const core = createFakeCore([coreView('s1', { tenant_uuid: OTHER_TENANT })])
    expect(await clientOf(core).commands.terminate(wish)).toMatchObject({ ok: false, error: { code: 'DH_API_404' } })
    expect(core.asked.filter((line) => line.startsWith('DELETE'))).toEqual([])
  })
})
