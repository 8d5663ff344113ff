import {
  alertSchema,
  auditEntrySchema,
  logEntrySchema,
  metricsPatchSchema,
  metricsSchema,
  reloadSchema,
  sessionPatchSchema,
  sessionSchema,
  type Alert,
  type AuditEntry,
  type LogEntry,
  type Metrics,
  type MetricsPatch,
  type Reload,
  type Session,
  type SessionPatch,
} from '../../../contracts/index.ts'
import { redactText, redactValue } from '../../kernel/index.ts'
import { decodeWith, isRaw, tenantOf } from './record.ts'

/** The edge: `unknown` comes in, masked records of the contract come out, or null. */

const masked = (text: string | null): string | null => (text === null ? null : redactText(text))

export function decodeReload(value: unknown): Reload | null {
  const reload = decodeWith(reloadSchema, value)
  return reload && { ...reload, error: masked(reload.error), trigger: masked(reload.trigger) }
}

const maskSessionTexts = (session: SessionPatch): SessionPatch => {
  const out = { ...session }
  if (out.statusReason) out.statusReason = redactText(out.statusReason)
  if (out.terminationNote) out.terminationNote = redactText(out.terminationNote)
  if (out.sandboxEndpoint) out.sandboxEndpoint = redactText(out.sandboxEndpoint)
  if (out.logUrl) out.logUrl = redactText(out.logUrl)
  if (out.metadata !== undefined) out.metadata = redactValue(out.metadata)
  if (out.lastReload) out.lastReload = { ...out.lastReload, error: masked(out.lastReload.error) }
  return out
}

export function decodeSession(value: unknown): Session | null {
  if (!isRaw(value)) return null
  const session = decodeWith(sessionSchema, { ...value, tenantId: tenantOf(value) })
  return session && { ...session, ...maskSessionTexts(session) }
}

/** Only the fields that were sent; null means "now empty", absent means "as before". */
export function decodeSessionPatch(value: unknown): SessionPatch | null {
  if (!isRaw(value)) return null
  const tenantId = tenantOf(value)
  const patch = decodeWith(sessionPatchSchema, tenantId === undefined ? value : { ...value, tenantId })
  return patch && maskSessionTexts(patch)
}

export function decodeLogEntry(value: unknown): LogEntry | null {
  if (!isRaw(value)) return null
  const entry = decodeWith(logEntrySchema, { ...value, ts: value['ts'] ?? value['timestamp'] })
  return entry && { ...entry, message: redactText(entry.message), fields: redactValue(entry.fields) }
}

export function decodeAlert(value: unknown): Alert | null {
  const alert = decodeWith(alertSchema, value)
  return alert && { ...alert, title: redactText(alert.title), message: redactText(alert.message) }
}

export function decodeAuditEntry(value: unknown): AuditEntry | null {
  const entry = decodeWith(auditEntrySchema, value)
  return entry && { ...entry, reason: masked(entry.reason), details: redactValue(entry.details) }
}

export const decodeMetrics = (value: unknown): Metrics | null => decodeWith(metricsSchema, value)

export const decodeMetricsPatch = (value: unknown): MetricsPatch | null => decodeWith(metricsPatchSchema, value)
