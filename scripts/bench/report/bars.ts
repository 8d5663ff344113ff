import type { AlertsResult } from '../alerts/alerts-result.ts'
import type { BigResult } from '../big/big-result.ts'
import type { MemoryResult } from '../measure/memory-run.ts'
import type { MountsResult } from '../mount/mounts-result.ts'
import type { SummaryRow } from '../results.ts'
import type { SessionsResult } from '../sessions/sessions-result.ts'
import { ofAlerts } from './alert-bars.ts'
import { ofMounts } from './mount-bars.ts'
import { ofSessions } from './session-bars.ts'
import { figure } from './table.ts'
import { atLeast, atMost, unmeasured, type Bar } from './verdict.ts'

export interface BarInput {
  readonly summary: readonly SummaryRow[]
  readonly big?: BigResult | undefined
  readonly memory?: MemoryResult | undefined
  readonly sessions?: SessionsResult | undefined
  readonly alerts?: AlertsResult | undefined
  readonly mounts?: MountsResult | undefined
}

const SHARES = new Map([
  [100, 0.98],
  [1_000, 0.97],
  [5_000, 0.95],
  [10_000, 0.92],
])
const SHELL_MB = 40
/** What a heap may creep and still be called flat: less than the noise of collections. */
const FLAT_MB_PER_MIN = 0.5
/** The second half of a shorter run is no steady state. */
const STEADY_AFTER_MIN = 3

/** What the panel promises, and whether these figures keep it. */
export function judge({ summary, big, memory, sessions, alerts, mounts }: BarInput): Bar[] {
  const ours = (rate: number) => summary.find((row) => row.page === 'ours' && row.rate === rate)
  const at1000 = ours(1_000)
  const frames = [...SHARES].flatMap(([rate, share]) => {
    const row = ours(rate)
    return row
      ? [atLeast(`${rate} lines/s: frames as a share of the empty page ≥ ${share}`, [row.fps_of_empty, share, 3])]
      : []
  })
  const lost = summary
    .filter((row) => row.page === 'ours')
    .map((row) => atMost(`${row.rate} lines/s: no line lost without a word`, [row.lost, 0, 0]))
  return [
    ...frames,
    ...(ours(100) ? [atMost('100 lines/s: no frame over 50 ms', [ours(100)?.longest_frame_ms, 50, 0])] : []),
    ...(at1000 ? atThousand(at1000) : []),
    ...lost,
    ...(big ? ofBig(big) : []),
    ...(memory ? ofMemory(memory) : []),
    ...(sessions ? ofSessions(sessions) : []),
    ...(alerts ? ofAlerts(alerts) : []),
    ...(mounts ? ofMounts(mounts) : []),
    ...peers(summary),
  ]
}

const atThousand = (row: SummaryRow): Bar[] => [
  atMost('1000 lines/s: write → paint p50 ≤ 40 ms', [row.lat_p50, 40]),
  atMost('1000 lines/s: write → paint p95 ≤ 80 ms', [row.lat_p95, 80]),
  atMost('1000 lines/s: write → paint p99 ≤ 150 ms', [row.lat_p99, 150]),
  atMost('1000 lines/s: key in the filter → paint p95 ≤ 50 ms', [row.key_paint_p95, 50]),
  atMost('1000 lines/s: tab change → paint p95 ≤ 50 ms', [row.tab_paint_p95, 50]),
  atMost('1000 lines/s: row select → paint p95 ≤ 50 ms', [row.row_paint_p95, 50]),
  atMost('1000 lines/s: dialog open → paint p95 ≤ 50 ms', [row.dialog_paint_p95, 50]),
]

function ofBig({ many, ingest }: BigResult): Bar[] {
  const searches = many.flatMap((size) => {
    if ('skipped' in size) return [unmeasured(`${size.lines} lines kept`)]
    const limit = size.lines <= 50_000 ? 50 : 200
    const { filter } = size
    const name = `filter over ${size.lines} lines`
    if ('skipped' in filter) return [unmeasured(name)]
    return [
      atMost(`${name}: first result painted ≤ ${limit} ms`, [filter.first_ms, limit, 0]),
      atMost(`${name}: no task over 50 ms`, [filter.longest_task_ms, 50, 0]),
      ...(size.lines >= 1_000_000
        ? [atMost(`${size.lines} lines kept: renderer ≤ 250 MB`, [size.rss_mb, 250, 0])]
        : []),
    ]
  })
  const { ours, empty_fps } = ingest
  const of60 = ours.fps === null || !empty_fps ? null : (ours.fps / empty_fps) * 60
  return [
    ...searches,
    atLeast('50 000 lines/s in batches: ≥ 50 FPS where the empty page has 60', [of60, 50]),
    atMost('50 000 lines/s in batches: no line lost without a word', [ours.lost, 0, 0]),
  ]
}

const ofMemory = ({ minutes, heap_mb, empty_heap_mb, slope_mb_per_min }: MemoryResult): Bar[] => [
  atMost(`${minutes} min at 1000 lines/s: heap ≤ ${SHELL_MB} MB above the empty page`, [
    heap_mb - empty_heap_mb,
    SHELL_MB,
  ]),
  atMost(`${minutes} min at 1000 lines/s: heap stays flat, ≤ ${FLAT_MB_PER_MIN} MB/min`, [
    // Before the limit of 50 000 lines is reached a heap has to grow.
    minutes < STEADY_AFTER_MIN ? null : slope_mb_per_min,
    FLAT_MB_PER_MIN,
    2,
  ]),
]

/** Where another viewer beats the panel. A difference within a frame, or 2 %, is noise. */
function peers(summary: readonly SummaryRow[]): Bar[] {
  return summary
    .filter((row) => row.page === 'ours')
    .map((row) => {
      const others = summary.filter(({ page, rate }) => rate === row.rate && page !== 'ours' && page !== 'empty')
      const ahead = others.flatMap((other) => beats(other, row).map((what) => `${other.page} ${what}`))
      const bar = `${row.rate} lines/s: ahead of every other viewer in frames, latency and keys`
      if (others.length === 0 || row.fps === null) return unmeasured(bar)
      return { bar, verdict: ahead.length === 0 ? 'met' : 'not met', figure: ahead.join(', ') || 'all behind' }
    })
}

const FRAME_MS = 17

function beats(other: SummaryRow, ours: SummaryRow): string[] {
  const slower = (a: number | null, b: number | null) => a !== null && b !== null && b - a > FRAME_MS
  return [
    ...((other.fps ?? 0) > (ours.fps ?? 0) * 1.02 ? [`FPS ${figure(other.fps)} > ${figure(ours.fps)}`] : []),
    ...(slower(other.lat_p95, ours.lat_p95) ? [`p95 ${figure(other.lat_p95)} < ${figure(ours.lat_p95)} ms`] : []),
    ...(slower(other.key_paint_p95, ours.key_paint_p95)
      ? [`key ${figure(other.key_paint_p95)} < ${figure(ours.key_paint_p95)} ms`]
      : []),
  ]
}

/** One line for each bar. */
export const formatBars = (bars: readonly Bar[]): string =>
  bars.map(({ bar, verdict: word, figure: value }) => `${word.padEnd(12)}  ${bar}  (${value})`).join('\n')
