import {
  envelopeSchema,
  EVENT_ALIASES,
  STREAM_EVENT_TYPES,
  streamGapSchema,
  terminatedSchema,
  type Alert,
  type AuditEntry,
  type LogEntry,
  type MetricsPatch,
  type Reload,
  type Session,
  type SessionPatch,
  type StreamEventType,
  type StreamGap,
} from '../../../contracts/index.ts'
import { redactText } from '../../kernel/index.ts'
import { decodeEach, decodeWith, isRaw, tenantOf } from './record.ts'
import {
  decodeAlert,
  decodeAuditEntry,
  decodeLogEntry,
  decodeMetricsPatch,
  decodeReload,
  decodeSession,
  decodeSessionPatch,
} from './records.ts'

interface Common {
  /** The frame's SSE id, '' when it had none. */
  readonly id: string
  readonly tenantId: string | null
  /** When the server says it happened, RFC 3339; null when it did not say. */
  readonly ts: string | null
}

export type StreamEvent = Common &
  (
    | { readonly kind: 'session-started'; readonly session: Session }
    | { readonly kind: 'session-updated'; readonly sessionId: string; readonly patch: SessionPatch }
    | { readonly kind: 'session-reloaded'; readonly sessionId: string; readonly reload: Reload }
    | { readonly kind: 'session-terminated'; readonly sessionId: string; readonly end: SessionEnd }
    | {
        readonly kind: 'log'
        readonly sessionId: string
        readonly entries: readonly LogEntry[]
        readonly rejected: number
      }
    | { readonly kind: 'alert'; readonly alert: Alert }
    | { readonly kind: 'audit'; readonly entry: AuditEntry }
    | { readonly kind: 'metrics'; readonly sessionId: string | null; readonly patch: MetricsPatch }
    | { readonly kind: 'gap'; readonly sessionId: string | null; readonly gap: StreamGap }
  )

export interface SessionEnd {
  readonly note: string | null
  readonly reason: string | null
  readonly auditId: string | null
  readonly endedAt: string | null
}

/** Why a frame was set aside. */
export type Rejection = 'too-large' | 'too-deep' | 'not-json' | 'unknown-type' | 'malformed'

export type DecodedFrame =
  | { readonly ok: true; readonly event: StreamEvent }
  | { readonly ok: false; readonly rejection: Rejection; readonly type: string }

/** One event is at most this many UTF-16 units; the contract says 256 KiB. */
const MAX_EVENT_LENGTH = 256 * 1024
const MAX_DEPTH = 32

const KNOWN = new Set<string>(STREAM_EVENT_TYPES)

const typeOf = (word: string): StreamEventType | null =>
  KNOWN.has(word) ? (word as StreamEventType) : (EVENT_ALIASES[word] ?? null)

/** A frame's text → an event of the contract. Hostile, foreign and newer things are told apart, never thrown. */
export function decodeFrame(frame: { id: string; event: string; data: string }): DecodedFrame {
  const reject = (rejection: Rejection): DecodedFrame => ({ ok: false, rejection, type: frame.event })
  if (frame.data.length > MAX_EVENT_LENGTH) return reject('too-large')
  if (nestsDeeperThan(frame.data, MAX_DEPTH)) return reject('too-deep')
  let json: unknown
  try {
    json = JSON.parse(frame.data)
  } catch {
    return reject('not-json')
  }
  if (!isRaw(json)) return reject('malformed')
  const named = typeOf(frame.event)
  // `event: log` of the published CLI has no envelope: the entry itself is the JSON.
  const bare = named !== null && json['payload'] === undefined
  const type = named ?? (typeof json['type'] === 'string' ? typeOf(json['type']) : null)
  if (type === null) return reject('unknown-type')
  const envelope = decodeWith(envelopeSchema, {
    ...json,
    type,
    tenantId: tenantOf(json),
    ts: json['ts'] ?? json['timestamp'],
  })
  if (!envelope) return reject('malformed')
  const common = { id: frame.id, tenantId: envelope.tenantId, ts: envelope.ts }
  const event = decodePayload(type, bare ? json : envelope.payload, envelope.sessionId, common)
  return event ? { ok: true, event } : reject('malformed')
}

function decodePayload(
  type: StreamEventType,
  payload: unknown,
  sessionId: string | null,
  common: Common,
): StreamEvent | null {
  switch (type) {
    case 'SessionStarted': {
      const session = decodeSession(payload)
      return session && { ...common, kind: 'session-started', session }
    }
    case 'SessionUpdated': {
      const patch = decodeSessionPatch(payload)
      const id = sessionId ?? patch?.sessionId
      return patch && id ? { ...common, kind: 'session-updated', sessionId: id, patch } : null
    }
    case 'SessionReloaded': {
      const reload = decodeReload(isRaw(payload) ? { at: common.ts, ...payload } : payload)
      return reload && sessionId ? { ...common, kind: 'session-reloaded', sessionId, reload } : null
    }
    case 'SessionTerminated': {
      const end = decodeWith(terminatedSchema, payload ?? {})
      if (!end || !sessionId) return null
      const note = end.note === null ? null : redactText(end.note)
      const reason = end.reason === null ? null : redactText(end.reason)
      return { ...common, kind: 'session-terminated', sessionId, end: { ...end, note, reason } }
    }
    case 'LogEntry': {
      const entry = decodeLogEntry(payload)
      return entry && sessionId ? { ...common, kind: 'log', sessionId, entries: [entry], rejected: 0 } : null
    }
    case 'LogBatch': {
      const { items, rejected } = decodeEach(isRaw(payload) ? payload['entries'] : null, decodeLogEntry)
      return sessionId ? { ...common, kind: 'log', sessionId, entries: items, rejected } : null
    }
    case 'AlertRaised':
    case 'AlertUpdated':
    case 'AlertResolved': {
      const alert = decodeAlert(payload)
      return alert && { ...common, kind: 'alert', alert }
    }
    case 'AuditRecorded': {
      const entry = decodeAuditEntry(payload)
      return entry && { ...common, kind: 'audit', entry }
    }
    case 'MetricsUpdated': {
      const patch = decodeMetricsPatch(payload)
      return patch && { ...common, kind: 'metrics', sessionId, patch }
    }
    case 'StreamGap': {
      const gap = decodeWith(streamGapSchema, payload ?? {})
      return gap && { ...common, kind: 'gap', sessionId, gap }
    }
  }
}

/** Counted on the text, before parsing: a bomb must not reach the parser's stack. */
function nestsDeeperThan(text: string, limit: number): boolean {
  let depth = 0
  let inString = false
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (inString) {
      if (unit === 92) i++
      else if (unit === 34) inString = false
    } else if (unit === 34) inString = true
    else if (unit === 123 || unit === 91) {
      if (++depth > limit) return true
    } else if (unit === 125 || unit === 93) depth--
  }
  return false
}
