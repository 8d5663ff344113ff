export { withSince } from './cursor.ts'
export { createStream, type Stream, type StreamDeps } from './stream.ts'
export type { CloseReason, StreamFrame, StreamSignal, StreamStateName, StreamStatus } from './types.ts'
