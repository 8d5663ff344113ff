import { defineStore } from 'pinia'
import { computed, readonly, shallowReactive, shallowRef } from 'vue'
import type { DiagnosticCode, Reload, Session } from '../../contracts/index.ts'
import type { SessionPage, StreamEvent } from '../client/index.ts'
import { defaultQuery, type SessionQuery } from './list/session-query.ts'

/** How far the list is: `stale` shows the last good rows while the newest answer failed. */
export type ListState =
  | { readonly kind: 'loading' }
  /** Rows of the last visit, until the server has answered. */
  | { readonly kind: 'remembered' }
  | { readonly kind: 'ready'; readonly at: number }
  | { readonly kind: 'failed'; readonly code: DiagnosticCode; readonly requestId: string | null }
  | { readonly kind: 'stale'; readonly code: DiagnosticCode; readonly requestId: string | null; readonly at: number }

/** The sessions that the panel shows. It is told what the server says and never asks. */
export const useSessionStore = defineStore('dev-hotload/sessions', () => {
  const known = shallowReactive(new Map<string, Session>())
  const ids = shallowRef<readonly string[]>([])
  const totalCount = shallowRef(0)
  const pageSize = shallowRef(50)
  const statusCounts = shallowRef<ReadonlyMap<string, number>>(new Map())
  const list = shallowRef<ListState>({ kind: 'loading' })
  const query = shallowRef<SessionQuery>(defaultQuery)
  const selectedId = shallowRef<string | null>(null)
  /** The server does not know the open session. */
  const isMissing = shallowRef(false)

  const rows = computed(() => ids.value.map((id) => known.get(id)).filter((session) => session !== undefined))
  const selected = computed(() => (selectedId.value === null ? null : (known.get(selectedId.value) ?? null)))

  /** The list is the truth: what it no longer names is forgotten, but for the session that is open. */
  function applySnapshot(page: SessionPage, at: number): void {
    const named = new Set(page.items.map((session) => session.sessionId))
    for (const id of known.keys()) if (!named.has(id) && id !== selectedId.value) known.delete(id)
    for (const session of page.items) known.set(session.sessionId, session)
    ids.value = page.items.map((session) => session.sessionId)
    totalCount.value = page.totalCount
    if (page.limit > 0) pageSize.value = page.limit
    statusCounts.value = page.statusCounts
    list.value = { kind: 'ready', at }
  }

  /** Something to look at while the first answer is on its way. */
  function applyRemembered(sessions: readonly Session[]): void {
    if (list.value.kind !== 'loading' || sessions.length === 0) return
    for (const session of sessions) known.set(session.sessionId, session)
    ids.value = sessions.map((session) => session.sessionId)
    totalCount.value = sessions.length
    list.value = { kind: 'remembered' }
  }

  function applySession(session: Session): void {
    known.set(session.sessionId, session)
  }

  /** The stream is a hint: it changes what is known and adds nothing. */
  function applyEvent(event: StreamEvent): void {
    if (event.kind === 'session-updated') change(event.sessionId, event.patch)
    else if (event.kind === 'session-reloaded') reloaded(event.sessionId, event.reload)
    else if (event.kind === 'session-terminated') {
      const { note, reason, endedAt } = event.end
      const status = note === 'expired' ? 'EXPIRED' : 'TERMINATED'
      change(event.sessionId, { status, statusReason: reason, terminationNote: note, endedAt: endedAt ?? event.ts })
    } else if (event.kind === 'session-started' && known.has(event.session.sessionId)) applySession(event.session)
  }

  function reloaded(sessionId: string, reload: Reload): void {
    change(sessionId, { lastReload: reload, lastReloadAt: reload.at })
  }

  function change(sessionId: string, patch: Partial<Session>): void {
    const session = known.get(sessionId)
    if (session) known.set(sessionId, { ...session, ...patch })
  }

  function listFailed(code: DiagnosticCode, requestId: string | null): void {
    const at = 'at' in list.value ? list.value.at : null
    list.value = at === null ? { kind: 'failed', code, requestId } : { kind: 'stale', code, requestId, at }
  }

  function setQuery(next: SessionQuery): void {
    query.value = next
  }

  function select(sessionId: string | null): void {
    selectedId.value = sessionId
    isMissing.value = false
  }

  const selectedIsMissing = (sessionId: string): void => {
    if (sessionId === selectedId.value && !known.has(sessionId)) isMissing.value = true
  }

  /** Another tenant or user: nothing of the old one stays. */
  function clear(): void {
    known.clear()
    ids.value = []
    totalCount.value = 0
    statusCounts.value = new Map()
    list.value = { kind: 'loading' }
  }

  return {
    rows,
    selected,
    totalCount: readonly(totalCount),
    pageSize: readonly(pageSize),
    statusCounts,
    list,
    query,
    selectedId: readonly(selectedId),
    isMissing: readonly(isMissing),
    byId: (sessionId: string): Session | undefined => known.get(sessionId),
    /** When the server last spoke of this session, ms of our clock. */
    seenAt: (_sessionId: string): number | null => null,
    /** The server's clock minus ours, ms. */
    skewMs: shallowRef(0),
    /** While it is held the rows keep their order, whatever the newest answer says. */
    hold: (_isHeld: boolean): void => {},
    /** Rows that would change their place, come or go. */
    pendingMoves: shallowRef(0),
    applyOrder: (): void => {},
    /** Errors since this reader last looked at the session's log. */
    unreadErrors: (_sessionId: string): number => 0,
    markErrorsSeen: (_sessionId: string): void => {},
    /** The newest reloads heard of, oldest first, at most 12. */
    recentReloads: (_sessionId: string): readonly Reload[] => [],
    applySnapshot,
    applyRemembered,
    applySession,
    applyEvent,
    listFailed,
    setQuery,
    select,
    selectedIsMissing,
    clear,
  }
})

export type SessionStore = ReturnType<typeof useSessionStore>
