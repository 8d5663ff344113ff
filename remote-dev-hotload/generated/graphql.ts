/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
export type DevHotloadAction =
  | 'ACKNOWLEDGE_ALERT'
  | 'EXPORT_LOGS'
  | 'RELOAD'
  | 'REVEAL_MASKED'
  | 'TERMINATE';

export type DevHotloadAlertSeverity =
  | 'CRITICAL'
  | 'INFO'
  | 'WARNING';

export type DevHotloadAlertState =
  | 'ACKNOWLEDGED'
  | 'OPEN'
  | 'RESOLVED'
  | 'SNOOZED';

export type DevHotloadLogLevel =
  | 'DEBUG'
  | 'ERROR'
  | 'FATAL'
  | 'INFO'
  | 'TRACE'
  | 'WARN';

export type DevHotloadOrderDirection =
  | 'ASC'
  | 'DESC';

export type DevHotloadSessionFilter = {
  developerId?: string | null | undefined;
  /** Only sessions of the calling user. */
  mine?: boolean | null | undefined;
  pluginId?: string | null | undefined;
  /** Matches plugin id, plugin name, developer name and session id, case-insensitively. */
  search?: string | null | undefined;
  /** Only sessions whose heartbeat is late. */
  stale?: boolean | null | undefined;
  status?: Array<DevHotloadSessionStatus> | null | undefined;
};

export type DevHotloadSessionOrder = {
  direction: DevHotloadOrderDirection;
  field: DevHotloadSessionOrderField;
};

export type DevHotloadSessionOrderField =
  | 'DEVELOPER'
  | 'ERRORS'
  | 'LAST_RELOAD_AT'
  | 'PLUGIN'
  | 'STARTED_AT'
  | 'STATUS';

export type DevHotloadSessionStatus =
  | 'ACTIVE'
  | 'EXPIRED'
  | 'FAILED'
  | 'PENDING'
  | 'RELOADING'
  | 'TERMINATED'
  | 'TERMINATING';

export type AlertsQueryVariables = Exact<{
  tenantId?: string | null | undefined;
  state?: DevHotloadAlertState | null | undefined;
  limit: number;
}>;


export type AlertsQuery = { devHotloadAlerts: Array<{ alertId: string, fingerprint: string, severity: DevHotloadAlertSeverity, state: DevHotloadAlertState, title: string, message: string, sessionId: string | null, pluginId: string | null, count: number, firstRaisedAt: string, lastRaisedAt: string, resolvedAt: string | null, acknowledgedBy: string | null, snoozedUntil: string | null, runbookUrl: string | null, logId: string | null }> };

export type AcknowledgeAlertMutationVariables = Exact<{
  alertId: string;
}>;


export type AcknowledgeAlertMutation = { acknowledgeDevAlert: { alertId: string, fingerprint: string, severity: DevHotloadAlertSeverity, state: DevHotloadAlertState, title: string, message: string, sessionId: string | null, pluginId: string | null, count: number, firstRaisedAt: string, lastRaisedAt: string, resolvedAt: string | null, acknowledgedBy: string | null, snoozedUntil: string | null, runbookUrl: string | null, logId: string | null } };

export type SnoozeAlertMutationVariables = Exact<{
  alertId: string;
  until: string;
}>;


export type SnoozeAlertMutation = { snoozeDevAlert: { alertId: string, fingerprint: string, severity: DevHotloadAlertSeverity, state: DevHotloadAlertState, title: string, message: string, sessionId: string | null, pluginId: string | null, count: number, firstRaisedAt: string, lastRaisedAt: string, resolvedAt: string | null, acknowledgedBy: string | null, snoozedUntil: string | null, runbookUrl: string | null, logId: string | null } };

export type AuditQueryVariables = Exact<{
  tenantId?: string | null | undefined;
  sessionId?: string | null | undefined;
  limit: number;
  offset: number;
}>;


export type AuditQuery = { devHotloadAudit: { totalCount: number, limit: number, offset: number, items: Array<{ auditId: string, at: string, action: string, sessionId: string | null, actor: string, result: string, reason: string | null, requestId: string | null, details: unknown }> } };

export type LogsQueryVariables = Exact<{
  sessionId: string;
  limit: number;
  beforeId?: string | null | undefined;
  afterId?: string | null | undefined;
}>;


export type LogsQuery = { devHotloadLogs: { hasBefore: boolean, hasAfter: boolean, items: Array<{ logId: string, sessionId: string, ts: string, level: DevHotloadLogLevel, source: string | null, message: string, fields: unknown, reloadSequence: number | null, traceId: string | null }> } };

export type MetricsQueryVariables = Exact<{
  tenantId?: string | null | undefined;
  sessionId?: string | null | undefined;
  windowMs: number;
  stepMs: number;
  isTrend?: boolean | null | undefined;
  trendMs?: number | null | undefined;
}>;


export type MetricsQuery = { devHotloadMetrics: { activeSessions: number, reloadLatencyP50Ms: number | null, reloadLatencyP95Ms: number | null, reloadSuccessRate: number | null, logThroughputPerSec: number, errorRatePerMin: number, terminateLatencyP95Ms: number | null, generatedAt: string, series?: Array<{ name: string, unit: string, points: Array<{ at: string, value: number | null }> }>, thresholds: Array<{ metric: string, warning: number | null, critical: number | null, direction: string }> }, trend?: { series: Array<{ name: string, unit: string, points: Array<{ at: string, value: number | null }> }> } };

export type SeriesFieldsFragment = { name: string, unit: string, points: Array<{ at: string, value: number | null }> };

export type ReloadFieldsFragment = { reloadId: string | null, sequence: number, at: string, durationMs: number | null, buildTimeMs: number | null, mode: string | null, trigger: string | null, changedFiles: Array<string>, success: boolean | null, error: string | null, firstLogId: string | null };

export type SessionFieldsFragment = { sessionId: string, pluginId: string, pluginName: string | null, pluginVersion: string | null, tenantId: string, tenantName: string | null, status: DevHotloadSessionStatus, statusReason: string | null, buildHash: string | null, entryPoints: Array<string>, cliVersion: string | null, sandboxEndpoint: string | null, logUrl: string | null, startedAt: string, lastReloadAt: string | null, lastHeartbeatAt: string | null, expiresAt: string, endedAt: string | null, terminationNote: string | null, reloadCount: number, allowedActions: Array<DevHotloadAction>, metadata: unknown, developer: { id: string, name: string | null }, lastReload: { reloadId: string | null, sequence: number, at: string, durationMs: number | null, buildTimeMs: number | null, mode: string | null, trigger: string | null, changedFiles: Array<string>, success: boolean | null, error: string | null, firstLogId: string | null } | null, metrics: { buildTimeMs: number | null, reloadLatencyMs: number | null, reloadLatencyP95Ms: number | null, reloadCount: number, reloadFailureCount: number, errorCount: number, warnCount: number, logRatePerSec: number } };

export type AlertFieldsFragment = { alertId: string, fingerprint: string, severity: DevHotloadAlertSeverity, state: DevHotloadAlertState, title: string, message: string, sessionId: string | null, pluginId: string | null, count: number, firstRaisedAt: string, lastRaisedAt: string, resolvedAt: string | null, acknowledgedBy: string | null, snoozedUntil: string | null, runbookUrl: string | null, logId: string | null };

export type SessionsQueryVariables = Exact<{
  tenantId?: string | null | undefined;
  filter?: DevHotloadSessionFilter | null | undefined;
  orderBy?: DevHotloadSessionOrder | null | undefined;
  limit: number;
  offset: number;
}>;


export type SessionsQuery = { devHotloadSessions: { totalCount: number, limit: number, offset: number, streamCursor: string | null, items: Array<{ sessionId: string, pluginId: string, pluginName: string | null, pluginVersion: string | null, tenantId: string, tenantName: string | null, status: DevHotloadSessionStatus, statusReason: string | null, buildHash: string | null, entryPoints: Array<string>, cliVersion: string | null, sandboxEndpoint: string | null, logUrl: string | null, startedAt: string, lastReloadAt: string | null, lastHeartbeatAt: string | null, expiresAt: string, endedAt: string | null, terminationNote: string | null, reloadCount: number, allowedActions: Array<DevHotloadAction>, metadata: unknown, developer: { id: string, name: string | null }, lastReload: { reloadId: string | null, sequence: number, at: string, durationMs: number | null, buildTimeMs: number | null, mode: string | null, trigger: string | null, changedFiles: Array<string>, success: boolean | null, error: string | null, firstLogId: string | null } | null, metrics: { buildTimeMs: number | null, reloadLatencyMs: number | null, reloadLatencyP95Ms: number | null, reloadCount: number, reloadFailureCount: number, errorCount: number, warnCount: number, logRatePerSec: number } }>, statusCounts: Array<{ status: DevHotloadSessionStatus, count: number }>, recentAlerts: Array<{ alertId: string, fingerprint: string, severity: DevHotloadAlertSeverity, state: DevHotloadAlertState, title: string, message: string, sessionId: string | null, pluginId: string | null, count: number, firstRaisedAt: string, lastRaisedAt: string, resolvedAt: string | null, acknowledgedBy: string | null, snoozedUntil: string | null, runbookUrl: string | null, logId: string | null }> } };

export type SessionQueryVariables = Exact<{
  sessionId: string;
}>;


export type SessionQuery = { devHotloadSession: { sessionId: string, pluginId: string, pluginName: string | null, pluginVersion: string | null, tenantId: string, tenantName: string | null, status: DevHotloadSessionStatus, statusReason: string | null, buildHash: string | null, entryPoints: Array<string>, cliVersion: string | null, sandboxEndpoint: string | null, logUrl: string | null, startedAt: string, lastReloadAt: string | null, lastHeartbeatAt: string | null, expiresAt: string, endedAt: string | null, terminationNote: string | null, reloadCount: number, allowedActions: Array<DevHotloadAction>, metadata: unknown, developer: { id: string, name: string | null }, lastReload: { reloadId: string | null, sequence: number, at: string, durationMs: number | null, buildTimeMs: number | null, mode: string | null, trigger: string | null, changedFiles: Array<string>, success: boolean | null, error: string | null, firstLogId: string | null } | null, metrics: { buildTimeMs: number | null, reloadLatencyMs: number | null, reloadLatencyP95Ms: number | null, reloadCount: number, reloadFailureCount: number, errorCount: number, warnCount: number, logRatePerSec: number } } | null };

export type ReloadsQueryVariables = Exact<{
  sessionId: string;
  limit: number;
  before?: number | null | undefined;
}>;


export type ReloadsQuery = { devHotloadReloads: Array<{ reloadId: string | null, sequence: number, at: string, durationMs: number | null, buildTimeMs: number | null, mode: string | null, trigger: string | null, changedFiles: Array<string>, success: boolean | null, error: string | null, firstLogId: string | null }> };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const SeriesFieldsFragmentDoc = new TypedDocumentString(`
    fragment SeriesFields on DevHotloadSeries {
  name
  unit
  points {
    at
    value
  }
}
    `, {"fragmentName":"SeriesFields"}) as unknown as TypedDocumentString<SeriesFieldsFragment, unknown>;
export const ReloadFieldsFragmentDoc = new TypedDocumentString(`
    fragment ReloadFields on DevHotloadReload {
  reloadId
  sequence
  at
  durationMs
  buildTimeMs
  mode
  trigger
  changedFiles
  success
  error
  firstLogId
}
    `, {"fragmentName":"ReloadFields"}) as unknown as TypedDocumentString<ReloadFieldsFragment, unknown>;
export const SessionFieldsFragmentDoc = new TypedDocumentString(`
    fragment SessionFields on DevHotloadSession {
  sessionId
  pluginId
  pluginName
  pluginVersion
  tenantId
  tenantName
  developer {
    id
    name
  }
  status
  statusReason
  buildHash
  entryPoints
  cliVersion
  sandboxEndpoint
  logUrl
  startedAt
  lastReloadAt
  lastHeartbeatAt
  expiresAt
  endedAt
  terminationNote
  reloadCount
  lastReload {
    ...ReloadFields
  }
  metrics {
    buildTimeMs
    reloadLatencyMs
    reloadLatencyP95Ms
    reloadCount
    reloadFailureCount
    errorCount
    warnCount
    logRatePerSec
  }
  allowedActions
  metadata
}
    fragment ReloadFields on DevHotloadReload {
  reloadId
  sequence
  at
  durationMs
  buildTimeMs
  mode
  trigger
  changedFiles
  success
  error
  firstLogId
}`, {"fragmentName":"SessionFields"}) as unknown as TypedDocumentString<SessionFieldsFragment, unknown>;
export const AlertFieldsFragmentDoc = new TypedDocumentString(`
    fragment AlertFields on DevHotloadAlert {
  alertId
  fingerprint
  severity
  state
  title
  message
  sessionId
  pluginId
  count
  firstRaisedAt
  lastRaisedAt
  resolvedAt
  acknowledgedBy
  snoozedUntil
  runbookUrl
  logId
}
    `, {"fragmentName":"AlertFields"}) as unknown as TypedDocumentString<AlertFieldsFragment, unknown>;
export const AlertsDocument = new TypedDocumentString(`
    query Alerts($tenantId: ID, $state: DevHotloadAlertState, $limit: Int!) {
  devHotloadAlerts(tenantId: $tenantId, state: $state, limit: $limit) {
    ...AlertFields
  }
}
    fragment AlertFields on DevHotloadAlert {
  alertId
  fingerprint
  severity
  state
  title
  message
  sessionId
  pluginId
  count
  firstRaisedAt
  lastRaisedAt
  resolvedAt
  acknowledgedBy
  snoozedUntil
  runbookUrl
  logId
}`) as unknown as TypedDocumentString<AlertsQuery, AlertsQueryVariables>;
export const AcknowledgeAlertDocument = new TypedDocumentString(`
    mutation AcknowledgeAlert($alertId: ID!) {
  acknowledgeDevAlert(alertId: $alertId) {
    ...AlertFields
  }
}
    fragment AlertFields on DevHotloadAlert {
  alertId
  fingerprint
  severity
  state
  title
  message
  sessionId
  pluginId
  count
  firstRaisedAt
  lastRaisedAt
  resolvedAt
  acknowledgedBy
  snoozedUntil
  runbookUrl
  logId
}`) as unknown as TypedDocumentString<AcknowledgeAlertMutation, AcknowledgeAlertMutationVariables>;
export const SnoozeAlertDocument = new TypedDocumentString(`
    mutation SnoozeAlert($alertId: ID!, $until: DateTime!) {
  snoozeDevAlert(alertId: $alertId, until: $until) {
    ...AlertFields
  }
}
    fragment AlertFields on DevHotloadAlert {
  alertId
  fingerprint
  severity
  state
  title
  message
  sessionId
  pluginId
  count
  firstRaisedAt
  lastRaisedAt
  resolvedAt
  acknowledgedBy
  snoozedUntil
  runbookUrl
  logId
}`) as unknown as TypedDocumentString<SnoozeAlertMutation, SnoozeAlertMutationVariables>;
export const AuditDocument = new TypedDocumentString(`
    query Audit($tenantId: ID, $sessionId: ID, $limit: Int!, $offset: Int!) {
  devHotloadAudit(
    tenantId: $tenantId
    sessionId: $sessionId
    limit: $limit
    offset: $offset
  ) {
    items {
      auditId
      at
      action
      sessionId
      actor
      result
      reason
      requestId
      details
    }
    totalCount
    limit
    offset
  }
}
    `) as unknown as TypedDocumentString<AuditQuery, AuditQueryVariables>;
export const LogsDocument = new TypedDocumentString(`
    query Logs($sessionId: ID!, $limit: Int!, $beforeId: ID, $afterId: ID) {
  devHotloadLogs(
    sessionId: $sessionId
    limit: $limit
    beforeId: $beforeId
    afterId: $afterId
  ) {
    items {
      logId
      sessionId
      ts
      level
      source
      message
      fields
      reloadSequence
      traceId
    }
    hasBefore
    hasAfter
  }
}
    `) as unknown as TypedDocumentString<LogsQuery, LogsQueryVariables>;
export const MetricsDocument = new TypedDocumentString(`
    query Metrics($tenantId: ID, $sessionId: ID, $windowMs: Int!, $stepMs: Int!, $isTrend: Boolean = false, $trendMs: Int = 1800000) {
  devHotloadMetrics(
    tenantId: $tenantId
    sessionId: $sessionId
    windowMs: $windowMs
    stepMs: $stepMs
  ) {
    activeSessions
    reloadLatencyP50Ms
    reloadLatencyP95Ms
    reloadSuccessRate
    logThroughputPerSec
    errorRatePerMin
    terminateLatencyP95Ms
    series @skip(if: $isTrend) {
      ...SeriesFields
    }
    thresholds {
      metric
      warning
      critical
      direction
    }
    generatedAt
  }
  trend: devHotloadMetrics(
    tenantId: $tenantId
    sessionId: $sessionId
    windowMs: $trendMs
    stepMs: $stepMs
  ) @include(if: $isTrend) {
    series {
      ...SeriesFields
    }
  }
}
    fragment SeriesFields on DevHotloadSeries {
  name
  unit
  points {
    at
    value
  }
}`) as unknown as TypedDocumentString<MetricsQuery, MetricsQueryVariables>;
export const SessionsDocument = new TypedDocumentString(`
    query Sessions($tenantId: ID, $filter: DevHotloadSessionFilter, $orderBy: DevHotloadSessionOrder, $limit: Int!, $offset: Int!) {
  devHotloadSessions(
    tenantId: $tenantId
    filter: $filter
    orderBy: $orderBy
    limit: $limit
    offset: $offset
  ) {
    items {
      ...SessionFields
    }
    totalCount
    limit
    offset
    statusCounts {
      status
      count
    }
    recentAlerts {
      ...AlertFields
    }
    streamCursor
  }
}
    fragment ReloadFields on DevHotloadReload {
  reloadId
  sequence
  at
  durationMs
  buildTimeMs
  mode
  trigger
  changedFiles
  success
  error
  firstLogId
}
fragment SessionFields on DevHotloadSession {
  sessionId
  pluginId
  pluginName
  pluginVersion
  tenantId
  tenantName
  developer {
    id
    name
  }
  status
  statusReason
  buildHash
  entryPoints
  cliVersion
  sandboxEndpoint
  logUrl
  startedAt
  lastReloadAt
  lastHeartbeatAt
  expiresAt
  endedAt
  terminationNote
  reloadCount
  lastReload {
    ...ReloadFields
  }
  metrics {
    buildTimeMs
    reloadLatencyMs
    reloadLatencyP95Ms
    reloadCount
    reloadFailureCount
    errorCount
    warnCount
    logRatePerSec
  }
  allowedActions
  metadata
}
fragment AlertFields on DevHotloadAlert {
  alertId
  fingerprint
  severity
  state
  title
  message
  sessionId
  pluginId
  count
  firstRaisedAt
  lastRaisedAt
  resolvedAt
  acknowledgedBy
  snoozedUntil
  runbookUrl
  logId
}`) as unknown as TypedDocumentString<SessionsQuery, SessionsQueryVariables>;
export const SessionDocument = new TypedDocumentString(`
    query Session($sessionId: ID!) {
  devHotloadSession(sessionId: $sessionId) {
    ...SessionFields
  }
}
    fragment ReloadFields on DevHotloadReload {
  reloadId
  sequence
  at
  durationMs
  buildTimeMs
  mode
  trigger
  changedFiles
  success
  error
  firstLogId
}
fragment SessionFields on DevHotloadSession {
  sessionId
  pluginId
  pluginName
  pluginVersion
  tenantId
  tenantName
  developer {
    id
    name
  }
  status
  statusReason
  buildHash
  entryPoints
  cliVersion
  sandboxEndpoint
  logUrl
  startedAt
  lastReloadAt
  lastHeartbeatAt
  expiresAt
  endedAt
  terminationNote
  reloadCount
  lastReload {
    ...ReloadFields
  }
  metrics {
    buildTimeMs
    reloadLatencyMs
    reloadLatencyP95Ms
    reloadCount
    reloadFailureCount
    errorCount
    warnCount
    logRatePerSec
  }
  allowedActions
  metadata
}`) as unknown as TypedDocumentString<SessionQuery, SessionQueryVariables>;
export const ReloadsDocument = new TypedDocumentString(`
    query Reloads($sessionId: ID!, $limit: Int!, $before: Int) {
  devHotloadReloads(sessionId: $sessionId, limit: $limit, before: $before) {
    ...ReloadFields
  }
}
    fragment ReloadFields on DevHotloadReload {
  reloadId
  sequence
  at
  durationMs
  buildTimeMs
  mode
  trigger
  changedFiles
  success
  error
  firstLogId
}`) as unknown as TypedDocumentString<ReloadsQuery, ReloadsQueryVariables>;