import { TENANT_ID } from '../identity.ts'
import type { Look } from '../messages.ts'
import { createRandom } from '../random.ts'
import type { Readers } from '../readers.ts'
import { dueLines } from '../sender.ts'
import { createSessionPool, type SessionPool } from './session-pool.ts'
import { querySessions, type SessionAnswer, type SessionQuestion } from './session-query.ts'
import { createSessionUpdates, type SessionNews } from './session-updates.ts'
import { viewSession } from './session-view.ts'

export interface SessionScenarioDeps {
  readers: Pick<Readers, 'write'>
  /** Ms since the epoch, with fractions. */
  now: () => number
}

/** A tenant of many sessions: it answers the panel's questions about them and tells what happens to them. */
export interface SessionScenario {
  /** Number of the last event; 0 before the first. */
  readonly lastEvent: number
  /** The contract's page, or null when no tenant is loaded. */
  list(question: SessionQuestion): object | null
  one(sessionId: string): object | null
  load(count: number): void
  /** Updates a second; `onlyValues` as in `createSessionUpdates`. */
  start(rate: number, onlyValues: boolean): void
  stop(): void
  /** What a page should show now. */
  look(ids: readonly string[]): Look
  clear(): void
}

const SEED = 20_261_126
const TICK_MS = 4

const idOf = (event: number): string => String(event).padStart(12, '0')

/** An event as text/event-stream. */
export const encodeNews = (event: number, { type, sessionId, payload }: SessionNews, at: number): string =>
  `id: ${idOf(event)}\nevent: ${type}\ndata: ${JSON.stringify({ type, sessionId, tenantId: TENANT_ID, ts: new Date(at).toISOString(), payload })}\n\n`

export function createSessionScenario({ readers, now }: SessionScenarioDeps): SessionScenario {
  let pool: SessionPool | null = null
  let updates: ReturnType<typeof createSessionUpdates> | null = null
  let asked: SessionQuestion = {}
  let onPage: string[] = []
  let questions = 0
  let updatesSent = 0
  let lastEvent = 0
  let timer: NodeJS.Timeout | null = null

  function stop(): void {
    if (timer !== null) clearInterval(timer)
    timer = null
  }

  const ask = (question: SessionQuestion): SessionAnswer | null => pool && querySessions(pool.sessions, question, now())

  return {
    get lastEvent() {
      return lastEvent
    },
    list(question) {
      const answer = ask(question)
      if (answer === null) return null
      questions++
      asked = question
      onPage = answer.rows.map(({ sessionId }) => sessionId)
      const { rows, ...rest } = answer
      for (const session of rows) session.toldErrors ??= session.errorCount
      return {
        ...rest,
        items: rows.map((session) => viewSession(session, now())),
        recentAlerts: [],
        streamCursor: idOf(lastEvent),
      }
    },
    one(sessionId) {
      const session = pool?.byId(sessionId)
      return session ? viewSession(session, now()) : null
    },
    load(count) {
      stop()
      pool = createSessionPool(count, SEED, Math.floor(now()))
      updates = createSessionUpdates({ pool, random: createRandom(SEED + 1), onPage: () => onPage })
      asked = {}
      onPage = []
      questions = updatesSent = lastEvent = 0
    },
    start(rate, onlyValues) {
      stop()
      const begun = now()
      const before = updatesSent
      timer = setInterval(() => {
        const at = now()
        let text = ''
        for (const due = before + dueLines(at - begun, { rate, limit: null }); updatesSent < due; updatesSent++)
          for (const news of updates?.next(Math.floor(at), onlyValues) ?? []) text += encodeNews(++lastEvent, news, at)
        // Encoded without readers too, so that the empty page shares the processor with the same server.
        if (text !== '') readers.write('contract', text)
      }, TICK_MS)
    },
    stop,
    look(ids) {
      const answer = ask(asked)
      const rows = ids.flatMap((id) => pool?.byId(id) ?? [])
      return {
        questions,
        updates: updatesSent,
        totalCount: answer?.totalCount ?? 0,
        pageIds: answer?.rows.map(({ sessionId }) => sessionId) ?? [],
        rows: rows.map(({ sessionId, status, pluginName, developerName, lastReload, errorCount, toldErrors }) => ({
          sessionId,
          status,
          plugin: pluginName,
          owner: developerName,
          reloadMs: lastReload?.success ? lastReload.durationMs : null,
          errors: errorCount,
          newErrors: errorCount - (toldErrors ?? errorCount),
        })),
      }
    },
    clear() {
      stop()
      pool = updates = null
      questions = updatesSent = lastEvent = 0
    },
  }
}
