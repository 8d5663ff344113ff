import { computed } from 'vue'
import type { Action } from '../../../contracts/index.ts'
import { createBrowserSoon, type LogsPort } from '../../logs/index.ts'
import type { DevHotload } from './create-dev-hotload.ts'

const NEEDED: Readonly<Record<'export' | 'reveal', Action>> = { export: 'EXPORT_LOGS', reveal: 'REVEAL_MASKED' }

/** What the log views may ask for, of this panel. */
export function createLogsPort({
  stores,
  lists,
  memory,
  navigator,
  clock,
  client,
  uuid,
  apiUrl,
  offers,
  commands,
}: DevHotload): LogsPort {
  const { book, sessions } = stores
  return {
    offers,
    book,
    clock,
    uuid,
    soon: createBrowserSoon(),
    look: computed(() => memory.preferences.value.look),
    setLook: (look) => memory.prefer({ look }),
    watch(scope) {
      const isNew = book.open(scope)
      const isIncomplete = book.of(scope)?.history === 'failed'
      if (scope !== 'all' && (isNew || isIncomplete)) void lists.logHistory(scope.sessionId)
      return () => book.close(scope)
    },
    endOf(sessionId) {
      const session = sessions.byId(sessionId)
      if (session?.status !== 'TERMINATED' && session?.status !== 'EXPIRED') return null
      const { status, endedAt, terminationNote, statusReason } = session
      return { at: endedAt, isExpired: status === 'EXPIRED', note: terminationNote, reason: statusReason }
    },
    logUrlOf: (sessionId) => sessions.byId(sessionId)?.logUrl ?? null,
    loadGap: (sessionId, seq) => void lists.logGap(sessionId, seq),
    loadOlder: (sessionId) => void lists.olderLogs(sessionId),
    retryHistory: (sessionId) => void lists.logHistory(sessionId),
    whyNot(act, sessionIds) {
      // A session that is on no list yet is the server's to refuse: it is asked before anything leaves the panel.
      if (!offers.value.logs) return 'DH_API_501'
      const known = sessionIds.map((id) => sessions.byId(id)).filter((session) => session !== undefined)
      return known.every((session) => session.allowedActions.includes(NEEDED[act])) ? null : 'DH_API_403'
    },
    record: (report) => client.reports.record(report),
    apiUrl,
    reveal: ({ sessionId, logId, ts, previousId }) =>
      commands.note('log.reveal', sessionId, client.reveal(sessionId, logId, { ts, previousId })),
    noteExport: (sessionId, end) => void commands.note('logs.export', sessionId, end),
    linkTo: (sessionId, logId) => new URL(navigator.linkToLine(sessionId, logId), window.location.href).href,
  }
}
