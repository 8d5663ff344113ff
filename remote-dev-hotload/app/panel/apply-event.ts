import { assertNever } from '../../kernel/index.ts'
import type { StreamEvent } from '../../client/index.ts'
import type { Stores } from './stores.ts'

/** What an event changes beyond what it says: the list has to be asked for again. */
export type EventEffect = 'none' | 'list-outdated'

/** One event of the stream → the stores. Only here is it written who cares about what. */
export function applyEvent(stores: Stores, event: StreamEvent, now: number): EventEffect {
  stores.commands.applyEvent(event, now)
  switch (event.kind) {
    case 'session-started':
      stores.sessions.applyEvent(event)
      return 'list-outdated'
    case 'session-updated': {
      const before = stores.sessions.byId(event.sessionId)?.status
      stores.sessions.applyEvent(event)
      const after = stores.sessions.byId(event.sessionId)?.status
      // The totals by status are the server's to count.
      return before === after && before !== undefined ? 'none' : 'list-outdated'
    }
    case 'session-terminated':
      stores.sessions.applyEvent(event)
      return 'list-outdated'
    case 'session-reloaded':
      stores.sessions.applyEvent(event)
      stores.reloads.applyReload(event.sessionId, event.reload)
      stores.book.appendReload(event.sessionId, event.reload)
      return 'none'
    case 'log':
      stores.book.appendLines(event.sessionId, event.entries)
      return 'none'
    case 'alert':
      stores.alerts.applyAlert(event.alert)
      return 'none'
    case 'audit':
      stores.audit.applyEntry(event.entry)
      return 'none'
    case 'metrics':
      stores.metrics.applyPatch(event.sessionId, event.patch)
      return 'none'
    case 'gap':
      stores.book.appendGap(event.sessionId, { ...event.gap, at: now })
      return 'list-outdated'
    default:
      return assertNever(event)
  }
}
