import type { AlertRow, AlertsResult } from '../alerts/alerts-result.ts'
import { alignCells, figure, firstLine } from './table.ts'

const COLUMNS: readonly [title: string, cell: (row: AlertRow) => string][] = [
  ['critical alert', ({ place }) => place],
  ['lines/s', ({ rate }) => String(rate)],
  ['write → paint p50', ({ p50 }) => figure(p50)],
  ['p95', ({ p95 }) => figure(p95)],
  ['p99', ({ p99 }) => figure(p99)],
  ['longest', ({ longest }) => figure(longest)],
  ['alerts', ({ alerts }) => String(alerts)],
  ['not shown', ({ unseen }) => figure(unseen, 0)],
]

/** A line for each place and rate. */
export function formatAlerts({ rows }: AlertsResult): string {
  const notes = rows.flatMap(({ place, rate, problem }) =>
    problem === undefined ? [] : `  ${place}, ${rate} lines/s: ${firstLine(problem)}`,
  )
  return [
    alignCells([COLUMNS.map(([title]) => title), ...rows.map((row) => COLUMNS.map(([, cell]) => cell(row)))]),
    ...notes,
  ].join('\n')
}
