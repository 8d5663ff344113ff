import { describe, expect, it } from 'vitest'
import { sessionSchema } from '../../../../contracts/records.ts'
import { createSessionPool, hasEnded } from './session-pool.ts'
import { viewSession } from './session-view.ts'

const NOW = 1_750_000_000_000
const pool = createSessionPool(2_000, 11, NOW)

describe('the tenant', () => {
  it('is the same in every run', () => {
    expect(createSessionPool(2_000, 11, NOW).sessions).toEqual(pool.sessions)
    expect(createSessionPool(20, 12, NOW).sessions).not.toEqual(pool.sessions.slice(0, 20))
  })

  it('has an id for each session, most of them alive, some of every kind', () => {
    expect(new Set(pool.sessions.map(({ sessionId }) => sessionId)).size).toBe(2_000)
    const ended = pool.sessions.filter(hasEnded).length
    expect(ended).toBeGreaterThan(150)
    expect(ended).toBeLessThan(350)
    expect(new Set(pool.sessions.map(({ status }) => status)).size).toBe(6)
    expect(pool.sessions.filter(({ isLost }) => isLost).length).toBeGreaterThan(10)
  })

  it('is a tenant of the contract', () => {
    for (const session of pool.sessions.slice(0, 200)) {
      const seen = viewSession(session, NOW)
      expect(sessionSchema.parse(seen)).toEqual(seen)
    }
  })

  it('hears of the living every ten seconds and of the lost no more', () => {
    const later = NOW + 300_000
    for (const session of pool.sessions.filter((one) => !hasEnded(one))) {
      const silent = later - Date.parse(viewSession(session, later).lastHeartbeatAt)
      if (session.isLost) expect(silent).toBeGreaterThanOrEqual(300_000)
      else expect(silent).toBeLessThan(10_000)
    }
  })

  it('takes in a session that starts now', () => {
    const own = createSessionPool(5, 1, NOW)
    const added = own.add(NOW + 5)
    expect(own.sessions).toHaveLength(6)
    expect(own.byId(added.sessionId)).toBe(added)
    expect(added).toMatchObject({ no: 6, status: 'ACTIVE', startedAt: NOW + 5, lastReload: null })
  })
})
