import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import type { StreamEvent } from '../../client/index.ts'
import type { CommandKind } from './command.ts'
import { useCommandStore } from './command-store.ts'

const common = { id: '1', tenantId: 't', ts: null }
const ended = (sessionId: string, auditId: string | null = null): StreamEvent => ({
  ...common,
  kind: 'session-terminated',
  sessionId,
  end: { note: null, reason: null, auditId, endedAt: null },
})
const updated = (sessionId: string, status: string): StreamEvent =>
  ({ ...common, kind: 'session-updated', sessionId, patch: { status } }) as StreamEvent
const reloaded = (sessionId: string, reloadId: string | null, success: boolean | null): StreamEvent => ({
  ...common,
  kind: 'session-reloaded',
  sessionId,
  reload: {
    reloadId,
    sequence: 2,
    at: '',
    durationMs: 1,
    buildTimeMs: 1,
    mode: null,
    trigger: null,
    changedFiles: [],
    success,
    error: null,
    firstLogId: null,
  },
})

describe('the command store', () => {
  beforeEach(() => setActivePinia(createPinia()))

  function begun(kind: CommandKind) {
    const store = useCommandStore()
    store.begin({ key: 'k', kind, sessionId: 's', title: 'Orders', requestedAt: 0 })
    const phase = () => store.byKey('k')?.phase
    const accept = (auditId: string, reloadId: string | null = null) =>
      store.accepted('k', { auditId, reloadId, at: 2 })
    return { store, phase, accept }
  }

  it('calls a terminate done only when the stream has shown the end', () => {
    const { store, phase, accept } = begun('terminate')
    expect(phase()).toBe('requested')
    accept('audit-1')
    expect(phase()).toBe('accepted')
    store.applyEvent(updated('s', 'TERMINATING'), 4)
    expect(phase()).toBe('observed')
    store.applyEvent(ended('other'), 5)
    expect(phase()).toBe('observed')
    store.applyEvent(ended('s'), 9)
    expect(store.all[0]).toMatchObject({ phase: 'done', endedAt: 9, auditId: 'audit-1' })
  })

  it('keeps the audit id when the answer comes after the effect', () => {
    const { store, accept } = begun('terminate')
    store.applyEvent(ended('s'), 9)
    accept('audit-1')
    expect(store.all[0]).toMatchObject({ phase: 'done', auditId: 'audit-1', endedAt: 9 })
  })

  it('does not take the end that somebody else caused for its own', () => {
    const { store, phase } = begun('terminate')
    store.applyEvent(updated('s', 'TERMINATING'), 3)
    store.applyEvent(ended('s', 'audit-of-another'), 4)
    expect(phase()).toBe('requested')
    store.failed('k', { code: 'DH_API_409', at: 5 })
    expect(store.all[0]).toMatchObject({ phase: 'failed', code: 'DH_API_409', auditId: null })
  })

  it('settles a reload by its id and by no other reload', () => {
    const { store, phase, accept } = begun('reload')
    accept('audit-1', 'r-1')
    store.applyEvent(reloaded('s', 'r-0', true), 1)
    store.applyEvent(reloaded('s', null, true), 2)
    expect(phase()).toBe('accepted')
    store.applyEvent(reloaded('s', 'r-1', true), 3)
    expect(phase()).toBe('done')
  })

  it('reports a reload that was carried out and failed as failed', () => {
    const { store, accept } = begun('reload')
    accept('audit-1', 'r-1')
    store.applyEvent(reloaded('s', 'r-1', false), 3)
    expect(store.all[0]).toMatchObject({ phase: 'failed', code: 'DH_COMMAND_002' })
  })

  it('reports a reload whose session ended under it as failed', () => {
    const { store, accept } = begun('reload')
    store.applyEvent(ended('s'), 3)
    accept('audit-1', 'r-1')
    expect(store.all[0]).toMatchObject({ phase: 'failed', code: 'DH_API_404' })
  })

  it('never takes an outcome back', () => {
    const { store, phase } = begun('terminate')
    store.failed('k', { code: 'DH_API_403', at: 1 })
    store.applyEvent(ended('s'), 2)
    store.timedOut('k', 3)
    expect(phase()).toBe('failed')
  })

  it('believes the late word of the session over its own "not in time" and "no answer"', () => {
    const { store, phase, accept } = begun('terminate')
    accept('audit-1')
    store.timedOut('k', 30)
    store.applyEvent(ended('s', 'audit-of-another'), 31)
    expect(phase()).toBe('timed-out')
    store.applyEvent(ended('s', 'audit-1'), 32)
    expect(store.all[0]).toMatchObject({ phase: 'done', code: null })

    store.begin({ key: 'r', kind: 'reload', sessionId: 's2', title: 'Orders', requestedAt: 0 })
    store.failed('r', { code: 'DH_API_001', at: 1 })
    store.applyEvent(reloaded('s2', 'r', true), 2)
    expect(store.byKey('r')).toMatchObject({ phase: 'done', code: null })
  })

  it('locks a session for a second command of the same kind, and only of that', () => {
    const { store, accept } = begun('reload')
    expect(store.openFor('s', 'reload')?.key).toBe('k')
    expect(store.openFor('s', 'terminate')).toBeNull()
    accept('audit-1', 'r-1')
    store.applyEvent(reloaded('s', 'r-1', true), 3)
    expect(store.openFor('s', 'reload')).toBeNull()
  })

  it('keeps what was restored behind what is newer', () => {
    const { store } = begun('terminate')
    const old = { ...store.byKey('k')!, phase: 'failed' as const }
    store.restore([old, { ...old, key: 'old' }])
    expect(store.byKey('k')?.phase).toBe('requested')
    expect(store.byKey('old')?.phase).toBe('failed')
  })

  it('forgets the oldest outcomes but nothing that is on its way', () => {
    const { store } = begun('terminate')
    for (let i = 0; i < 1_200; i++) {
      store.begin({ key: `k${i}`, kind: 'reload', sessionId: `s${i}`, title: '', requestedAt: 0 })
      store.done(`k${i}`, 1)
    }
    expect(store.all.length).toBeLessThanOrEqual(1_001)
    expect(store.byKey('k')?.phase).toBe('requested')
    expect(store.byKey('k0')).toBeNull()
  })
})
