import { shallowReactive } from 'vue'
import type { Reload, Session } from '../../contracts/index.ts'
import { withReloads } from './recent-reloads.ts'
import { firstSight, unreadOf, withAllRead, withCount, withLines, type ErrorCount } from './unread-errors.ts'

/** What is gathered about sessions beside their newest state; it outlives a turn of the page, within bounds. */
export interface SessionFacts {
  /** A session of an answer: its count starts here, or is set right. */
  answered(session: Session): void
  /** The count that an event brought. */
  counted(sessionId: string, errorCount: number): void
  /** Lines of error or fatal came by themselves. */
  logged(sessionId: string, errors: number): void
  reloaded(sessionId: string, reloads: readonly Reload[]): void
  unreadErrors(sessionId: string): number
  /** The log of this session is in front of the reader: its errors are seen as they come. Null: none is. */
  readErrors(sessionId: string | null): void
  recentReloads(sessionId: string): readonly Reload[]
  clear(): void
}

/** Sessions whose facts are kept; forty pages. */
const MOST_SESSIONS = 2_000
const NONE: readonly Reload[] = []

export function createSessionFacts(): SessionFacts {
  const errors = shallowReactive(new Map<string, ErrorCount>())
  const reloads = shallowReactive(new Map<string, readonly Reload[]>())
  /** Whoever was spoken of longest ago comes first, and goes first. */
  const recency = new Set<string>()
  let inFront: string | null = null

  function touch(sessionId: string): void {
    recency.delete(sessionId)
    recency.add(sessionId)
    if (recency.size <= MOST_SESSIONS) return
    const oldest = recency.values().next()
    if (oldest.done) return
    recency.delete(oldest.value)
    errors.delete(oldest.value)
    reloads.delete(oldest.value)
  }

  function count(sessionId: string, change: (known: ErrorCount) => ErrorCount): void {
    const known = errors.get(sessionId)
    if (!known) return
    const next = change(known)
    const seen = sessionId === inFront ? withAllRead(next) : next
    if (seen !== known) errors.set(sessionId, seen)
  }

  function reloaded(sessionId: string, more: readonly Reload[]): void {
    const next = withReloads(reloads.get(sessionId) ?? NONE, more)
    if (next === NONE) return
    touch(sessionId)
    reloads.set(sessionId, next)
  }

  return {
    answered({ sessionId, metrics, lastReload }) {
      const known = errors.get(sessionId)
      const total = metrics.errorCount
      touch(sessionId)
      if (known) count(sessionId, (one) => withCount(one, total, true))
      else errors.set(sessionId, firstSight(total))
      if (lastReload) reloaded(sessionId, [lastReload])
    },
    counted: (sessionId, errorCount) => count(sessionId, (known) => withCount(known, errorCount, false)),
    logged: (sessionId, lines) => count(sessionId, (known) => withLines(known, lines)),
    reloaded,
    unreadErrors(sessionId) {
      const known = errors.get(sessionId)
      return known ? unreadOf(known) : 0
    },
    readErrors(sessionId) {
      inFront = sessionId
      if (sessionId !== null) count(sessionId, withAllRead)
    },
    recentReloads: (sessionId) => reloads.get(sessionId) ?? NONE,
    clear() {
      errors.clear()
      reloads.clear()
      recency.clear()
    },
  }
}
