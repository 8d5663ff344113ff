import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SESSION_STATUSES, type Session } from '../../../../contracts/index.ts'
import { testSession } from '../../../tests/test-session.ts'
import type { SessionsQueryVariables } from '../../../generated/graphql.ts'
import { pageOf } from './session-page.ts'

type Filter = NonNullable<SessionsQueryVariables['filter']>
type Order = NonNullable<SessionsQueryVariables['orderBy']>

const FIELDS = ['STATUS', 'PLUGIN', 'DEVELOPER', 'STARTED_AT', 'LAST_RELOAD_AT', 'ERRORS'] as const
const PLUGINS = ['com.Acme.crm', 'com.acme.CRM', 'org.beta.shop', 'com.zeta']

const someSession = fc
  .record({
    pluginId: fc.constantFrom(...PLUGINS),
    developer: fc.integer({ min: 1, max: 12 }),
    status: fc.constantFrom(...SESSION_STATUSES, 'DREAMING'),
    reloaded: fc.option(fc.integer({ min: 0, max: 5 })),
  })
  .map(
    ({ pluginId, developer, status, reloaded }) =>
      (index: number) =>
        testSession(`s-${index}`, {
          ...{ pluginId, status, developer: { id: String(developer), name: null } },
          lastReloadAt: reloaded === null ? null : new Date(reloaded * 1_000).toISOString(),
        }),
  )
const sessions = fc.array(someSession, { maxLength: 40 }).map((makes) => makes.map((make, index) => make(index)))
const order: fc.Arbitrary<Order> = fc.record({
  field: fc.constantFrom(...FIELDS),
  direction: fc.constantFrom('ASC', 'DESC'),
})
const filter: fc.Arbitrary<Filter> = fc.record(
  {
    search: fc.constantFrom('', 'ACME', 's-1', 'beta', '1', 'nothing'),
    status: fc.subarray([...SESSION_STATUSES]),
    pluginId: fc.constantFrom(...PLUGINS),
    developerId: fc.constantFrom('1', '9', '10'),
    mine: fc.boolean(),
    stale: fc.boolean(),
  },
  { requiredKeys: [] },
)

/** The same in the plainest way: one condition, one sort by insertion, one cut. */
function model(all: readonly Session[], wanted: Filter, { field, direction }: Order) {
  const listed = all.filter(
    (one) =>
      !wanted.stale &&
      (!wanted.mine || one.developer.id === '7') &&
      (!wanted.pluginId || one.pluginId === wanted.pluginId) &&
      (!wanted.developerId || one.developer.id === wanted.developerId) &&
      [one.pluginId, one.developer.id, one.sessionId].some((text) =>
        text.toLowerCase().includes((wanted.search ?? '').toLowerCase()),
      ),
  )
  const key = (one: Session): number | string | null => {
    if (field === 'PLUGIN') return one.pluginId.toLowerCase()
    if (field === 'DEVELOPER') return Number(one.developer.id)
    if (field === 'LAST_RELOAD_AT') return one.lastReloadAt
    if (field === 'STATUS') {
      const rank = SESSION_STATUSES.indexOf(one.status as never)
      return rank < 0 ? null : rank
    }
    return field === 'ERRORS' ? 0 : -all.indexOf(one)
  }
  const isBefore = (a: Session, b: Session): boolean => {
    const [x, y] = [key(a), key(b)]
    if (x === null || y === null) return x !== null
    return direction === 'ASC' ? x < y : x > y
  }
  const rows: Session[] = []
  for (const one of listed.filter(({ status }) => !wanted.status?.length || wanted.status.includes(status as never))) {
    const at = rows.findIndex((other) => isBefore(one, other))
    rows.splice(at < 0 ? rows.length : at, 0, one)
  }
  return { listed, rows }
}

describe('a page of the whole list', () => {
  it('is what a plain search, sort and cut would give, with totals of what the search finds', () => {
    fc.assert(
      fc.property(
        sessions,
        filter,
        order,
        fc.nat(30),
        fc.integer({ min: 1, max: 50 }),
        (all, wanted, by, offset, limit) => {
          const page = pageOf(all, { filter: wanted, orderBy: by, offset, limit }, '7')
          const { listed, rows } = model(all, wanted, by)
          expect(page.items.map(({ sessionId }) => sessionId)).toEqual(
            rows.slice(offset, offset + limit).map(({ sessionId }) => sessionId),
          )
          expect(page.totalCount).toBe(rows.length)
          for (const [status, count] of page.statusCounts)
            expect(count).toBe(listed.filter((one) => one.status === status).length)
          expect([...page.statusCounts.values()].reduce((sum, count) => sum + count, 0)).toBe(listed.length)
        },
      ),
      { seed: 6, numRuns: 500 },
    )
  })

  it('shows each session once, however it is turned through', () => {
    fc.assert(
      fc.property(sessions, order, fc.integer({ min: 1, max: 7 }), (all, by, limit) => {
        const seen: string[] = []
        for (let offset = 0; offset < all.length; offset += limit)
          seen.push(...pageOf(all, { orderBy: by, limit, offset }, null).items.map(({ sessionId }) => sessionId))
        expect([...seen].sort()).toEqual(all.map(({ sessionId }) => sessionId).sort())
      }),
      { seed: 7, numRuns: 200 },
    )
  })

  it('has the newest first when nobody wishes for an order', () => {
    const all = ['new', 'old'].map((id) => testSession(id))
    expect(pageOf(all, { limit: 9, offset: 0 }, null).items.map(({ sessionId }) => sessionId)).toEqual(['new', 'old'])
  })
})
