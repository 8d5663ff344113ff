/**
 * The records that GraphQL and the stream share, as zod schemas. Types are inferred from here and written
 * nowhere else.
 *
 * Times are RFC 3339 UTC strings, durations are milliseconds, ids are opaque. Unknown fields are
 * dropped. Enum words are compared without regard to case and an unknown word is kept as text.
 * `zod/mini` because this file travels to the browser (docs/adr/0002-zod-mini.md).
 */
import * as z from 'zod/mini'

// ── words ──────────────────────────────────────────────────────────────────────────────────────
export const SESSION_STATUSES = [
  'PENDING',
  'ACTIVE',
  'RELOADING',
  'FAILED',
  'TERMINATING',
  'TERMINATED',
  'EXPIRED',
] as const
export const ACTIONS = ['TERMINATE', 'RELOAD', 'EXPORT_LOGS', 'REVEAL_MASKED', 'ACKNOWLEDGE_ALERT'] as const
export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const
export const LOG_SOURCES = ['cli', 'build', 'sandbox', 'host'] as const
export const ALERT_SEVERITIES = ['INFO', 'WARNING', 'CRITICAL'] as const
export const ALERT_STATES = ['OPEN', 'ACKNOWLEDGED', 'SNOOZED', 'RESOLVED'] as const

/** A word of the list, or any other text a newer server may send. */
export type OpenWord<T extends string> = T | (string & Record<never, never>)

export type SessionStatus = OpenWord<(typeof SESSION_STATUSES)[number]>
export type Action = OpenWord<(typeof ACTIONS)[number]>
export type LogLevel = OpenWord<(typeof LOG_LEVELS)[number]>
export type AlertSeverity = OpenWord<(typeof ALERT_SEVERITIES)[number]>
export type AlertState = OpenWord<(typeof ALERT_STATES)[number]>

// ── pieces ─────────────────────────────────────────────────────────────────────────────────────
/** Absent and null are one thing to a reader: `null`. */
export const opt = <T extends z.ZodMiniType>(inner: T) =>
  z.pipe(
    z.nullish(inner),
    z.transform((value): z.output<T> | null => (value ?? null) as z.output<T> | null),
  )

/** Absent and null stand for `fallback`. */
export const or = <T extends z.ZodMiniType, D extends z.output<T>>(inner: T, fallback: D) =>
  z.pipe(
    z.nullish(inner),
    z.transform((value): z.output<T> => (value ?? fallback) as z.output<T>),
  )

const upperWord = <T extends string>() =>
  z.pipe(
    z.string(),
    z.transform((word) => word.toUpperCase() as OpenWord<T>),
  )

const lowerWord = <T extends string>() =>
  z.pipe(
    z.string(),
    z.transform((word) => word.toLowerCase() as OpenWord<T>),
  )

/** Ids arrive as text; PowerX Core still sends some as numbers. */
export const id = z.pipe(
  z.union([z.string(), z.number()]),
  z.transform((value) => String(value)),
)
export const count = z.number()
export const time = z.string()

// ── records ────────────────────────────────────────────────────────────────────────────────────
export const reloadSchema = z.object({
  reloadId: opt(id),
  sequence: count,
  at: time,
  durationMs: opt(z.number()),
  buildTimeMs: opt(z.number()),
  mode: opt(z.string()),
  trigger: opt(z.string()),
  changedFiles: or(z.array(z.string()), []),
  success: opt(z.boolean()),
  error: opt(z.string()),
  firstLogId: opt(id),
})
/** One hot reload of a session; `success: null` means the CLI did not report an outcome. */
export type Reload = z.output<typeof reloadSchema>

export const sessionMetricsSchema = z.object({
  buildTimeMs: opt(z.number()),
  reloadLatencyMs: opt(z.number()),
  reloadLatencyP95Ms: opt(z.number()),
  reloadCount: or(count, 0),
  reloadFailureCount: or(count, 0),
  errorCount: or(count, 0),
  warnCount: or(count, 0),
  logRatePerSec: or(z.number(), 0),
})
/** Counters of one session since it started; rates are per second. */
export type SessionMetrics = z.output<typeof sessionMetricsSchema>

export const developerSchema = z.object({ id, name: opt(z.string()) })

export const sessionSchema = z.object({
  sessionId: id,
  pluginId: z.string(),
  pluginName: opt(z.string()),
  pluginVersion: opt(z.string()),
  tenantId: id,
  tenantName: opt(z.string()),
  developer: developerSchema,
  status: upperWord<(typeof SESSION_STATUSES)[number]>(),
  statusReason: opt(z.string()),
  buildHash: opt(z.string()),
  entryPoints: or(z.array(z.string()), []),
  cliVersion: opt(z.string()),
  sandboxEndpoint: opt(z.string()),
  logUrl: opt(z.string()),
  startedAt: time,
  lastReloadAt: opt(time),
  lastHeartbeatAt: opt(time),
  expiresAt: time,
  endedAt: opt(time),
  terminationNote: opt(z.string()),
  reloadCount: or(count, 0),
  lastReload: opt(reloadSchema),
  metrics: or(sessionMetricsSchema, {
    buildTimeMs: null,
    reloadLatencyMs: null,
    reloadLatencyP95Ms: null,
    reloadCount: 0,
    reloadFailureCount: 0,
    errorCount: 0,
    warnCount: 0,
    logRatePerSec: 0,
  }),
  allowedActions: or(z.array(upperWord<(typeof ACTIONS)[number]>()), []),
  metadata: opt(z.unknown()),
})
/** A dev session of one plugin in one tenant. `reloadToken` is not part of it and is dropped wherever it appears. */
export type Session = z.output<typeof sessionSchema>

/** `SessionUpdated` may carry any part of a session; absent fields stay as they were. */
export const sessionPatchSchema = z.partial(sessionSchema)
export type SessionPatch = z.output<typeof sessionPatchSchema>

export const logEntrySchema = z.object({
  logId: id,
  ts: time,
  level: lowerWord<(typeof LOG_LEVELS)[number]>(),
  source: opt(lowerWord<(typeof LOG_SOURCES)[number]>()),
  message: z.string(),
  fields: opt(z.unknown()),
  reloadSequence: opt(count),
  traceId: opt(z.string()),
})
/** One log line of a session. `logId` is unique in its session and ordered. */
export type LogEntry = z.output<typeof logEntrySchema>

export const alertSchema = z.object({
  alertId: id,
  fingerprint: z.string(),
  severity: upperWord<(typeof ALERT_SEVERITIES)[number]>(),
  state: upperWord<(typeof ALERT_STATES)[number]>(),
  title: z.string(),
  message: or(z.string(), ''),
  sessionId: opt(id),
  pluginId: opt(z.string()),
  count: or(count, 1),
  firstRaisedAt: time,
  lastRaisedAt: time,
  resolvedAt: opt(time),
  acknowledgedBy: opt(z.string()),
  snoozedUntil: opt(time),
  runbookUrl: opt(z.string()),
  logId: opt(id),
})
/** Equal alerts share a `fingerprint` and are one record with a `count`. */
export type Alert = z.output<typeof alertSchema>

export const auditEntrySchema = z.object({
  auditId: id,
  at: time,
  action: z.string(),
  sessionId: opt(id),
  actor: z.string(),
  result: z.string(),
  reason: opt(z.string()),
  requestId: opt(id),
  details: opt(z.unknown()),
})
/** Who did what, when, with what result. */
export type AuditEntry = z.output<typeof auditEntrySchema>

export const pointSchema = z.object({ at: time, value: opt(z.number()) })
export const seriesSchema = z.object({
  name: z.string(),
  unit: or(z.string(), ''),
  points: or(z.array(pointSchema), []),
})
/** A null value is a gap and is drawn as a gap. */
export type MetricSeries = z.output<typeof seriesSchema>

export const thresholdSchema = z.object({
  metric: z.string(),
  warning: opt(z.number()),
  critical: opt(z.number()),
  direction: or(z.string(), 'above'),
})
export type Threshold = z.output<typeof thresholdSchema>

export const metricsSchema = z.object({
  activeSessions: or(count, 0),
  reloadLatencyP50Ms: opt(z.number()),
  reloadLatencyP95Ms: opt(z.number()),
  reloadSuccessRate: opt(z.number()),
  logThroughputPerSec: or(z.number(), 0),
  errorRatePerMin: or(z.number(), 0),
  terminateLatencyP95Ms: opt(z.number()),
  series: or(z.array(seriesSchema), []),
  thresholds: or(z.array(thresholdSchema), []),
  generatedAt: time,
})
/** Tenant (or session) metrics; `reloadSuccessRate` is 0…1. */
export type Metrics = z.output<typeof metricsSchema>

/** `MetricsUpdated` may carry any part of the metrics. */
export const metricsPatchSchema = z.partial(metricsSchema)
export type MetricsPatch = z.output<typeof metricsPatchSchema>

export const commandResultSchema = z.object({
  auditId: id,
  sessionId: id,
  status: opt(upperWord<(typeof SESSION_STATUSES)[number]>()),
  reloadId: opt(id),
  terminatedAt: opt(time),
})
/** What a server answers to terminate and reload: accepted, not yet done. */
export type CommandResult = z.output<typeof commandResultSchema>
