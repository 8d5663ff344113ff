import {
  envelopeSchema,
  EVENT_ALIASES,
  STREAM_EVENT_TYPES,
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
import { createLineMasker, redactText, type LineMasker } from '../../kernel/index.ts'
import { readEventJson, type UnreadJson } from './event-json.ts'
import { decodeEach, decodeWith, isRaw, tenantOf } from './record.ts'
import {
  decodeAlert,
  decodeAuditEntry,
  decodeEnd,
  decodeGap,
  decodeLogEntry,
  decodeMetricsPatch,
  decodeReload,
  decodeSession,
  decodeSessionPatch,
  type SessionEnd,
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

/** Why a frame was set aside. */
export type Rejection = UnreadJson | 'unknown-type'

export type DecodedFrame =
  | { readonly ok: true; readonly event: StreamEvent }
  | { readonly ok: false; readonly rejection: Rejection; readonly type: string }

const KNOWN = new Set<string>(STREAM_EVENT_TYPES)

const typeOf = (word: string): StreamEventType | null =>
  KNOWN.has(word) ? (word as StreamEventType) : (EVENT_ALIASES[word] ?? null)

/** What the decoder needs of a frame of the stream. */
export interface RawFrame {
  readonly id: string
  readonly event: string
  readonly data: string
}

/** For the frames of one stream in their order: it remembers where a log is inside of a private key. */
export interface FrameDecoder {
  decode(frame: RawFrame): DecodedFrame
}

export function createFrameDecoder(): FrameDecoder {
  const masker = createLineMasker()
  return { decode: (frame) => decodeWithMasker(frame, masker) }
}

/** One frame alone → an event of the contract. Hostile, foreign and newer things are told apart, never thrown. */
export const decodeFrame = (frame: RawFrame): DecodedFrame => decodeWithMasker(frame, createLineMasker())

function decodeWithMasker(frame: RawFrame, masker: LineMasker): DecodedFrame {
  const reject = (rejection: Rejection): DecodedFrame => ({ ok: false, rejection, type: redactText(frame.event) })
  const read = readEventJson(frame.data)
  if (!read.ok) return reject(read.error)
  const json = read.value
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
  const event = decodePayload(type, bare ? json : envelope.payload, envelope.sessionId, common, masker)
  return event ? { ok: true, event } : reject('malformed')
}

function decodePayload(
  type: StreamEventType,
  payload: unknown,
  sessionId: string | null,
  common: Common,
  masker: LineMasker,
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
      const end = decodeEnd(payload)
      return end && sessionId ? { ...common, kind: 'session-terminated', sessionId, end } : null
    }
    case 'LogEntry': {
      const entry = sessionId ? decodeLogEntry(payload, sessionId, masker) : null
      return entry && sessionId ? { ...common, kind: 'log', sessionId, entries: [entry], rejected: 0 } : null
    }
    case 'LogBatch': {
      if (!sessionId) return null
      const entries = isRaw(payload) ? payload['entries'] : null
      const { items, rejected } = decodeEach(entries, (entry) => decodeLogEntry(entry, sessionId, masker))
      return { ...common, kind: 'log', sessionId, entries: items, rejected }
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
      const gap = decodeGap(payload)
      // What comes now is not what followed the line before it.
      masker.reset()
      return gap && { ...common, kind: 'gap', sessionId, gap }
    }
  }
}
