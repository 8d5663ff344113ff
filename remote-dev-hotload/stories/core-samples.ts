import type { Reload, Session } from '../../contracts/index.ts'
import { testSession } from '../tests/test-session.ts'
import { before } from './now.ts'

const LIFE_S = 15 * 60

/** A session as PowerX Core tells it: no names, no heartbeat, no counts, a fixed time of a quarter of an hour. */
const told = (id: string, pluginId: string, developer: string, agoS: number, patch: Partial<Session> = {}): Session =>
  testSession(id, {
    pluginId,
    pluginVersion: null,
    tenantId: '7c0f3a52-7f0e-4c3e-9a52-0d0f6d1f8a11',
    tenantName: null,
    developer: { id: developer, name: null },
    startedAt: before(agoS),
    expiresAt: before(agoS - LIFE_S),
    allowedActions: ['TERMINATE'],
    ...patch,
  })

/** What its CLI sends: no number, no result, no duration. */
const bare = (agoS: number, patch: Partial<Reload> = {}): Reload => ({
  reloadId: null,
  sequence: 0,
  at: before(agoS),
  durationMs: null,
  buildTimeMs: null,
  mode: null,
  trigger: null,
  changedFiles: ['src/pages/orders.vue', 'src/orders.ts'],
  success: null,
  error: null,
  firstLogId: null,
  ...patch,
})

/** Oldest first, as the stream brings them. */
export const coreReloads: readonly Reload[] = [
  bare(412, { sequence: 7, success: true, durationMs: 38, changedFiles: ['src/main.ts'] }),
  bare(245, { sequence: 8, success: false, error: 'src/pricing.ts:4:2 Unexpected end of file' }),
  bare(130),
  bare(12, { changedFiles: ['src/pages/orders.vue'] }),
]

export const coreOrders: Session = told('0b8f4c1e-5a3d-4f0e-8f26-1d9a6f0c2b71', 'com.powerx.orders', 'u-1', 424, {
  sandboxEndpoint: 'http://127.0.0.1:4180/',
})

/** What one tenant's list may hold. */
export const coreSessions: readonly Session[] = [
  coreOrders,
  told('3d1b6a90-71c4-4bb3-b0e5-93f2c6a7d845', 'com.powerx.payments', '1042', 60),
  told('9a7e2f34-1c55-4d8b-a1f0-6b2d7c8e9f03', 'com.powerx.chat-assistant-for-the-support-desk', '1077', 840),
  told('f2c6d8b1-4e9a-4a07-9c3b-5d8e7f6a1b20', 'com.powerx.crm', '1042', 1_400, {
    status: 'EXPIRED',
    terminationNote: 'expired',
    endedAt: before(500),
    allowedActions: [],
  }),
]
