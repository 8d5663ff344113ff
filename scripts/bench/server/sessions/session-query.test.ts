import { describe, expect, it } from 'vitest'
import { SESSION_STATUSES } from '../../../../contracts/records.ts'
import { createSessionPool, hasEnded, USER_ID, type PoolSession } from './session-pool.ts'
import { querySessions, type OrderField, type SessionQuestion } from './session-query.ts'

const NOW = 1_750_000_000_000
const { sessions } = createSessionPool(1_000, 3, NOW)
const ask = (question: SessionQuestion) => querySessions(sessions, question, NOW)
const all = (filter: SessionQuestion['filter'] = {}) =>
  Array.from({ length: 5 }, (_, page) => ask({ filter, limit: 200, offset: page * 200 }).rows).flat()

describe('a question for sessions', () => {
  it('is answered with fifty, the newest first, unless it says more', () => {
    const { rows, totalCount, limit, offset } = ask({})
    expect([rows.length, totalCount, limit, offset]).toEqual([50, 1_000, 50, 0])
    const starts = rows.map(({ startedAt }) => startedAt)
    expect(starts).toEqual([...starts].sort((a, b) => b - a))
    expect(ask({ limit: 1_000 }).rows).toHaveLength(200)
  })

  it('pages through every session once', () => {
    expect(new Set(all()).size).toBe(1_000)
    expect(ask({ offset: 980 }).rows).toHaveLength(20)
    expect(ask({ offset: 1_000 }).rows).toEqual([])
  })

  it('finds plugin, name, developer and id, whatever their case', () => {
    const one = sessions[7]!
    for (const text of [one.pluginId, one.pluginName, one.developerName, one.sessionId]) {
      expect(all({ search: text.toUpperCase() })).toContain(one)
    }
    expect(ask({ filter: { search: 'nobody at all' } })).toMatchObject({ rows: [], totalCount: 0 })
  })

  it.each<[string, NonNullable<SessionQuestion['filter']>, (session: (typeof sessions)[number]) => boolean]>([
    ['status', { status: ['FAILED', 'PENDING'] }, ({ status }) => status === 'FAILED' || status === 'PENDING'],
    ['plugin', { pluginId: sessions[0]!.pluginId }, ({ pluginId }) => pluginId === sessions[0]!.pluginId],
    [
      'developer',
      { developerId: sessions[1]!.developerId },
      ({ developerId }) => developerId === sessions[1]!.developerId,
    ],
    ['own', { mine: true }, ({ developerId }) => developerId === USER_ID],
    ['late heartbeat', { stale: true }, (session) => session.isLost && !hasEnded(session)],
  ])('filters by %s, all of them and no other', (_, filter, isWanted) => {
    const found = all(filter)
    const wanted = sessions.filter(isWanted)
    expect(wanted.length).toBeGreaterThan(0)
    expect(new Set(found)).toEqual(new Set(wanted))
    expect(ask({ filter }).totalCount).toBe(wanted.length)
  })

  it('counts every status of what matches, even those that are filtered out', () => {
    const { statusCounts, totalCount } = ask({ filter: { status: ['ACTIVE'] } })
    const active = sessions.filter(({ status }) => status === 'ACTIVE').length
    expect(totalCount).toBe(active)
    expect(statusCounts.reduce((sum, { count }) => sum + count, 0)).toBe(1_000)
    expect(statusCounts.find(({ status }) => status === 'ACTIVE')?.count).toBe(active)
  })

  it.each<[OrderField, (session: PoolSession) => string | number]>([
    ['STATUS', ({ status }) => SESSION_STATUSES.indexOf(status)],
    ['PLUGIN', ({ pluginId }) => pluginId],
    ['DEVELOPER', ({ developerName }) => developerName.toLowerCase()],
    ['STARTED_AT', ({ startedAt }) => startedAt],
    ['LAST_RELOAD_AT', ({ lastReload }) => lastReload!.at],
    ['ERRORS', ({ errorCount }) => errorCount],
  ])('sorts by %s both ways, equals newest first', (field, keyOf) => {
    for (const [direction, sign] of [
      ['ASC', 1],
      ['DESC', -1],
    ] as const) {
      const { rows } = ask({ orderBy: { field, direction }, limit: 200 })
      for (const [place, row] of rows.slice(1).entries()) {
        const [before, after] = [keyOf(rows[place]!), keyOf(row)]
        const isInOrder = sign === 1 ? before < after : before > after
        expect(isInOrder || (before === after && rows[place]!.no > row.no)).toBe(true)
      }
    }
  })

  it('puts those that never reloaded last, in either direction', () => {
    const some = sessions.slice(0, 9).map((session, no) => (no % 3 === 0 ? { ...session, lastReload: null } : session))
    for (const direction of ['ASC', 'DESC'] as const) {
      const { rows } = querySessions(some, { orderBy: { field: 'LAST_RELOAD_AT', direction } }, NOW)
      expect(rows.slice(-3).map(({ lastReload }) => lastReload)).toEqual([null, null, null])
    }
  })
})
