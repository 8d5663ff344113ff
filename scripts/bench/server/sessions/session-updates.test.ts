import { describe, expect, it } from 'vitest'
import { PAYLOAD_SCHEMAS } from '../../../../contracts/stream-events.ts'
import { createRandom } from '../random.ts'
import { createSessionPool, hasEnded } from './session-pool.ts'
import { createSessionUpdates, type SessionNews } from './session-updates.ts'
import { viewSession } from './session-view.ts'

const NOW = 1_750_000_000_000
const UPDATES = 4_000

function run(onPage: readonly string[] = [], onlyValues = false) {
  const pool = createSessionPool(1_000, 3, NOW)
  const before = pool.sessions.map((session) => ({ ...session }))
  const updates = createSessionUpdates({ pool, random: createRandom(5), onPage: () => onPage })
  const news = Array.from({ length: UPDATES }, (_, no) => updates.next(NOW + no, onlyValues)).flat()
  return { pool, before, news, of: (type: SessionNews['type']) => news.filter((one) => one.type === type) }
}

const firstIds = createSessionPool(1_000, 3, NOW)
  .sessions.filter((session) => !hasEnded(session))
  .slice(0, 50)
  .map(({ sessionId }) => sessionId)

describe('the updates', () => {
  it('are the same in every run and keep the contract', () => {
    const { news } = run()
    expect(run().news).toEqual(news)
    for (const { type, payload } of news) expect(PAYLOAD_SCHEMAS[type].safeParse(payload).success).toBe(true)
  })

  it('are mostly small, with some of every kind', () => {
    const { news, of } = run()
    const isSmall = ({ type, payload }: SessionNews) => type === 'SessionUpdated' && Object.keys(payload).length <= 3
    expect(news.filter(isSmall).length).toBeGreaterThan(UPDATES * 0.9)
    expect(of('SessionUpdated').length).toBeGreaterThan(UPDATES * 0.97)
    for (const type of ['SessionReloaded', 'SessionStarted', 'SessionTerminated'] as const)
      expect(of(type).length).toBeGreaterThan(10)
  })

  it('reach all over the tenant, and the page for a quarter of them', () => {
    const { news } = run(firstIds)
    const heard = new Set(news.map(({ sessionId }) => sessionId))
    expect(heard.size).toBeGreaterThan(800)
    const near = news.filter(({ sessionId }) => firstIds.includes(sessionId)).length / news.length
    expect(near).toBeGreaterThan(0.2)
    expect(near).toBeLessThan(0.35)
  })

  it('tell everything that changes: who applies them has what the server has', () => {
    const { pool, before, news } = run(firstIds)
    const at = NOW + UPDATES
    const known = new Map<string, Record<string, unknown>>(
      before.map((session) => [session.sessionId, viewSession(session, at)]),
    )
    for (const { type, sessionId, payload } of news)
      if (type === 'SessionStarted' || type === 'SessionUpdated')
        known.set(sessionId, { ...known.get(sessionId), ...payload })
    for (const session of pool.sessions) {
      const { lastHeartbeatAt: _beat, expiresAt: _end, ...wanted } = viewSession(session, at)
      expect(known.get(session.sessionId)).toMatchObject(wanted)
    }
  })

  it('never wake a session that has ended', () => {
    const { pool, before } = run()
    const ended = before.filter(hasEnded)
    expect(ended.every(({ sessionId, status }) => pool.byId(sessionId)?.status === status)).toBe(true)
  })

  it('can be of values on the page alone', () => {
    const { pool, before, news, of } = run(firstIds, true)
    expect(news.every(({ sessionId }) => firstIds.includes(sessionId))).toBe(true)
    expect(of('SessionReloaded').length).toBeGreaterThan(UPDATES * 0.3)
    expect(pool.sessions.map(({ status }) => status)).toEqual(before.map(({ status }) => status))
  })
})
