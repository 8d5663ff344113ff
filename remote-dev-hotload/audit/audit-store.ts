import { defineStore } from 'pinia'
import { computed, shallowReactive } from 'vue'
import type { AuditEntry, DiagnosticCode } from '../../contracts/index.ts'
import type { AuditPage } from '../client/index.ts'
import { concerns, isoTime } from './audit-entry.ts'

/** How far the activity of a session, or of the tenant, is known. */
export interface AuditReach {
  readonly state: 'loading' | 'ready' | 'failed'
  /** What became of the newest question for older entries. */
  readonly older: 'idle' | 'loading' | 'failed'
  /** Why the newest question had no answer. */
  readonly code: DiagnosticCode | null
  /** When the newest entries were last told, ms of our clock; null when that was not noted. */
  readonly at: number | null
  /** Entries that the server has, as far as heard. */
  readonly totalCount: number
  /** Places from the newest entry on that have been asked for. */
  readonly reached: number
  readonly hasMore: boolean
  /** Time of the oldest entry of its pages, ms; before it there may be holes. */
  readonly since: number
}

const UNKNOWN: AuditReach = {
  state: 'loading',
  older: 'idle',
  code: null,
  at: null,
  totalCount: 0,
  reached: 0,
  hasMore: false,
  since: Infinity,
}
/** Entries kept while new ones come in; older ones are the server's. */
const MOST = 2_000

/** Who did what, newest first. */
export const useAuditStore = defineStore('dev-hotload/audit', () => {
  const known = shallowReactive(new Map<string, AuditEntry>())
  const reaches = shallowReactive(new Map<string | null, AuditReach>())
  const newestFirst = computed(() => [...known.values()].sort((a, b) => isoTime(b.at) - isoTime(a.at)))

  const of = (sessionId: string | null): AuditReach => reaches.get(sessionId) ?? UNKNOWN
  const change = (sessionId: string | null, patch: Partial<AuditReach>) =>
    void reaches.set(sessionId, { ...of(sessionId), ...patch })

  /** `at`: when the server answered, ms of our clock. */
  function applyHistory({ sessionId, items, totalCount, offset, rejected }: AuditPage, at?: number): void {
    const before = of(sessionId)
    const size = items.length + rejected
    const fresh = items.filter(({ auditId }) => !known.has(auditId)).length
    // A newest page that does not reach down to what is known leaves a hole: all below it is asked for anew.
    const joins = offset > 0 || known.has(items.at(-1)?.auditId ?? '')
    // What was missed pushes the known ones further down.
    const newest = joins ? Math.max(size, before.reached + fresh) : size
    const reached = offset === 0 ? newest : Math.max(before.reached, offset + size)
    for (const entry of items) known.set(entry.auditId, entry)
    change(sessionId, {
      state: 'ready',
      code: null,
      at: offset === 0 ? (at ?? null) : before.at,
      older: offset === 0 ? before.older : 'idle',
      totalCount,
      reached,
      // A page without entries is the end, whatever the count says.
      hasMore: size > 0 && reached < totalCount,
      since: Math.min(joins ? before.since : Infinity, ...items.map(({ at }) => isoTime(at))),
    })
  }

  /** One entry, as it happens: it takes the first place wherever it belongs. */
  function applyEntry(entry: AuditEntry): void {
    if (!known.has(entry.auditId)) shift(entry, 1)
    known.set(entry.auditId, entry)
    const oldest = known.size > MOST ? newestFirst.value.at(-1) : undefined
    if (!oldest) return
    known.delete(oldest.auditId)
    shift(oldest, -1)
  }

  function shift(entry: AuditEntry, by: 1 | -1): void {
    for (const [sessionId, reach] of reaches) {
      if (reach.state !== 'ready' || !concerns(entry, sessionId)) continue
      const reached = Math.max(0, reach.reached + by)
      const totalCount = reach.totalCount + Math.max(0, by)
      change(sessionId, { reached, totalCount, hasMore: reached < totalCount })
    }
  }

  /** Marks the older entries as asked for. The offset to ask with, or null when there is nothing to ask. */
  function askOlder(sessionId: string | null): number | null {
    const { hasMore, older, reached } = of(sessionId)
    if (!hasMore || older === 'loading') return null
    change(sessionId, { older: 'loading' })
    return reached
  }

  function failed(code: DiagnosticCode, sessionId: string | null = null, offset = 0): void {
    if (offset > 0) return change(sessionId, { older: 'failed', code })
    // Entries that are shown stay: the newest answer is missing, not the old one.
    change(sessionId, of(sessionId).state === 'ready' ? { code } : { state: 'failed', code })
  }

  /** What is shown of a session or of the tenant: without what lies beyond a hole. */
  function entriesOf(sessionId: string | null): readonly AuditEntry[] {
    const { hasMore, since } = of(sessionId)
    return newestFirst.value.filter((entry) => concerns(entry, sessionId) && (!hasMore || isoTime(entry.at) >= since))
  }

  return {
    newestFirst,
    of,
    entriesOf,
    byId: (auditId: string): AuditEntry | undefined => known.get(auditId),
    applyHistory,
    applyEntry,
    askOlder,
    failed,
    clear(): void {
      known.clear()
      reaches.clear()
    },
  }
})

export type AuditStore = ReturnType<typeof useAuditStore>
