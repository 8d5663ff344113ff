export {
  decodeAuditReceipt,
  decodeCommandResult,
  decodeLogPage,
  decodeSessionPage,
  unwrapEnvelope,
  type LogPage,
  type SessionPage,
} from './answers.ts'
export { decodeEach, isRaw } from './record.ts'
export { decodeAuditEntry, decodeMetrics, decodeReload, decodeSession } from './records.ts'
export { decodeFrame, type DecodedFrame, type Rejection, type SessionEnd, type StreamEvent } from './stream-event.ts'
