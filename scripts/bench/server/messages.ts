/** What the runner tells the server's process. */
export type ToServer =
  | { kind: 'start'; rate: number; batch: boolean; limit: number | null }
  | { kind: 'stop' }
  /** Forgets every line, for the next page. */
  | { kind: 'reset' }

/** First line of a write, and when it was written: ms of the server's clock. */
export type Tick = readonly [firstSeq: number, at: number]

/** What the server's process tells the runner. */
export type FromServer =
  | { kind: 'ready'; port: number }
  /** How many pages read the stream now. */
  | { kind: 'readers'; count: number }
  /** The limit of lines is reached. */
  | { kind: 'full' }
  /** Lines sent since the reset, and the writes that carried them. */
  | { kind: 'stopped'; sent: number; ticks: Tick[] }
