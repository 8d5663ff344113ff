/** The interactions with a table of sessions, in the order in which they are measured. */
export const INTERACTIONS = ['search_key', 'sort', 'tick', 'open_row', 'next_page', 'dialog', 'cancel'] as const
export type Interaction = (typeof INTERACTIONS)[number]

/** From the event to the next paint, ms; null when the page has no such control. */
export interface InteractionTimes {
  readonly samples: number
  readonly p50: number | null
  readonly p95: number | null
}

/** Figures of one page with a table of sessions; null is "could not be measured". */
export interface SessionFigures {
  readonly fps: number | null
  readonly fps_p1: number | null
  readonly late_pct: number | null
  readonly longest_frame_ms: number | null
  readonly longtask_ms_per_s: number | null
  readonly heap_mb: number | null
  readonly rss_mb: number | null
  readonly cpu_pct: number | null
  /** Updates that the server made while the window was open, a second. */
  readonly updates_per_s: number | null
  /** Questions for a page of sessions in the same time, a second. */
  readonly list_questions_per_s: number | null
  /** Cells that did not show what the server had, after the updates had stopped. */
  readonly wrong_cells: number | null
  readonly checked_cells: number | null
  /** Rows that were not where the server's page has them. */
  readonly misplaced_rows: number | null
  /** Ms from the last update until every cell was right. */
  readonly settled_ms: number | null
}

/** What the page showed against what the server had. */
export interface SettledLook {
  readonly after: 'watching' | 'values alone' | 'using'
  readonly checked: number
  readonly wrong: number
  readonly misplaced: number
  /** Until everything was right; null when it did not come to that. */
  readonly ms: number | null
}

export interface SessionRun extends SessionFigures {
  readonly page: string
  /** Every sample. */
  readonly times: Partial<Record<Interaction, readonly number[]>>
  /** Each look at the screen, with the updates at rest. */
  readonly settled: readonly SettledLook[]
  /** Which values of a session the page shows, and so were compared. */
  readonly compared: readonly string[]
  /** The wrong cells, as far as a reader needs them. */
  readonly examples: readonly string[]
  readonly load: number
  readonly problem?: string
}

export interface SessionSummary extends SessionFigures {
  readonly page: string
  /** Frames a second as a share of the empty page's. */
  readonly fps_of_empty: number | null
  readonly interactions: Record<Interaction, InteractionTimes> | null
  readonly compared: readonly string[]
  readonly examples: readonly string[]
  readonly runs: number
  readonly problem?: string
}

export interface SessionsResult {
  readonly sessions: number
  readonly updates_per_s: number
  readonly seconds: number
  readonly rows: readonly SessionSummary[]
  readonly runs: readonly SessionRun[]
}

export const noSessionFigures: SessionFigures = {
  fps: null,
  fps_p1: null,
  late_pct: null,
  longest_frame_ms: null,
  longtask_ms_per_s: null,
  heap_mb: null,
  rss_mb: null,
  cpu_pct: null,
  updates_per_s: null,
  list_questions_per_s: null,
  wrong_cells: null,
  checked_cells: null,
  misplaced_rows: null,
  settled_ms: null,
}
