import type { AuditEntry, Metrics, Reload, Session } from '../../contracts/index.ts'
import {
  AuditDocument,
  LogsDocument,
  MetricsDocument,
  ReloadsDocument,
  SessionDocument,
  SessionsDocument,
  type LogsQueryVariables,
  type MetricsQueryVariables,
  type SessionsQueryVariables,
} from '../generated/graphql.ts'
import { ok } from '../kernel/index.ts'
import type { Answer, Ask } from './ask.ts'
import {
  decodeAuditEntry,
  decodeEach,
  decodeLogPage,
  decodeMetrics,
  decodeReload,
  decodeSession,
  decodeSessionPage,
  isRaw,
  type LogPage,
  type SessionPage,
} from './decode/index.ts'

/** What can be asked of the Admin GraphQL gateway. Every answer is decoded and masked. */
export interface Queries {
  sessions(variables: SessionsQueryVariables): Answer<SessionPage>
  /** Null when there is no such session (any more). */
  session(sessionId: string): Answer<Session | null>
  /** Newest first. */
  reloads(sessionId: string, limit: number, before?: number): Answer<Reload[]>
  logs(variables: LogsQueryVariables): Answer<LogPage>
  metrics(variables: MetricsQueryVariables): Answer<Metrics>
  /** Newest first. */
  audit(sessionId: string | null, limit: number): Answer<AuditEntry[]>
}

export function createQueries(ask: Ask): Queries {
  return {
    sessions: (variables) => ask(SessionsDocument, variables, (data) => decodeSessionPage(data.devHotloadSessions)),
    async session(sessionId) {
      const answer = await ask(SessionDocument, { sessionId }, ({ devHotloadSession: found }) => ({
        session: found === null ? null : decodeSession(found),
      }))
      return answer.ok ? ok(answer.value.session) : answer
    },
    reloads: (sessionId, limit, before) =>
      ask(
        ReloadsDocument,
        { sessionId, limit, before: before ?? null },
        (data) => decodeEach(data.devHotloadReloads, decodeReload).items,
      ),
    logs: (variables) => ask(LogsDocument, variables, (data) => decodeLogPage(data.devHotloadLogs)),
    metrics: (variables) => ask(MetricsDocument, variables, (data) => decodeMetrics(data.devHotloadMetrics)),
    audit: (sessionId, limit) =>
      ask(AuditDocument, { sessionId, limit, offset: 0 }, (data) =>
        isRaw(data.devHotloadAudit) ? decodeEach(data.devHotloadAudit.items, decodeAuditEntry).items : null,
      ),
  }
}
