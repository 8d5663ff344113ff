import { GATEWAY_OFFERS, type Reload, type ServerOffers } from '../../../contracts/index.ts'
import type { ApiError, DevHotloadApiClient } from '../../client/index.ts'
import type { Clock } from '../../kernel/index.ts'
import type { LogBuffer } from '../../logs/index.ts'
import { stepOf } from '../../metrics/index.ts'
import type { DevHotloadAlertState } from '../../generated/graphql.ts'
import { loadBetween } from './load-between.ts'
import type { Memory } from './memory.ts'
import { createSessionList } from './session-list.ts'
import type { AskReason } from './soon.ts'
import type { Stores } from './stores.ts'

export interface ListDeps {
  client: DevHotloadApiClient
  stores: Stores
  memory: Memory
  clock: Clock
  tenantId: () => string | null
  /** What this server can be asked for; the rest is not asked. Everything when left out. */
  offers?: () => ServerOffers
  /** Nobody sees the page: the list is not asked for by itself. Never hidden when left out. */
  isHidden?: () => boolean
  /** Told of each failure, so that an ended sign-in is noticed wherever it shows first. */
  onError: (error: ApiError) => void
}

/** What is asked for, as against told: pages, histories, figures. Every answer of an older question is dropped. */
export interface Lists {
  /** Sessions, totals, alerts, because somebody wants them now. Resolves to the newest event that the answer contains. */
  sessions(): Promise<string | null>
  /** The same for the panel's own sake: rows that are held stay where they are. */
  sessionsAgain(): Promise<string | null>
  /** The same, soon: many reasons make one question, and it rests in between. */
  sessionsSoon(reason?: AskReason): void
  openSession(sessionId: string): Promise<void>
  /** The reloads before the oldest one that is known. */
  olderReloads(sessionId: string): Promise<void>
  logHistory(sessionId: string): Promise<void>
  /** The page of lines before the oldest one that is kept. */
  olderLogs(sessionId: string): Promise<void>
  /** The lines of a gap, as far as the server still has them. */
  logGap(sessionId: string, seq: number): Promise<void>
  audit(sessionId: string | null): Promise<boolean>
  /** The entries before the oldest that is known. */
  olderAudit(sessionId: string | null): Promise<void>
  /** All alerts of the tenant or all in a state, as against the newest few that come with the list. */
  alerts(state?: string | null): Promise<void>
  metrics(sessionId: string | null): Promise<void>
  /** Another tenant: answers on their way are not taken any more. */
  forgetAnswers(): void
  dispose(): void
}

const HISTORY_LINES = 1_000
const RELOADS = 50
const AUDIT_ENTRIES = 50
const ALERTS = 100

export function createLists(deps: ListDeps): Lists {
  const { client, stores, memory, clock, tenantId, onError, offers = () => GATEWAY_OFFERS } = deps
  const { queries } = client
  const list = createSessionList(deps)
  let era = 0

  /** Runs `use` with the answer unless the tenant has changed meanwhile. */
  async function inThisEra<T>(question: Promise<T>, use: (answer: T) => void): Promise<void> {
    const mine = era
    const answer = await question
    if (mine === era) use(answer)
  }

  /** Not offered is no failure: the view says so, and there is nothing to try again. */
  const isFailure = (error: ApiError): boolean => error.code !== 'DH_API_501'

  function forgetAnswers(): void {
    era++
    list.forget()
  }

  function takeReloads(sessionId: string, reloads: readonly Reload[]): void {
    stores.reloads.applyHistory(sessionId, reloads, RELOADS)
    stores.sessions.applyReloads(sessionId, reloads)
  }

  /** Resolves to whether an answer has come. */
  async function askAudit(sessionId: string | null, offset: number): Promise<boolean> {
    let isAnswered = false
    if (!offers().audit) return false
    await inThisEra(queries.audit(sessionId, AUDIT_ENTRIES, offset), (answer) => {
      isAnswered = answer.ok
      if (answer.ok) stores.audit.applyHistory(answer.value, clock.now())
      else if (isFailure(answer.error)) stores.audit.failed(answer.error.code, sessionId, offset)
    })
    return isAnswered
  }

  async function askReloads(sessionId: string, before?: number): Promise<void> {
    if (!offers().reloads) return
    await inThisEra(queries.reloads(sessionId, RELOADS, before), (answer) => {
      if (answer.ok) takeReloads(sessionId, answer.value)
      else if (isFailure(answer.error)) stores.reloads.failed(sessionId, answer.error.code)
    })
  }

  return {
    sessions: list.ask,
    sessionsAgain: list.again,
    sessionsSoon: (reason = 'shown') => list.soon(reason),
    async openSession(sessionId) {
      await Promise.all([
        inThisEra(queries.session(sessionId), (answer) => {
          if (!answer.ok) onError(answer.error)
          else if (answer.value) stores.sessions.applySession(answer.value, clock.now())
          if (answer.ok ? answer.value === null : answer.error.code === 'DH_API_404')
            stores.sessions.selectedIsMissing(sessionId)
        }),
        askReloads(sessionId),
      ])
    },
    async olderReloads(sessionId) {
      // With nothing known this asks for the newest page: "Try again" uses it.
      if (!offers().reloads || !stores.reloads.askOlder(sessionId)) return
      await askReloads(sessionId, stores.reloads.reloads.at(-1)?.sequence)
    },
    async logHistory(sessionId) {
      if (!offers().logs) return
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
      if (!offers().logs || !log?.hasOlder || log.older === 'loading') return
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
    audit: (sessionId) => askAudit(sessionId, 0),
    async olderAudit(sessionId) {
      const offset = stores.audit.askOlder(sessionId)
      if (offset !== null) await askAudit(sessionId, offset)
    },
    async alerts(state = null) {
      if (!offers().alerts) return
      const asked = stores.alerts.ask(state)
      await inThisEra(queries.alerts({ tenantId: tenantId(), limit: ALERTS, ...inState(state) }), (answer) => {
        // As many as were asked for: there may be more.
        if (answer.ok) return stores.alerts.applyAll(answer.value, asked, answer.value.length < ALERTS)
        stores.alerts.failed(answer.error.code, asked)
        onError(answer.error)
      })
    },
    async metrics(sessionId) {
      if (!offers().metrics) return
      const { windowMs } = stores.metrics
      // Twice the window: what is before it is what its figures are compared with.
      const trend = { isTrend: true, trendMs: windowMs * 2, stepMs: stepOf(windowMs) }
      await inThisEra(queries.metrics({ tenantId: tenantId(), sessionId, windowMs, ...trend }), (answer) => {
        // Another window was chosen meanwhile; its own question follows.
        if (windowMs !== stores.metrics.windowMs) return
        if (answer.ok) stores.metrics.applySnapshot(sessionId, answer.value, windowMs)
        else if (isFailure(answer.error)) stores.metrics.failed(sessionId, answer.error.code)
      })
    },
    forgetAnswers,
    dispose: forgetAnswers,
  }
}

const inState = (state: string | null) => (state === null ? {} : { state: state as DevHotloadAlertState })

function oldestLine({ first, next, row }: Pick<LogBuffer, 'first' | 'next' | 'row'>): string | null {
  for (let seq = first; seq < next; seq++) {
    const found = row(seq)
    if (found?.kind === 'line') return found.entry.logId
  }
  return null
}
