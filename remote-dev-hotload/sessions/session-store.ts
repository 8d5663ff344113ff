import { defineStore } from 'pinia'
import { computed, readonly, shallowReactive, shallowRef } from 'vue'
import type { DiagnosticCode, Session } from '../../contracts/index.ts'
import type { SessionPage, StreamEvent } from '../client/index.ts'
import { createServerTime } from '../kernel/index.ts'
import { createEvidenceBook, happenedAt, withoutOldHeartbeat } from './evidence-book.ts'
import { defaultQuery, type SessionQuery } from './list/session-query.ts'
import { applied, NO_ROWS, withAnswer, withHold, withNextTaken, type RowOrder } from './row-order.ts'
import { createSessionFacts } from './session-facts.ts'

/** How far the list is: `stale` shows the last good rows while the newest answer failed. */
export type ListState =
  | { readonly kind: 'loading' }
  /** Rows of the last visit, until the server has answered. */
  | { readonly kind: 'remembered' }
  | { readonly kind: 'ready'; readonly at: number }
  | { readonly kind: 'failed'; readonly code: DiagnosticCode; readonly requestId: string | null }
  | { readonly kind: 'stale'; readonly code: DiagnosticCode; readonly requestId: string | null; readonly at: number }

/** A clock is not known better than this, and each correction judges every row anew. */
const SKEW_STEP_MS = 1_000

/** The sessions that the panel shows. It is told what the server says and never asks. */
export const useSessionStore = defineStore('dev-hotload/sessions', () => {
  const known = shallowReactive(new Map<string, Session>())
  const order = shallowRef<RowOrder>(NO_ROWS)
  const totalCount = shallowRef(0)
  const pageSize = shallowRef(50)
  const statusCounts = shallowRef<ReadonlyMap<string, number>>(new Map())
  const list = shallowRef<ListState>({ kind: 'loading' })
  const query = shallowRef<SessionQuery>(defaultQuery)
  const selectedId = shallowRef<string | null>(null)
  /** The server does not know the open session. */
  const isMissing = shallowRef(false)
  const skewMs = shallowRef(0)
  const serverTime = createServerTime()
  const evidence = createEvidenceBook()
  const facts = createSessionFacts()

  /** Whoever holds or applies in an effect does not read the order by that. */
  let current = NO_ROWS
  const arrange = (next: RowOrder): void => void (order.value = current = next)

  const ids = computed(() => order.value.shown)
  const listed = computed(() => new Set(order.value.newest))
  const rows = computed(() => ids.value.map((id) => known.get(id)).filter((session) => session !== undefined))
  const selected = computed(() => (selectedId.value === null ? null : (known.get(selectedId.value) ?? null)))

  /** The list is the truth: what it no longer names is forgotten, but for what is on screen and what is open. */
  function applySnapshot(page: SessionPage, at: number): void {
    for (const session of page.items) put(session, at)
    const named = page.items.map((session) => session.sessionId)
    arrange(withAnswer(current, named))
    forgetTheRest()
    totalCount.value = page.totalCount
    if (page.limit > 0) pageSize.value = page.limit
    statusCounts.value = page.statusCounts
    list.value = { kind: 'ready', at }
  }

  function forgetTheRest(): void {
    const kept = new Set([...current.shown, ...current.newest, selectedId.value])
    for (const id of known.keys()) {
      if (kept.has(id)) continue
      known.delete(id)
      evidence.forget(id)
    }
  }

  /** Something to look at while the first answer is on its way. It is no evidence of anything. */
  function applyRemembered(sessions: readonly Session[]): void {
    if (list.value.kind !== 'loading' || sessions.length === 0) return
    for (const session of sessions) known.set(session.sessionId, session)
    const remembered = sessions.map((session) => session.sessionId)
    arrange({ ...current, shown: remembered, newest: remembered })
    totalCount.value = sessions.length
    list.value = { kind: 'remembered' }
  }

  function put(told: Session, at: number): void {
    const { sessionId } = told
    facts.answered(told)
    // A server whose list tells no reloads does not take back what its stream has told.
    const heard = told.lastReload === null ? facts.recentReloads(sessionId).at(-1) : undefined
    const session = heard ? { ...told, lastReload: heard, lastReloadAt: told.lastReloadAt ?? heard.at } : told
    evidence.told(known.get(sessionId), session, at, true)
    known.set(sessionId, session)
  }

  /** `at`: when the server answered, ms of our clock. Left out when it was not the server who said all of it. */
  function applySession(session: Session, at?: number): void {
    if (at !== undefined) return put(session, at)
    facts.counted(session.sessionId, session.metrics.errorCount)
    known.set(session.sessionId, session)
  }

  /** The stream is a hint: it changes what is known and adds nothing. `now`: when it came, ms of our clock. */
  function applyEvent(event: StreamEvent, now?: number): void {
    const at = now === undefined ? null : happenedAt(event.ts, now, skewMs.value)
    if (event.kind === 'session-updated') change(event.sessionId, event.patch, at)
    else if (event.kind === 'session-reloaded') {
      const { sessionId, reload } = event
      facts.reloaded(sessionId, [reload])
      change(sessionId, { lastReload: reload, lastReloadAt: reload.at }, at)
    } else if (event.kind === 'session-terminated') {
      const { note, reason, endedAt } = event.end
      const status = note === 'expired' ? 'EXPIRED' : 'TERMINATED'
      change(event.sessionId, { status, statusReason: reason, terminationNote: note, endedAt: endedAt ?? event.ts }, at)
    } else if (event.kind === 'session-started') {
      const { session } = event
      if (known.has(session.sessionId)) applySession(session, at ?? undefined)
      // Its errors count from its start, not from when a list names it.
      else facts.answered(session)
    }
  }

  function change(sessionId: string, patch: Partial<Session>, at: number | null): void {
    if (patch.metrics) facts.counted(sessionId, patch.metrics.errorCount)
    if (patch.lastReload) facts.reloaded(sessionId, [patch.lastReload])
    const session = known.get(sessionId)
    if (!session) return
    const next = { ...session, ...withoutOldHeartbeat(session, patch) }
    if (at !== null) evidence.told(session, next, at, 'lastHeartbeatAt' in patch)
    known.set(sessionId, next)
  }

  /** An event that the server dates `ts` has come at `now` of our clock. */
  function learnTime(ts: string | null, now: number): void {
    serverTime.heard(ts, now)
    if (Math.abs(serverTime.skewMs() - skewMs.value) >= SKEW_STEP_MS) skewMs.value = serverTime.skewMs()
  }

  function listFailed(code: DiagnosticCode, requestId: string | null): void {
    const at = 'at' in list.value ? list.value.at : null
    list.value = at === null ? { kind: 'failed', code, requestId } : { kind: 'stale', code, requestId, at }
  }

  /** Whoever asks for something else wants to see it, wherever the pointer is. */
  function setQuery(next: SessionQuery): void {
    query.value = next
    takeNext()
  }

  const takeNext = (): void => arrange(withNextTaken(current))
  const hold = (isHeld: boolean): void => arrange(withHold(current, isHeld))

  function applyOrder(): void {
    arrange(applied(current))
    forgetTheRest()
  }

  function select(sessionId: string | null): void {
    selectedId.value = sessionId
    isMissing.value = false
  }

  const selectedIsMissing = (sessionId: string): void => {
    if (sessionId === selectedId.value) isMissing.value = true
  }

  /** Another tenant or user: nothing of the old one stays. */
  function clear(): void {
    known.clear()
    evidence.clear()
    facts.clear()
    arrange({ ...NO_ROWS, isHeld: current.isHeld, takesNext: true })
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
    /** When the server last told how the session is, its heartbeat included, ms of our clock. */
    seenAt: evidence.seenAt,
    /** Since when the session has been heard to be in its status, at the latest, ms of our clock. */
    statusSince: evidence.statusSince,
    /** The server's clock minus ours, ms. */
    skewMs: readonly(skewMs),
    learnTime,
    /** While it is held the rows keep their order, whatever the newest answer says. */
    hold,
    /** Rows that would change their place, come or go. */
    pendingMoves: computed(() => order.value.moves),
    /** The newest answer does not name it (any more). */
    isGone: (sessionId: string): boolean => !listed.value.has(sessionId),
    applyOrder,
    /** The next answer is shown in its order even while the rows are held: the reader asked for it. */
    takeNext,
    /** Errors since this reader last looked at the session's log. */
    unreadErrors: facts.unreadErrors,
    readErrors: facts.readErrors,
    /** So many lines of error or fatal came by themselves. */
    applyErrors: facts.logged,
    /** The newest reloads heard of, oldest first, at most 12. */
    recentReloads: facts.recentReloads,
    applyReloads: facts.reloaded,
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
