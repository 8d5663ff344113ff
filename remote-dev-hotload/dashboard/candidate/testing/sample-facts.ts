import type { Alert, AuditEntry, LogEntry, Reload, Session } from '../../../../contracts/index.ts'
import { testSession } from '../../../tests/test-session.ts'
import type { CandidateFacts, LogFindings, Told } from '../candidate-facts.ts'

/** Nothing here needs to be cleaned. */
export const asIs = (text: string): string => text

export const told = <T>(value: T, isCut = false): Told<T> => ({ kind: 'told', value, isCut })
export const missing = { kind: 'missing', code: 'DH_API_002', requestId: 'req-5' } as const

export const reloadOf = (sequence: number, patch: Partial<Reload> = {}): Reload => ({
  reloadId: `reload-${sequence}`,
  sequence,
  at: new Date(Date.parse('2026-01-01T00:00:00Z') + sequence * 60_000).toISOString(),
  durationMs: sequence * 100,
  buildTimeMs: sequence * 10,
  mode: 'hot',
  trigger: 'save',
  changedFiles: [],
  success: true,
  error: null,
  firstLogId: null,
  ...patch,
})

export const lineOf = (n: number, patch: Partial<LogEntry> = {}): LogEntry => ({
  logId: `log-${String(n).padStart(6, '0')}`,
  ts: new Date(Date.parse('2026-01-01T00:00:00Z') + n * 1_000).toISOString(),
  level: 'info',
  source: 'build',
  message: `line ${n}`,
  fields: null,
  reloadSequence: null,
  traceId: null,
  ...patch,
})

export const alertOf = (alertId: string, patch: Partial<Alert> = {}): Alert => ({
  alertId,
  fingerprint: alertId,
  severity: 'WARNING',
  state: 'OPEN',
  title: `Alert ${alertId}`,
  message: '',
  sessionId: 's-1',
  pluginId: null,
  count: 1,
  firstRaisedAt: '2026-01-01T00:00:00Z',
  lastRaisedAt: '2026-01-01T00:05:00Z',
  resolvedAt: null,
  acknowledgedBy: null,
  snoozedUntil: null,
  runbookUrl: null,
  logId: null,
  ...patch,
})

export const auditOf = (auditId: string, patch: Partial<AuditEntry> = {}): AuditEntry => ({
  auditId,
  at: '2026-01-01T00:04:00Z',
  action: 'session.reload',
  sessionId: 's-1',
  actor: 'Ana Ruiz',
  result: 'accepted',
  reason: null,
  requestId: null,
  details: null,
  ...patch,
})

export const noFindings: LogFindings = {
  lines: 12,
  from: '2026-01-01T00:03:00.000Z',
  to: '2026-01-01T00:04:00.000Z',
  warnings: 0,
  errors: [],
}

export const sampleSession = (patch: Partial<Session> = {}): Session =>
  testSession('s-1', {
    pluginName: 'Orders',
    pluginVersion: '1.4.0',
    buildHash: 'b7e1',
    cliVersion: '3.2.1',
    lastHeartbeatAt: '2026-01-01T00:09:55Z',
    allowedActions: ['TERMINATE', 'RELOAD', 'EXPORT_LOGS'],
    ...patch,
  })

/** Three good reloads and nothing that stands against it. */
export const sampleFacts = (patch: Partial<CandidateFacts> = {}): CandidateFacts => ({
  session: sampleSession(),
  gatheredAt: '2026-01-01T00:10:00.000Z',
  isLost: false,
  reloads: told([3, 2, 1].map((n) => reloadOf(n))),
  alerts: told([]),
  audit: told([auditOf('audit-1')]),
  logs: told(noFindings),
  ...patch,
})
