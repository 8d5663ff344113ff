export { assertNever } from './assert-never.ts'
export { backoffDelay, REQUEST_BACKOFF, retryAfterMs, STREAM_BACKOFF, type BackoffOptions } from './backoff.ts'
export { createSystemClock, type Clock } from './clock.ts'
export { createEmitter, type Emitter } from './emitter.ts'
export { failedAddress, importChunk, isFailedImport } from './import-chunk.ts'
export { createRecentSet, type RecentSet } from './recent-set.ts'
export {
  createLineMasker,
  isMask,
  MASK_KINDS,
  maskBackwards,
  redactText,
  redactValue,
  type LineMasker,
  type MaskKind,
} from './redact/index.ts'
export { err, ok, type Result } from './result.ts'
export { safeLink } from './safe-link.ts'
export { createServerTime, type ServerTime } from './server-time.ts'
export { createUuid } from './uuid.ts'
