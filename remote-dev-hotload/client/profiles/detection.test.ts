import { describe, expect, it } from 'vitest'
import { ok } from '../../kernel/index.ts'
import { createProfileChoice } from './choice.ts'
import { clientOf, coreView, createFakeCore, settle, TENANT, whole } from './testing/fake-core.ts'

const GRAPHQL = '/internal/admin/graphql'
const page = { items: [], totalCount: 0, limit: 50, offset: 0, statusCounts: [], recentAlerts: [], streamCursor: 'c1' }
const gateway = () => Response.json({ data: { devHotloadSessions: page } })
const refusal = (status: number) => () => Response.json({ error: 'tenant uuid required' }, { status })
const broken = () => Promise.reject(new TypeError('Failed to fetch'))

function setUp(graphql: (() => Response | Promise<Response>) | null) {
  const core = createFakeCore([coreView('s1')])
  if (graphql) core.instead.set(GRAPHQL, graphql)
  const client = clientOf(core, { profile: 'auto' })
  const told: string[] = []
  client.profile.onKnown((name) => told.push(name))
  return { core, client, told, list: () => client.queries.sessions(whole) }
}

describe('the part of the panel that speaks with Core', () => {
  it('is asked for again, and elsewhere, when it did not arrive', async () => {
    const attempts: boolean[] = []
    const core = { queries: { sessions: async () => ok('a page') } } as never
    const choice = createProfileChoice({
      wish: 'core',
      gateway: {} as never,
      tenantId: () => TENANT,
      async loadCore(again) {
        attempts.push(again)
        if (!again) throw new TypeError('Failed to fetch dynamically imported module: http://shell.test/core.js')
        return core
      },
    })
    const ask = () => choice.sessions(whole)
    expect(await Promise.all([ask(), ask()])).toMatchObject([
      { ok: false, error: { code: 'DH_API_001' } },
      { ok: false, error: { code: 'DH_API_001' } },
    ])
    expect(choice.core()).toBe(null)
    expect(await Promise.all([ask(), ask()])).toEqual([ok('a page'), ok('a page')])
    expect([choice.core(), attempts]).toEqual([core, [false, true]])
  })
})

describe('which server it is', () => {
  it('is a gateway where GraphQL answers, and Core is never asked', async () => {
    const { core, client, told, list } = setUp(gateway)
    expect(await list()).toMatchObject({ ok: true, value: { streamCursor: 'c1' } })
    expect([client.profile.known(), told]).toEqual(['gateway', ['gateway']])
    expect(core.asked).toEqual([`POST /api/v1${GRAPHQL}`])
  })

  it.each([404, 405])('is Core where there is no GraphQL (%i) and the list answers', async (status) => {
    const { core, client, told, list } = setUp(() => new Response('no', { status }))
    expect(await list()).toMatchObject({ ok: true, value: { totalCount: 1 } })
    expect([client.profile.known(), told]).toEqual(['core', ['core']])
    core.asked.length = 0
    core.clock.advance(5_000)
    await list()
    expect(core.asked.filter((line) => line.includes('graphql'))).toEqual([])
  })

  it.each([
    [refusal(401), 'DH_API_401'],
    [refusal(403), 'DH_API_403'],
    [refusal(400), 'DH_API_400'],
    [refusal(500), 'DH_API_002'],
    [refusal(503), 'DH_API_002'],
    [broken, 'DH_API_001'],
  ] as const)(
    'is not decided by a refusal, which is shown; the next question finds out (%#)',
    async (graphql, code) => {
      const { core, client, list } = setUp(graphql)
      expect(await list()).toMatchObject({ ok: false, error: { code } })
      expect(client.profile.known()).toBe(null)
      expect(core.asked.some((line) => line.startsWith('GET'))).toBe(false)
      core.instead.clear()
      expect((await list()).ok).toBe(true)
      expect(client.profile.known()).toBe('core')
    },
  )

  it.each([
    [refusal(401), 'DH_API_401'],
    [refusal(403), 'DH_API_403'],
    [refusal(500), 'DH_API_002'],
    [broken, 'DH_API_001'],
    [refusal(404), 'DH_API_001'],
  ] as const)('is not decided where the list of Core is refused either (%#)', async (listing, code) => {
    const { core, client, list } = setUp(null)
    core.instead.set('/sessions', listing)
    expect(await list()).toMatchObject({ ok: false, error: { code } })
    expect(client.profile.known()).toBe(null)
    core.instead.set(GRAPHQL, gateway)
    expect((await list()).ok).toBe(true)
    expect(client.profile.known()).toBe('gateway')
  })

  it('is found out by any first question, once for all of them', async () => {
    const { core, client } = setUp(null)
    const answers = await Promise.all([
      client.queries.session('s1'),
      client.queries.metrics({ tenantId: TENANT, windowMs: 1, stepMs: 1 }),
      client.commands.terminate({ sessionId: 's1', reason: null, key: 'k' }),
    ])
    expect(answers).toMatchObject([
      { ok: true, value: { sessionId: 's1' } },
      { ok: false, error: { code: 'DH_API_501' } },
      { ok: true, value: { auditId: null } },
    ])
    expect(core.asked.filter((line) => line.includes('/sessions?'))).toHaveLength(1)
  })

  it('stays a gateway that says 404 to a session it does not know', async () => {
    const { core, client, list } = setUp(() => new Response('gone', { status: 404 }))
    core.instead.set('/sessions', refusal(404))
    expect(await client.queries.session('s9')).toMatchObject({ ok: false })
    core.instead.set(GRAPHQL, gateway)
    await list()
    core.instead.set(GRAPHQL, () => new Response('gone', { status: 404 }))
    expect(await client.queries.session('s9')).toMatchObject({ ok: false, error: { code: 'DH_API_404' } })
    expect(client.profile.known()).toBe('gateway')
  })

  it('is not asked for when the shell has said which it is', async () => {
    for (const profile of ['gateway', 'core'] as const) {
      const core = createFakeCore([coreView('s1')])
      const client = clientOf(core, { profile })
      expect(client.profile.known()).toBe(profile)
      const answer = await client.queries.sessions(whole)
      expect([answer.ok, core.asked.length]).toEqual([profile === 'core', 1])
    }
  })

  it('leaves out what only Core could mean until it is known, and reads it from then on', async () => {
    const { core, client, list } = setUp(refusal(503))
    const seen: string[] = []
    client.stream.onFrame(({ event }) => seen.push(event))
    client.stream.start()
    await settle(core.clock)
    core.send('SessionStarted', 's1', { tenant_uuid: TENANT })
    await settle(core.clock)
    expect(seen).toEqual([])
    core.instead.clear()
    await list()
    core.send('SessionStarted', 's1', { tenant_uuid: TENANT })
    await settle(core.clock)
    expect(seen).toEqual(['SessionUpdated'])
    client.dispose()
  })
})
