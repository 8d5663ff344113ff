/** How much is kept and how much one server carries. */
export interface Limits {
  /** Events of the stream, over all tenants. */
  eventRetention: number
  /** Characters of their payloads. */
  eventRetentionChars: number
  /** Log lines of each session. */
  logRetention: number
  /** Characters that may wait for a slow stream. */
  streamBufferChars: number
  maxStreams: number
  /** Events that a replay reads from the log at a time. */
  replayPage: number
}

export const DEFAULT_LIMITS: Limits = {
  eventRetention: 200_000,
  eventRetentionChars: 512 * 1024 * 1024,
  logRetention: 200_000,
  streamBufferChars: 8 * 1024 * 1024,
  maxStreams: 500,
  replayPage: 500,
}
