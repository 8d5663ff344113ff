import { describe, expect, it } from 'vitest'
import { clientOf, coreView, createFakeCore, OTHER_TENANT, settle, START, whole } from '../testing/fake-core.ts'

const ended = (count: number) =>
  Array.from({ length: count }, (_, i) =>
    coreView(`old-${i}`, { status: 'terminated', expiresAt: new Date(START - 1_000 * (i + 1)).toISOString() }),
  )
const offsets = (asked: readonly string[]) => asked.map((line) => Number(/offset=(\d+)/.exec(line)?.[1]))

function setUp(sessions = [coreView('live'), ...ended(649)]) {
  const core = createFakeCore(sessions)
  const client = clientOf(core)
  return {
    core,
    client,
    async total() {
      const answer = await client.queries.sessions(whole)
      return answer.ok ? answer.value.totalCount : answer.error.code
    },
    asked() {
      const lines = [...core.asked]
      core.asked.length = 0
      return lines
    },
  }
}

describe('the whole list', () => {
  it('is read page by page, of every status, until one is not full', async () => {
    const { total, asked } = setUp()
    expect(await total()).toBe(650)
    const lines = asked()
    expect(offsets(lines)).toEqual([0, 200, 400, 600])
    expect(lines[0]).toBe('GET /api/v1/internal/dev/plugins/sessions?status=all&limit=200&offset=0')
  })

  it('is read again as far as something may have changed', async () => {
    const { core, total, asked } = setUp()
    await total()
    asked()
    core.clock.advance(20_000)
    core.sessions.unshift(coreView('newer'))
    core.sessions[1]!.status = 'terminated'
    expect(await total()).toBe(651)
    expect(offsets(asked())).toEqual([0])
  })

  it('is read on to a session that was alive far behind', async () => {
    const { core, total, asked } = setUp([
      ...ended(250),
      coreView('live'),
      ...ended(400).map((view) => ({ ...view, sessionId: `x${view.sessionId}` })),
    ])
    await total()
    asked()
    core.clock.advance(20_000)
    core.sessions.find(({ sessionId }) => sessionId === 'live')!.status = 'terminated'
    expect(await total()).toBe(651)
    expect(offsets(asked())).toEqual([0, 200])
  })

  it('is read whole again after some minutes: what has ended can still be purged', async () => {
    const { core, total } = setUp()
    await total()
    core.sessions.splice(300, 200)
    core.clock.advance(20_000)
    expect(await total()).toBe(650)
    core.clock.advance(300_000)
    expect(await total()).toBe(450)
  })

  it('names nobody twice when sessions start while it is read', async () => {
    const { core, total, client } = setUp(ended(400))
    const { fetch } = core
    let pages = 0
    const started = clientOf(core, {
      async fetch(...request) {
        const answer = await fetch(...request)
        if (pages++ === 0) core.sessions.unshift(coreView('s1'), coreView('s2'))
        return answer
      },
    })
    const answer = await started.queries.sessions({ ...whole, limit: 1_000 })
    const ids = answer.ok ? answer.value.items.map(({ sessionId }) => sessionId) : []
    expect([ids.length, new Set(ids).size]).toEqual([400, 400])
    expect(await total()).toBe(402)
    client.dispose()
  })

  it('answers all questions of one moment, and anew after something has happened', async () => {
    const { core, client, total, asked } = setUp([coreView('s1')])
    await Promise.all([total(), total(), client.queries.sessions({ ...whole, filter: { stale: true } })])
    await total()
    expect(asked()).toHaveLength(1)
    client.stream.start()
    await settle(core.clock)
    core.send('SessionReloaded', 's1', {})
    await settle(core.clock)
    asked()
    await total()
    expect(asked()).toHaveLength(1)
    client.dispose()
  })

  it('fails whole when one page fails, and works again', async () => {
    const { core, total } = setUp()
    core.instead.set('offset=400', () => new Response('', { status: 502 }))
    expect(await total()).toBe('DH_API_002')
    core.instead.clear()
    expect(await total()).toBe(650)
  })

  it('has no session of another tenant in it, even if the server sends one', async () => {
    const { core, client, total } = setUp([coreView('own')])
    const items = [...core.sessions, coreView('foreign', { tenant_uuid: OTHER_TENANT })]
    core.instead.set('/sessions', () => Response.json(core.envelope({ items })))
    expect(await total()).toBe(1)
    expect([client.isOurs('own'), client.isOurs('foreign'), client.isOurs('unheard')]).toEqual([true, false, false])
  })

  it('heeds a server that gives less than it is asked for', async () => {
    const { core, total } = setUp([])
    const all = ended(70)
    for (const offset of [0, 30, 60])
      core.instead.set(`offset=${offset}`, () =>
        Response.json(core.envelope({ items: all.slice(offset, offset + 30), limit: 30, offset })),
      )
    core.instead.set('offset=0', core.instead.get('offset=0')!)
    expect(await total()).toBe(70)
  })
})
