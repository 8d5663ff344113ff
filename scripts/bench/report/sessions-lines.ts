import {
  INTERACTIONS,
  type Interaction,
  type SessionsResult,
  type SessionSummary,
} from '../sessions/sessions-result.ts'
import { alignCells, figure, firstLine } from './table.ts'

const COLUMNS: readonly [title: string, cell: (row: SessionSummary) => string][] = [
  ['page', ({ page }) => page],
  ['FPS', ({ fps }) => figure(fps)],
  ['× empty', ({ fps_of_empty }) => figure(fps_of_empty, 3)],
  ['FPS p1', ({ fps_p1 }) => figure(fps_p1)],
  ['late %', ({ late_pct }) => figure(late_pct)],
  ['longest ms', ({ longest_frame_ms }) => figure(longest_frame_ms, 0)],
  ['long ms/s', ({ longtask_ms_per_s }) => figure(longtask_ms_per_s, 0)],
  ['heap MB', ({ heap_mb }) => figure(heap_mb)],
  ['CPU %', ({ cpu_pct }) => figure(cpu_pct, 0)],
  ['updates/s', ({ updates_per_s }) => figure(updates_per_s, 0)],
  ['lists/s', ({ list_questions_per_s }) => figure(list_questions_per_s)],
  [
    'wrong cells',
    ({ wrong_cells, checked_cells }) => (checked_cells === null ? '–' : `${wrong_cells} of ${checked_cells}`),
  ],
  ['misplaced', ({ misplaced_rows }) => figure(misplaced_rows, 0)],
  ['settled ms', ({ settled_ms }) => figure(settled_ms, 0)],
]

const NAMES: Record<Interaction, string> = {
  search_key: 'key in search',
  sort: 'sort header',
  tick: 'tick',
  open_row: 'open row',
  next_page: 'next page',
  dialog: 'open dialog',
  cancel: 'cancel it',
}

/** The table of sessions: figures, then interactions as p50 / p95 (samples). */
export function formatSessions({ sessions, updates_per_s, rows }: SessionsResult): string {
  const figures = [COLUMNS.map(([title]) => title), ...rows.map((row) => COLUMNS.map(([, cell]) => cell(row)))]
  const acted = rows.flatMap(({ page, interactions }) => (interactions ? [{ page, interactions }] : []))
  const times = [
    ['event → paint ms', ...INTERACTIONS.map((name) => NAMES[name])],
    ...acted.map(({ page, interactions }) => [
      page,
      ...INTERACTIONS.map((name) => {
        const { p50, p95, samples } = interactions[name]
        return samples === 0 ? '–' : `${figure(p50, 0)} / ${figure(p95, 0)} (${samples})`
      }),
    ]),
  ]
  const notes = rows.flatMap(({ page, compared, examples, problem }) => [
    ...(compared.length > 0 ? [`  ${page}: compared ${compared.join(', ')}`] : []),
    ...examples.map((example) => `  ${page}: ${example}`),
    ...(problem === undefined ? [] : [`  ${page}: ${firstLine(problem)}`]),
  ])
  return [
    `${sessions} sessions, ${updates_per_s} updates/s`,
    alignCells(figures),
    '',
    alignCells(times),
    ...notes,
  ].join('\n')
}
