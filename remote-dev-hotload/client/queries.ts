import type { Alert, Metrics, Reload, Session } from '../../contracts/index.ts'
import {
  AlertsDocument,
  AuditDocument,
  LogsDocument,
  MetricsDocument,
  ReloadsDocument,
  SessionDocument,
  SessionsDocument,
  type AlertsQueryVariables,
  type LogsQueryVariables,
  type MetricsQueryVariables,
  type SessionsQueryVariables,
} from '../generated/graphql.ts'
import { ok } from '../kernel/index.ts'
import type { Answer, Ask } from './ask.ts'
import {
  decodeAlert,
  decodeAuditPage,
  decodeEach,
  decodeLogPage,
  decodeMetrics,
  decodeReload,
  decodeSession,
  decodeSessionPage,
  type AuditPage,
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
  /** With `isTrend` the series reach back for `trendMs`, and the figures still for `windowMs`. */
  metrics(variables: MetricsQueryVariables): Answer<Metrics>
  /** Alerts of the tenant in a state, or in every state, newest first. */
  alerts(variables: AlertsQueryVariables): Answer<Alert[]>
  /** Newest first; `offset` skips that many newer ones. */
  audit(sessionId: string | null, limit: number, offset?: number): Answer<AuditPage>
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
    metrics: (variables) =>
      ask(MetricsDocument, variables, ({ devHotloadMetrics: figures, trend }) =>
        decodeMetrics(trend ? { ...figures, series: trend.series } : figures),
      ),
    alerts: (variables) =>
      ask(AlertsDocument, variables, (data) => decodeEach(data.devHotloadAlerts, decodeAlert).items),
    audit: (sessionId, limit, offset = 0) =>
      ask(AuditDocument, { sessionId, limit, offset }, (data) =>
        decodeAuditPage(data.devHotloadAudit, sessionId, offset),
      ),
  }
}
