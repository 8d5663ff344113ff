export {
  decodeAuditReceipt,
  decodeCommandResult,
  decodeLogPage,
  decodeSessionPage,
  unwrapEnvelope,
  type LogPage,
  type SessionPage,
} from './answers.ts'
export { decodeAuditPage, type AuditPage } from './audit-page.ts'
export { decodeEach, isRaw } from './record.ts'
export {
  decodeAlert,
  decodeAuditEntry,
  decodeMetrics,
  decodeReload,
  decodeSession,
  type SessionEnd,
} from './records.ts'
export {
  createFrameDecoder,
  decodeFrame,
  type DecodedFrame,
  type FrameDecoder,
  type RawFrame,
  type Rejection,
  type StreamEvent,
} from './stream-event.ts'
export { decodeLineUnmasked } from './unmasked.ts'
