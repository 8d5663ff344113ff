import type { LogEntry, StreamEventType } from '../../../contracts/index.ts'
import { assertNever, redactText, redactValue } from '../../kernel/index.ts'
import { createFrameDecoder, type FrameDecoder, type StreamEvent } from '../decode/index.ts'
import type { StreamFrame } from '../stream/index.ts'

/**
 * The frame as other tabs may have it, or null when it is nothing to them (not readable, of another tenant).
 *
 * It is decoded and written anew from the decoded event, not masked as text: so a field that the contract
 * does not name (`reloadToken`, whatever comes next) never reaches the channel, and the receiver decodes it
 * with the very code that decodes the network. Frames in a row share a decoder: it knows where a key goes on.
 */
export function maskedFrame(
  frame: StreamFrame,
  tenantId: string,
  decoder: FrameDecoder = createFrameDecoder(),
): StreamFrame | null {
  const decoded = decoder.decode(frame)
  if (!decoded.ok) return null
  const { event } = decoded
  if (event.tenantId !== null && event.tenantId !== tenantId) return null
  const { type, payload } = envelopeOf(event)
  const data = JSON.stringify({
    type,
    tenantId: event.tenantId,
    ts: event.ts,
    ...('sessionId' in event ? { sessionId: event.sessionId } : {}),
    payload,
  })
  return { id: frame.id, ownId: frame.ownId, event: type, data }
}

/** The frame that says: events are missing here. A reader of the stream treats it like one of the server. */
export function gapFrame(from: string, to: string, now: number): StreamFrame {
  const payload = { reason: 'retention', fromId: from || null, toId: to || null }
  const data = JSON.stringify({ type: 'StreamGap', ts: new Date(now).toISOString(), payload })
  return { id: to, ownId: null, event: 'StreamGap', data }
}

/**
 * The decoder has masked the text of a line; a second pass over it would double the cost of the busiest event.
 * What should be a word may hold anything all the same.
 */
const maskedWords = (entry: LogEntry): LogEntry => ({
  ...entry,
  level: redactText(entry.level),
  source: entry.source === null ? null : redactText(entry.source),
  traceId: entry.traceId === null ? null : redactText(entry.traceId),
})

function envelopeOf(event: StreamEvent): { type: StreamEventType; payload: unknown } {
  switch (event.kind) {
    case 'log':
      return { type: 'LogBatch', payload: { entries: event.entries.map(maskedWords) } }
    case 'session-started':
      return { type: 'SessionStarted', payload: redactValue(event.session) }
    case 'session-updated':
      return { type: 'SessionUpdated', payload: redactValue(event.patch) }
    case 'session-reloaded':
      return { type: 'SessionReloaded', payload: redactValue(event.reload) }
    case 'session-terminated':
      return { type: 'SessionTerminated', payload: redactValue(event.end) }
    case 'alert':
      return { type: 'AlertUpdated', payload: redactValue(event.alert) }
    case 'audit':
      return { type: 'AuditRecorded', payload: redactValue(event.entry) }
    case 'metrics':
      return { type: 'MetricsUpdated', payload: redactValue(event.patch) }
    case 'gap':
      return { type: 'StreamGap', payload: redactValue(event.gap) }
    default:
      return assertNever(event)
  }
}
