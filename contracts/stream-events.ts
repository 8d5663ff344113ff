/**
 * Every event of the stream, as zod schemas: the envelope of a frame and the payload of each type.
 * The records they carry are in `records.ts`.
 */
import * as z from 'zod/mini'
import {
  alertSchema,
  auditEntrySchema,
  count,
  id,
  logEntrySchema,
  metricsPatchSchema,
  opt,
  or,
  reloadSchema,
  sessionPatchSchema,
  sessionSchema,
  time,
} from './records.ts'

export const STREAM_EVENT_TYPES = [
  'SessionStarted',
  'SessionUpdated',
  'SessionReloaded',
  'SessionTerminated',
  'LogEntry',
  'LogBatch',
  'AlertRaised',
  'AlertUpdated',
  'AlertResolved',
  'AuditRecorded',
  'MetricsUpdated',
  'StreamGap',
] as const
export type StreamEventType = (typeof STREAM_EVENT_TYPES)[number]

export const terminatedSchema = z.object({
  note: opt(z.string()),
  reason: opt(z.string()),
  auditId: opt(id),
  endedAt: opt(time),
})
export const logBatchSchema = z.object({ entries: z.array(z.unknown()) })
export const streamGapSchema = z.object({
  reason: or(z.string(), 'retention'),
  fromId: opt(id),
  toId: opt(id),
  missed: opt(count),
})
export type StreamGap = z.output<typeof streamGapSchema>

/** The JSON of every `data:`; `payload` is decoded by `type`. */
export const envelopeSchema = z.object({
  type: z.string(),
  sessionId: opt(id),
  tenantId: opt(id),
  ts: opt(time),
  payload: opt(z.unknown()),
})
export type Envelope = z.output<typeof envelopeSchema>

/** The schema of each event's `payload`. */
export const PAYLOAD_SCHEMAS = {
  SessionStarted: sessionSchema,
  SessionUpdated: sessionPatchSchema,
  SessionReloaded: reloadSchema,
  SessionTerminated: terminatedSchema,
  LogEntry: logEntrySchema,
  LogBatch: logBatchSchema,
  AlertRaised: alertSchema,
  AlertUpdated: alertSchema,
  AlertResolved: alertSchema,
  AuditRecorded: auditEntrySchema,
  MetricsUpdated: metricsPatchSchema,
  StreamGap: streamGapSchema,
} satisfies Record<StreamEventType, z.ZodMiniType>

export type StreamPayload<T extends StreamEventType> = z.output<(typeof PAYLOAD_SCHEMAS)[T]>

/** Names that other servers use for the same events. */
export const EVENT_ALIASES: Readonly<Record<string, StreamEventType>> = {
  'dev.session.started': 'SessionStarted',
  'dev.session.updated': 'SessionUpdated',
  'dev.session.reloaded': 'SessionReloaded',
  'dev.session.terminated': 'SessionTerminated',
  'dev.session.log': 'LogEntry',
  'dev.session.alert': 'AlertRaised',
  log: 'LogEntry',
}
