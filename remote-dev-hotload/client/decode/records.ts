import {
  alertSchema,
  auditEntrySchema,
  logEntrySchema,
  metricsPatchSchema,
  metricsSchema,
  reloadSchema,
  sessionPatchSchema,
  sessionSchema,
  streamGapSchema,
  terminatedSchema,
  type Alert,
  type AuditEntry,
  type LogEntry,
  type Metrics,
  type MetricsPatch,
  type Reload,
  type Session,
  type SessionPatch,
  type StreamGap,
} from '../../../contracts/index.ts'
import { createLineMasker, redactText, redactValue, type LineMasker } from '../../kernel/index.ts'
import { decodeWith, isRaw, tenantOf, type Raw } from './record.ts'

/** How a session came to its end, as far as the event said. */
export interface SessionEnd {
  readonly note: string | null
  readonly reason: string | null
  readonly auditId: string | null
  readonly endedAt: string | null
}

/**
 * The edge: `unknown` comes in, masked records of the contract come out, or null. What is not a log line is masked
 * as it arrived: the schemas put words in upper or lower case, and a secret in other letters is not known any more.
 */
const masked = (value: Raw): Raw => redactValue(value) as Raw

const decodeMasked = <T>(value: unknown, decode: (raw: Raw) => T | null): T | null =>
  isRaw(value) ? decode(masked(value)) : null

export const decodeReload = (value: unknown): Reload | null =>
  decodeMasked(value, (raw) => decodeWith(reloadSchema, raw))

export const decodeSession = (value: unknown): Session | null =>
  decodeMasked(value, (raw) => decodeWith(sessionSchema, { ...raw, tenantId: tenantOf(raw) }))

/** Only the fields that were sent; null means "now empty", absent means "as before". */
export const decodeSessionPatch = (value: unknown): SessionPatch | null =>
  decodeMasked(value, (raw) => {
    const tenantId = tenantOf(raw)
    return decodeWith(sessionPatchSchema, tenantId === undefined ? raw : { ...raw, tenantId })
  })

export const decodeAlert = (value: unknown): Alert | null => decodeMasked(value, (raw) => decodeWith(alertSchema, raw))

export const decodeAuditEntry = (value: unknown): AuditEntry | null =>
  decodeMasked(value, (raw) => decodeWith(auditEntrySchema, raw))

export const decodeMetrics = (value: unknown): Metrics | null =>
  decodeMasked(value, (raw) => decodeWith(metricsSchema, raw))

export const decodeMetricsPatch = (value: unknown): MetricsPatch | null =>
  decodeMasked(value, (raw) => decodeWith(metricsPatchSchema, raw))

export const decodeEnd = (value: unknown): SessionEnd | null =>
  decodeMasked(value ?? {}, (raw) => decodeWith(terminatedSchema, raw))

export const decodeGap = (value: unknown): StreamGap | null =>
  decodeMasked(value ?? {}, (raw) => decodeWith(streamGapSchema, raw))

const word = (value: unknown): unknown => (typeof value === 'string' ? redactText(value) : value)

/** The schema's reading of a log line, with nothing masked but the words that change their letters in it. */
export function readLogEntry(value: unknown): LogEntry | null {
  if (!isRaw(value)) return null
  const { level, source } = value
  return decodeWith(logEntrySchema, {
    ...value,
    ts: value['ts'] ?? value['timestamp'],
    level: word(level),
    source: word(source),
  })
}

/**
 * One line of a session. Lines that come one after the other share a masker: a private key that is printed line by
 * line is masked to its end.
 */
export function decodeLogEntry(
  value: unknown,
  sessionId = '',
  masker: LineMasker = createLineMasker(),
): LogEntry | null {
  const entry = readLogEntry(value)
  if (entry === null) return null
  entry.message = masker.mask(`${sessionId} ${entry.source ?? ''}`, entry.message)
  if (entry.fields !== null) entry.fields = redactValue(entry.fields)
  if (entry.traceId !== null) entry.traceId = redactText(entry.traceId)
  return entry
}
