import type { LogEntry } from '../../../contracts/index.ts'
import { assertNever } from '../../kernel/index.ts'
import type { StreamEvent } from '../../client/index.ts'
import type { Stores } from './stores.ts'
import { reasonOfUpdate, type EventEffect } from './update-reason.ts'

/** What a reader wants to know of before anything else. */
export const errorsIn = (entries: readonly LogEntry[]): number =>
  entries.reduce((sum, { level }) => (level === 'error' || level === 'fatal' ? sum + 1 : sum), 0)

/** One event of the stream → the stores. Only here is it written who cares about what. */
export function applyEvent(stores: Stores, event: StreamEvent, now: number): EventEffect {
  stores.commands.applyEvent(event, now)
  // The time of a log line may be that of a CLI.
  if (event.kind !== 'log') stores.sessions.learnTime(event.ts, now)
  switch (event.kind) {
    case 'session-started':
    case 'session-terminated':
      stores.sessions.applyEvent(event, now)
      return 'shown'
    case 'session-updated': {
      const before = stores.sessions.byId(event.sessionId)?.status
      stores.sessions.applyEvent(event, now)
      const after = stores.sessions.byId(event.sessionId)?.status
      return reasonOfUpdate(event.patch, before, after, stores.sessions.query)
    }
    case 'session-reloaded':
      stores.sessions.applyEvent(event, now)
      stores.reloads.applyReload(event.sessionId, event.reload)
      stores.book.appendReload(event.sessionId, event.reload)
      return stores.sessions.query.sort === 'LAST_RELOAD_AT' ? 'elsewhere' : 'none'
    case 'log':
      stores.book.appendLines(event.sessionId, event.entries)
      stores.sessions.applyErrors(event.sessionId, errorsIn(event.entries))
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
      return 'shown'
    default:
      return assertNever(event)
  }
}
