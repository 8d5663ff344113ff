import type { ApiError, DevHotloadApiClient } from '../../client/index.ts'
import type { Clock } from '../../kernel/index.ts'
import type { LogBuffer } from '../../logs/index.ts'
import { isFiltered } from '../../sessions/index.ts'
import { loadBetween } from './load-between.ts'
import type { Memory } from './memory.ts'
import type { Stores } from './stores.ts'

export interface ListDeps {
  client: DevHotloadApiClient
  stores: Stores
  memory: Memory
  clock: Clock
  tenantId: () => string | null
  /** Told of each failure, so that an ended sign-in is noticed wherever it shows first. */
  onError: (error: ApiError) => void
}

/** What is asked for, as against told: pages, histories, figures. Every answer of an older question is dropped. */
export interface Lists {
  /** Sessions, totals, alerts. Resolves to the newest event that the answer already contains. */
  sessions(): Promise<string | null>
  /** The same, soon: many reasons within a second make one question. */
  sessionsSoon(): void
  openSession(sessionId: string): Promise<void>
  /** The reloads before the oldest one that is known. */
  olderReloads(sessionId: string): Promise<void>
  logHistory(sessionId: string): Promise<void>
  /** The page of lines before the oldest one that is kept. */
  olderLogs(sessionId: string): Promise<void>
  /** The lines of a gap, as far as the server still has them. */
  logGap(sessionId: string, seq: number): Promise<void>
  audit(sessionId: string | null): Promise<void>
  metrics(sessionId: string | null): Promise<void>
  /** Another tenant: answers on their way are not taken any more. */
  forgetAnswers(): void
  dispose(): void
}

const PAGE_SIZE = 50
const SOON_MS = 400
const HISTORY_LINES = 1_000
const RELOADS = 50
const AUDIT_ENTRIES = 50
const WINDOW_MS = 900_000
const STEP_MS = 15_000

export function createLists({ client, stores, memory, clock, tenantId, onError }: ListDeps): Lists {
  const { queries } = client
  let era = 0
  let listAsked = 0
  let cancelSoon: (() => void) | null = null

  async function sessions(): Promise<string | null> {
    cancelSoon?.()
    cancelSoon = null
    const mine = ++listAsked
    const { search, status, mine: onlyMine, stale, owner, plugin, sort, descending, page } = stores.sessions.query
    const answer = await queries.sessions({
      tenantId: tenantId(),
      filter: {
        ...(search ? { search } : {}),
        ...(status ? { status: [status as never] } : {}),
        ...(onlyMine ? { mine: true } : {}),
        ...(stale ? { stale: true } : {}),
        ...(owner ? { developerId: owner } : {}),
        ...(plugin ? { pluginId: plugin } : {}),
      },
      orderBy: { field: sort, direction: descending ? 'DESC' : 'ASC' },
      limit: PAGE_SIZE,
      offset: (page - 1) * PAGE_SIZE,
    })
    if (mine !== listAsked) return null
    if (!answer.ok) {
      stores.sessions.listFailed(answer.error.code, answer.error.requestId)
      onError(answer.error)
      return null
    }
    stores.sessions.applySnapshot(answer.value, clock.now())
    stores.alerts.applySnapshot(answer.value.recentAlerts)
    // The plain first page is what a next visit starts with.
    if (page === 1 && !isFiltered(stores.sessions.query)) memory.keepSessions(answer.value.items)
    return answer.value.streamCursor
  }

  /** Runs `use` with the answer unless the tenant has changed meanwhile. */
  async function inThisEra<T>(question: Promise<T>, use: (answer: T) => void): Promise<void> {
    const mine = era
    const answer = await question
    if (mine === era) use(answer)
  }

  return {
    sessions,
    sessionsSoon() {
      cancelSoon ??= clock.after(SOON_MS, () => void sessions())
    },
    async openSession(sessionId) {
      await Promise.all([
        inThisEra(queries.session(sessionId), (answer) => {
          if (!answer.ok) onError(answer.error)
          else if (answer.value) stores.sessions.applySession(answer.value)
          if (answer.ok ? answer.value === null : answer.error.code === 'DH_API_404')
            stores.sessions.selectedIsMissing(sessionId)
        }),
        inThisEra(queries.reloads(sessionId, RELOADS), (answer) => {
          if (answer.ok) stores.reloads.applyHistory(sessionId, answer.value)
        }),
      ])
    },
    async olderReloads(sessionId) {
      const oldest = stores.reloads.reloads.at(-1)
      if (!oldest) return
      await inThisEra(queries.reloads(sessionId, RELOADS, oldest.sequence), (answer) => {
        if (answer.ok) stores.reloads.applyHistory(sessionId, answer.value)
      })
    },
    async logHistory(sessionId) {
      stores.book.setHistory(sessionId, 'loading')
      const both = Promise.all([queries.logs({ sessionId, limit: HISTORY_LINES }), queries.reloads(sessionId, RELOADS)])
      await inThisEra(both, ([logs, reloads]) => {
        if (logs.ok)
          stores.book.applyHistory(sessionId, logs.value.items, reloads.ok ? reloads.value : [], logs.value.hasBefore)
        else {
          stores.book.setHistory(sessionId, 'failed')
          void inThisEra(memory.lines(sessionId), (kept) => stores.book.applyKept(sessionId, kept))
        }
      })
    },
    async olderLogs(sessionId) {
      const log = stores.book.of({ sessionId })
      if (!log?.hasOlder || log.older === 'loading') return
      stores.book.setOlder(sessionId, 'loading')
      const beforeId = oldestLine(log.buffer)
      const both = Promise.all([
        queries.logs({ sessionId, limit: HISTORY_LINES, beforeId }),
        queries.reloads(sessionId, RELOADS),
      ])
      await inThisEra(both, ([logs, reloads]) => {
        if (!logs.ok) return stores.book.setOlder(sessionId, 'failed')
        const { items, hasBefore } = logs.value
        const isKept = stores.book.applyOlder(sessionId, items, reloads.ok ? reloads.value : [], hasBefore)
        if (!isKept) stores.book.setOlder(sessionId, 'full')
      })
    },
    async logGap(sessionId, seq) {
      const place = stores.book.markGap(sessionId, seq, 'loading')
      if (!place) return
      await inThisEra(loadBetween(queries, sessionId, place), (answer) => {
        if (answer.ok) stores.book.fillGap(sessionId, place.gap, answer.value.entries, answer.value.isWhole)
        else stores.book.markGap(sessionId, stores.book.placeOf(sessionId, place.gap) ?? seq, 'failed')
      })
    },
    audit: (sessionId) =>
      inThisEra(queries.audit(sessionId, AUDIT_ENTRIES), (answer) => {
        if (answer.ok) stores.audit.applyHistory(answer.value)
        else stores.audit.failed(answer.error.code)
      }),
    metrics: (sessionId) =>
      inThisEra(
        queries.metrics({ tenantId: tenantId(), sessionId, windowMs: WINDOW_MS, stepMs: STEP_MS }),
        (answer) => {
          if (answer.ok) stores.metrics.applySnapshot(sessionId, answer.value)
          else stores.metrics.failed(sessionId, answer.error.code)
        },
      ),
    forgetAnswers() {
      era++
      listAsked++
    },
    dispose() {
      era++
      listAsked++
      cancelSoon?.()
    },
  }
}

function oldestLine({ first, next, row }: Pick<LogBuffer, 'first' | 'next' | 'row'>): string | null {
  for (let seq = first; seq < next; seq++) {
    const found = row(seq)
    if (found?.kind === 'line') return found.entry.logId
  }
  return null
}
