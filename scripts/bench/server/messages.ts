/** What the runner tells the server's process. */
export type ToServer =
  | { kind: 'start'; rate: number; batch: boolean; limit: number | null }
  | { kind: 'stop' }
  /** Forgets every line, for the next page. */
  | { kind: 'reset' }
  /** A tenant with so many sessions takes the place of the contract's example. */
  | { kind: 'sessions'; count: number }
  /** Updates of them a second, or only of values on the page; 0 ends them. */
  | { kind: 'updates'; rate: number; onlyValues: boolean }
  | { kind: 'look'; ids: readonly string[] }
  /** The tenant has alerts, and none that is critical yet. */
  | { kind: 'alerts' }
  /** Critical alerts of so many causes, one after the other. */
  | { kind: 'raise'; causes: number }

/** A session's row as a table should show it; null is a value that no table has to show. */
export interface ExpectedRow {
  readonly sessionId: string
  readonly status: string
  readonly plugin: string
  readonly owner: string
  readonly reloadMs: number | null
  readonly errors: number
  /** Of these, what came after the page first heard of the session; a table may show them instead. */
  readonly newErrors: number
}

/** The server's sessions at a moment, and what was done so far. */
export interface Look {
  /** Questions for a page of sessions, answered since the tenant was loaded. */
  readonly questions: number
  /** Updates made since then; one may be two events. */
  readonly updates: number
  /** What the last such question would be answered with now. */
  readonly totalCount: number
  readonly pageIds: readonly string[]
  /** The sessions that were asked after. */
  readonly rows: readonly ExpectedRow[]
}

/** An alert that was told of, or the moment when all of a round were resolved; `at` in ms of the server's clock. */
export interface AlertWrite {
  readonly kind: 'raise' | 'again' | 'resolve'
  readonly at: number
  readonly alertId: string
  /** How often it has happened. */
  readonly count: number
  /** Alerts that are open from now on, whichever: what a bell shows. */
  readonly open: number
}

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
  | ({ kind: 'looked' } & Look)
  /** All of them were told. */
  | { kind: 'raised'; writes: AlertWrite[] }
