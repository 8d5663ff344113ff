import type { SearchTimes } from '../pages/ours/search-watch.ts'
import type { Run } from '../results.ts'

/** A part that could not run says why. */
export interface Skipped {
  readonly skipped: string
}

export interface ExportTimes {
  /** Ms from the press on the format until the file was whole. */
  readonly complete_ms: number
  readonly longest_task_ms: number
  readonly lines: number
  readonly mb: number
}

/** The panel with many lines in it and a silent stream. */
export interface ManyLines {
  readonly lines: number
  /** Lines taken in; a few more than are kept. */
  readonly received: number
  /** Ms from the first line until all were in. */
  readonly filled_ms: number
  readonly heap_mb: number
  readonly rss_mb: number | null
  readonly filter: SearchTimes | Skipped
  readonly find: SearchTimes | Skipped
  readonly export: ExportTimes | Skipped
}

export interface BigResult {
  readonly many: (ManyLines | (Skipped & { readonly lines: number }))[]
  /** 50 000 lines a second in batches, between two runs of the empty page. */
  readonly ingest: { readonly ours: Run; readonly empty_fps: number | null }
}
