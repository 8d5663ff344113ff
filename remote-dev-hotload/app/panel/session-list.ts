import { isFiltered } from '../../sessions/index.ts'
import type { ListDeps } from './lists.ts'
import { createSoon, type AskReason } from './soon.ts'

/** The page of sessions that the panel shows, asked for by whoever has a reason. */
export interface SessionList {
  /** Somebody wants it now: its order is shown even while the rows are held. Resolves to the newest event it contains. */
  ask(): Promise<string | null>
  /** The same for the panel's own sake: rows that are held stay where they are. */
  again(): Promise<string | null>
  soon(reason: AskReason): void
  /** Another tenant: answers on their way are not taken any more. */
  forget(): void
}

const PAGE_SIZE = 50

export function createSessionList(deps: ListDeps): SessionList {
  const { client, stores, memory, clock, tenantId, onError, isHidden = () => false } = deps
  let newest = 0
  let asked = stores.sessions.query
  const soon = createSoon({ clock, isHidden, ask: () => void again() })

  async function again(): Promise<string | null> {
    const mine = ++newest
    const end = soon.began()
    const query = stores.sessions.query
    asked = query
    const askedAlerts = stores.alerts.question()
    const { search, status, mine: onlyMine, stale, owner, plugin, sort, descending, page } = query
    const answer = await client.queries.sessions({
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
    end()
    if (mine !== newest) return null
    // Another page was turned to meanwhile; its question follows and its answer is the one to show.
    if (query !== stores.sessions.query) {
      soon.want('question')
      return null
    }
    if (!answer.ok) {
      stores.sessions.listFailed(answer.error.code, answer.error.requestId)
      onError(answer.error)
      return null
    }
    stores.sessions.applySnapshot(answer.value, clock.now())
    stores.alerts.applySnapshot(answer.value.recentAlerts, askedAlerts)
    // The plain first page is what a next visit starts with.
    if (page === 1 && !isFiltered(query)) memory.keepSessions(answer.value.items)
    return answer.value.streamCursor
  }

  return {
    ask() {
      stores.sessions.takeNext()
      return again()
    },
    again,
    soon: (reason) => soon.want(stores.sessions.query === asked ? reason : 'question'),
    forget() {
      newest++
      soon.forget()
    },
  }
}
