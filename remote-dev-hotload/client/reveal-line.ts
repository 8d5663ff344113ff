import type { LogEntry } from '../../contracts/index.ts'
import { LogsDocument } from '../generated/graphql.ts'
import { err, ok, type Result } from '../kernel/index.ts'
import { apiError, type ApiError } from './api-error.ts'
import type { Ask } from './ask.ts'
import type { AuditReports } from './audit-reports.ts'
import { decodeLineUnmasked } from './decode/index.ts'
import type { Queries } from './queries.ts'

/** What the reader knows of the line. Everything may be left out; it saves requests and completes the record. */
export interface RevealContext {
  /** RFC 3339; null or absent when the line has no readable time. */
  readonly ts?: string | null
  /** The line right before it in the server's log. */
  readonly previousId?: string | null
  /** The same on each retry of one act. */
  readonly key?: string
}

/** A line as the server has it, and the record of the look at it. Not to be kept. */
export interface UnmaskedLine {
  readonly entry: LogEntry
  readonly auditId: string
}

export type RevealLine = (
  sessionId: string,
  logId: string,
  context?: RevealContext,
) => Promise<Result<UnmaskedLine, ApiError>>

export interface RevealDeps {
  ask: Ask
  queries: Pick<Queries, 'logs'>
  reports: AuditReports
  uuid: () => string
}

type Place = { afterId: string } | { beforeId: string } | Record<never, never>

/**
 * Shows one line unmasked: the look is recorded first, and without an audit id nothing is asked. Then exactly that
 * line is asked for. `DH_API_404` when the server does not keep it any more.
 */
export function createRevealLine({ ask, queries, reports, uuid }: RevealDeps): RevealLine {
  /** Ids in the API are exclusive, so the line is reached from a neighbour; only then comes its text. */
  async function placeOf(sessionId: string, logId: string): Promise<Result<Place, ApiError>> {
    const before = await queries.logs({ sessionId, limit: 1, beforeId: logId })
    if (!before.ok) return before
    const previous = before.value.items.at(-1)
    if (previous) return ok({ afterId: previous.logId })
    const after = await queries.logs({ sessionId, limit: 1, afterId: logId })
    if (!after.ok) return after
    const next = after.value.items[0]
    return ok(next ? { beforeId: next.logId } : {})
  }

  const askAt = (sessionId: string, logId: string, place: Place) =>
    ask(LogsDocument, { sessionId, limit: 1, ...place }, (data) => ({
      line: decodeLineUnmasked(data.devHotloadLogs, logId),
    }))

  return async (sessionId, logId, { ts = null, previousId = null, key = uuid() } = {}) => {
    const recorded = await reports.record({
      action: 'log.reveal',
      sessionIds: [sessionId],
      lines: 1,
      from: ts,
      to: ts,
      filter: `logId=${logId}`,
      masked: false,
      key,
    })
    if (!recorded.ok) return recorded
    const auditId = recorded.value
    if (previousId !== null) {
      const answer = await askAt(sessionId, logId, { afterId: previousId })
      if (!answer.ok) return answer
      if (answer.value.line) return ok({ entry: answer.value.line, auditId })
    }
    const place = await placeOf(sessionId, logId)
    if (!place.ok) return place
    const answer = await askAt(sessionId, logId, place.value)
    if (!answer.ok) return answer
    const { line } = answer.value
    return line ? ok({ entry: line, auditId }) : err(apiError('DH_API_404', { status: 200 }))
  }
}
