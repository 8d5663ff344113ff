import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { shallowRef } from 'vue'
import { GATEWAY_OFFERS } from '../../../../contracts/index.ts'
import type { StreamStatus } from '../../../client/index.ts'
import { createLateLogBook } from '../../../logs/index.ts'
import { createFakeClock } from '../../../tests/fake-clock.ts'
import { testSession } from '../../../tests/test-session.ts'
import { createStores } from '../../panel/stores.ts'
import { createRules } from './create-rules.ts'

const LIVE: StreamStatus = {
  ...{ name: 'live', failures: 0, nextAttemptAt: null, lastEventAt: null, downSince: null, code: null },
}

function setUp() {
  const clock = createFakeClock()
  const stores = createStores(1_000, createLateLogBook(1_000))
  const connection = shallowRef(LIVE)
  const told: string[] = []
  const rules = createRules({
    ...{ stores, clock, connection, offers: shallowRef(GATEWAY_OFFERS) },
    isHidden: () => true,
    isOffline: () => false,
    userId: () => 'u-1',
    causes: { raised: ({ kind }) => void told.push(kind), over: (kind) => void told.push(`over ${kind}`) },
    onFault(error) {
      throw error
    },
  })
  return { clock, stores, connection, rules, told }
}

describe('the rules of the panel', () => {
  beforeEach(() => setActivePinia(createPinia()))

  it('see what the stores and the stream tell, and take back what is over', () => {
    const { clock, stores, connection, told } = setUp()
    connection.value = { ...LIVE, name: 'waiting', downSince: clock.now(), failures: 1 }
    const session = testSession('s', { expiresAt: new Date(clock.now() + 240_000).toISOString() })
    stores.sessions.select('s')
    stores.sessions.applySession(
      { ...session, lastHeartbeatAt: new Date(clock.now() - 60_000).toISOString() },
      clock.now(),
    )
    for (const key of ['a', 'b', 'c']) {
      stores.commands.begin({ key, kind: 'terminate', sessionId: 's', title: 'S', requestedAt: clock.now() })
      stores.commands.failed(key, { code: 'DH_API_002', at: clock.now() })
    }
    clock.advance(61_000)
    expect(stores.ownAlerts.newestFirst.map(({ id }) => id).sort()).toEqual([
      'expiry.near:s',
      'stream.disconnected',
      'terminate.failing',
    ])
    connection.value = LIVE
    stores.commands.begin({ key: 'd', kind: 'terminate', sessionId: 's', title: 'S', requestedAt: clock.now() })
    stores.commands.done('d', clock.now())
    stores.sessions.applySession({ ...session, status: 'TERMINATED' }, clock.now())
    clock.advance(1_000)
    expect(stores.ownAlerts.newestFirst).toEqual([])
    expect(told).toEqual([
      'terminate.failing',
      'stream.disconnected',
      'over stream.disconnected',
      'over terminate.failing',
    ])
  })

  it('see the stream fall and rise between two looks, when a hidden page’s timers are slow', () => {
    const { clock, connection, stores } = setUp()
    connection.value = { ...LIVE, name: 'waiting', downSince: clock.now() }
    clock.advance(30_400)
    connection.value = LIVE
    connection.value = { ...LIVE, name: 'waiting', downSince: clock.now() }
    clock.advance(59_600)
    expect(stores.ownAlerts.newestFirst).toEqual([])
    clock.advance(1_000)
    expect(stores.ownAlerts.newestFirst).toHaveLength(1)
  })

  it('forget everything for another tenant, and leave no timer behind', () => {
    const { clock, connection, stores, rules, told } = setUp()
    connection.value = { ...LIVE, name: 'waiting', downSince: clock.now() }
    clock.advance(61_000)
    rules.changeScope()
    stores.clear()
    connection.value = LIVE
    expect([stores.ownAlerts.newestFirst, told]).toEqual([[], ['stream.disconnected']])
    rules.dispose()
    expect(clock.pending()).toBe(0)
  })
})
