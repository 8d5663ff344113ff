import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import type { StreamEvent } from '../client/index.ts'
import { useCommandStore } from './command-store.ts'

const common = { id: '1', tenantId: 't', ts: null }
const ended = (sessionId: string, auditId: string | null = null): StreamEvent => ({
  ...common,
  kind: 'session-terminated',
  sessionId,
  end: { note: null, reason: null, auditId, endedAt: null },
})
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

  function begun(kind: 'terminate' | 'reload') {
    const store = useCommandStore()
    store.begin({ key: 'k', kind, sessionId: 's', title: 'Orders', requestedAt: 0 })
    const phase = () => store.all[0]?.phase
    return { store, phase }
  }

  it('calls a terminate done only when the stream has shown the end', () => {
    const { store, phase } = begun('terminate')
    expect(phase()).toBe('requested')
    store.accepted('k', 'audit-1', null)
    expect(phase()).toBe('accepted')
    store.applyEvent(ended('other'), 5)
    expect(phase()).toBe('accepted')
    store.applyEvent(ended('s'), 9)
    expect(store.all[0]).toMatchObject({ phase: 'done', endedAt: 9, auditId: 'audit-1' })
  })

  it('keeps the audit id when the answer comes after the effect', () => {
    const { store } = begun('terminate')
    store.applyEvent(ended('s'), 9)
    store.accepted('k', 'audit-1', null)
    expect(store.all[0]).toMatchObject({ phase: 'done', auditId: 'audit-1' })
  })

  it('settles a reload by its id and by no other reload', () => {
    const { store, phase } = begun('reload')
    store.accepted('k', 'audit-1', 'r-1')
    store.applyEvent(reloaded('s', 'r-0', true), 1)
    store.applyEvent(reloaded('s', null, true), 2)
    expect(phase()).toBe('accepted')
    store.applyEvent(reloaded('s', 'r-1', true), 3)
    expect(phase()).toBe('done')
  })

  it('reports a reload that was carried out and failed as failed', () => {
    const { store } = begun('reload')
    store.accepted('k', 'audit-1', 'r-1')
    store.applyEvent(reloaded('s', 'r-1', false), 3)
    expect(store.all[0]).toMatchObject({ phase: 'failed', code: 'DH_COMMAND_002' })
  })

  it('never takes an outcome back', () => {
    const { store, phase } = begun('terminate')
    store.failed('k', 1, 'DH_API_403')
    store.applyEvent(ended('s'), 2)
    store.timedOut('k', 3)
    expect(phase()).toBe('failed')
  })
})
