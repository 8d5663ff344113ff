import type { AlertsResult } from './alerts/alerts-result.ts'
import type { BigResult } from './big/big-result.ts'
import type { MemoryResult } from './measure/memory-run.ts'
import type { MountsResult } from './mount/mounts-result.ts'
import type { SessionsResult } from './sessions/sessions-result.ts'

/** Figures of one page at one rate; null is "could not be measured". Times are ms. */
export interface Figures {
  readonly fps: number | null
  readonly fps_p1: number | null
  readonly late_pct: number | null
  readonly longest_frame_ms: number | null
  readonly lat_p50: number | null
  readonly lat_p95: number | null
  readonly lat_p99: number | null
  readonly key_paint_p95: number | null
  readonly heap_mb: number | null
  readonly rss_mb: number | null
  /** Processor time of the page's process; 100 is one core. Other work on the machine moves it least. */
  readonly cpu_pct: number | null
  readonly longtask_ms_per_s: number | null
  readonly lost: number | null
  readonly received: number | null
  /** Only the panel: tab change, row select, dialog open, at 1 000 lines a second. */
  readonly tab_paint_p95?: number | null
  readonly row_paint_p95?: number | null
  readonly dialog_paint_p95?: number | null
}

export interface Run extends Figures {
  readonly page: string
  readonly rate: number
  /** The machine's load average when the run ended. */
  readonly load?: number
  /** Why there are no figures, or only some. */
  readonly problem?: string
}

export interface SummaryRow extends Run {
  /** Frames a second as a share of the empty page's, in the same round. */
  readonly fps_of_empty: number | null
  readonly runs: number
  /** Smallest and largest value of each figure when there were several runs. */
  readonly spread?: Partial<Record<keyof Figures, readonly [least: number, most: number]>>
}

export interface Machine {
  readonly cpu: string
  readonly cores: number
  readonly memory_gb: number
  readonly os: string
  readonly node: string
  readonly browser: string
  readonly load_before: number
  readonly load_after: number
  readonly at: string
}

export interface Results {
  readonly machine: Machine
  readonly options: object
  readonly summary: SummaryRow[]
  readonly runs: Run[]
  readonly big?: BigResult
  readonly memory?: MemoryResult
  readonly sessions?: SessionsResult
  readonly alerts?: AlertsResult
  readonly mounts?: MountsResult
  readonly bars: readonly { bar: string; verdict: 'met' | 'not met' | 'not measured'; figure: string }[]
}

export const FIGURES = [
  'fps',
  'fps_p1',
  'late_pct',
  'longest_frame_ms',
  'lat_p50',
  'lat_p95',
  'lat_p99',
  'key_paint_p95',
  'heap_mb',
  'rss_mb',
  'cpu_pct',
  'longtask_ms_per_s',
  'lost',
  'received',
  'tab_paint_p95',
  'row_paint_p95',
  'dialog_paint_p95',
] as const satisfies readonly (keyof Figures)[]

export const noFigures: Figures = {
  fps: null,
  fps_p1: null,
  late_pct: null,
  longest_frame_ms: null,
  lat_p50: null,
  lat_p95: null,
  lat_p99: null,
  key_paint_p95: null,
  heap_mb: null,
  rss_mb: null,
  cpu_pct: null,
  longtask_ms_per_s: null,
  lost: null,
  received: null,
}
