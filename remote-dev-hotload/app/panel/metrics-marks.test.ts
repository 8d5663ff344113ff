import { createPinia, setActivePinia } from 'pinia'
import { describe, expect, it } from 'vitest'
import type { Alert } from '../../../contracts/index.ts'
import { useAlertStore } from '../../alerts/index.ts'
import { useReloadStore, useSessionStore } from '../../sessions/index.ts'
import { testReload } from '../../sessions/detail/testing/test-reload.ts'
import { alerts as samples, pageOf } from '../../stories/samples.ts'
import { testSession } from '../../tests/test-session.ts'
import { marksOf } from './metrics-marks.ts'

const at = (second: number) => new Date(Date.UTC(2026, 0, 5, 10, 0, second)).toISOString()
const raised = (patch: Partial<Alert>): Alert => ({
  ...samples[0]!,
  firstRaisedAt: at(1),
  lastRaisedAt: at(1),
  ...patch,
})

function start() {
  setActivePinia(createPinia())
  const stores = { sessions: useSessionStore(), reloads: useReloadStore(), alerts: useAlertStore() }
  stores.sessions.applySnapshot(
    pageOf([
      { ...testSession('a'), pluginName: 'Orders', lastReload: testReload(4, { at: at(4) }) },
      { ...testSession('b'), pluginName: 'Shop', lastReload: testReload(9, { at: at(9), success: false }) },
    ]),
    0,
  )
  const told = (sessionId: string | null) => marksOf(stores, sessionId).map(({ kind, label }) => `${kind} ${label}`)
  return { ...stores, told }
}

describe('what is marked on the time axis', () => {
  it('of a session are its reloads and its alerts, oldest first', () => {
    const { reloads, alerts, told } = start()
    reloads.open('a')
    reloads.applyHistory('a', [testReload(4, { at: at(4) }), testReload(3, { at: at(2), success: false })])
    alerts.applyAll([
      raised({
        alertId: '1',
        fingerprint: 'slow:a',
        sessionId: 'a',
        title: 'Slow',
        firstRaisedAt: at(3),
        lastRaisedAt: at(8),
      }),
      raised({ alertId: '2', fingerprint: 'slow:b', sessionId: 'b' }),
    ])
    expect(told('a')).toEqual(['reload-failed #3', 'alert Slow', 'reload #4', 'alert Slow'])
  })

  it('of the tenant are what is known of each session, with its name', () => {
    const { reloads, told } = start()
    expect(told(null)).toEqual(['reload Orders #4', 'reload-failed Shop #9'])
    reloads.applyReload('a', testReload(5, { at: at(20) }))
    expect(told(null)).toEqual(['reload-failed Shop #9', 'reload Orders #5'])
  })

  it('is nothing that has no readable time, and a reload that has no number has none', () => {
    const { reloads, told } = start()
    reloads.open('a')
    reloads.applyHistory('a', [testReload(0, { at: 'soon' }), testReload(0, { at: at(2), reloadId: 'x' })])
    expect(told('a')).toEqual(['reload '])
  })
})
