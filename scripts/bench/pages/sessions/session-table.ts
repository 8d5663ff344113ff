import { reactive } from 'vue'
import type { SessionQuestion } from '../../server/sessions/session-query.ts'
import { askSessions, type PlainEvent, type PlainSession } from './read-sessions.ts'

export const PAGE_SIZE = 50
/** As often as the panel asks when the list may have changed. */
const SOON_MS = 400

export interface SessionTable {
  readonly state: { question: SessionQuestion; rows: Map<string, PlainSession>; total: number; open: string | null }
  ask(): Promise<void>
  change(patch: SessionQuestion): Promise<void>
  apply(event: PlainEvent): void
}

/** Rows of the page that is shown, changed in place by each event as it comes. */
export function createSessionTable(): SessionTable {
  const state: SessionTable['state'] = reactive({
    question: { limit: PAGE_SIZE },
    rows: new Map(),
    total: 0,
    open: null,
  })
  let asked = 0
  let soon: number | null = null

  async function ask(): Promise<void> {
    const mine = ++asked
    const { items, totalCount } = await askSessions(state.question)
    if (mine !== asked) return
    state.rows = new Map(items.map((session) => [session.sessionId, session]))
    state.total = totalCount
  }

  function askSoon(): void {
    soon ??= window.setTimeout(() => {
      soon = null
      void ask()
    }, SOON_MS)
  }

  return {
    state,
    ask,
    change(patch) {
      state.question = { ...state.question, ...patch }
      return ask()
    },
    apply({ type, sessionId, payload }) {
      const row = state.rows.get(sessionId)
      if (type === 'SessionStarted' || (payload.status !== undefined && payload.status !== row?.status)) askSoon()
      if (!row) return
      if (type === 'SessionUpdated') Object.assign(row, payload)
      if (type === 'SessionReloaded') row.lastReload = payload as unknown as PlainSession['lastReload']
      if (type === 'SessionTerminated') row.status = 'TERMINATED'
    },
  }
}
