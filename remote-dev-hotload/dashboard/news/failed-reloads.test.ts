import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { effectScope, nextTick, watch, type EffectScope } from 'vue'
import type { Reload, Session } from '../../../contracts/index.ts'
import { useSessionStore, type SessionStore } from '../../sessions/index.ts'
import { testSession } from '../../tests/test-session.ts'
import { useFailedReloads, type FailedReloads } from './failed-reloads.ts'

const reload = (sequence: number, success: boolean | null): Reload =>
  ({ sequence, success, error: success === false ? 'TypeError' : null, at: '2026-01-05T10:00:00Z' }) as Reload
const session = (id: string, owner: string, lastReload: Reload | null, patch: Partial<Session> = {}) =>
  testSession(id, { developer: { id: owner, name: null }, lastReload, pluginName: `Plugin ${id}`, ...patch })

let scope: EffectScope
let sessions: SessionStore
let failed: FailedReloads
const told: string[] = []

beforeEach(() => {
  setActivePinia(createPinia())
  sessions = useSessionStore()
  told.length = 0
  scope = effectScope()
  scope.run(() => {
    failed = useFailedReloads({ sessions, userId: () => 'me' })
    watch(failed.latest, (now) => told.push(...now.map(({ title, sequence }) => `${title} #${sequence}`)))
  })
})
afterEach(() => scope.stop())

async function list(...items: Session[]) {
  sessions.applySnapshot({ items, totalCount: items.length, limit: 50, statusCounts: new Map() } as never, 1)
  await nextTick()
}

it('what had failed before somebody looked is failing and no news', async () => {
  await list(session('a', 'me', reload(4, false)))
  expect(failed.isFailing.value).toBe(true)
  expect(told).toEqual([])
})

it('a reload of one’s own session that fails is told once, also when its outcome came late', async () => {
  await list(session('a', 'me', reload(4, true)))
  await list(session('a', 'me', reload(5, null)))
  expect(failed.isFailing.value).toBe(false)
  await list(session('a', 'me', reload(5, false)))
  await list(session('a', 'me', reload(5, false)))
  expect(told).toEqual(['Plugin a #5'])
  await list(session('a', 'me', reload(6, true)))
  expect(failed.isFailing.value).toBe(false)
  await list(session('a', 'me', reload(7, false)))
  expect(told).toEqual(['Plugin a #5', 'Plugin a #7'])
})

it('one of somebody else counts only while their session is open here', async () => {
  await list(session('a', 'other', reload(1, true)), session('b', 'other', reload(1, true)))
  sessions.select('b')
  await nextTick()
  await list(session('a', 'other', reload(2, false)), session('b', 'other', reload(2, false)))
  expect(told).toEqual(['Plugin b #2'])
})

it('a session that has ended fails no more', async () => {
  await list(session('a', 'me', reload(4, false)))
  await list(session('a', 'me', reload(4, false), { status: 'TERMINATED' }))
  expect(failed.isFailing.value).toBe(false)
})
