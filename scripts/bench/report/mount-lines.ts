import type { MountRow, MountsResult } from '../mount/mounts-result.ts'
import { alignCells, figure, firstLine } from './table.ts'

const COLUMNS: readonly [title: string, cell: (row: MountRow) => string][] = [
  ['opened', ({ kind }) => kind],
  ['click → door ms', ({ door }) => figure(door, 0)],
  ['door → table ms', ({ table }) => figure(table, 0)],
  ['slowest', ({ table_longest }) => figure(table_longest, 0)],
  ['click → table ms', ({ all }) => figure(all, 0)],
  ['fastest', ({ all_least }) => figure(all_least, 0)],
  ['slowest', ({ all_longest }) => figure(all_longest, 0)],
  ['times', ({ samples }) => String(samples)],
]

/** A line for each way of opening the panel, medians. */
export function formatMounts({ sessions, rows, runs }: MountsResult): string {
  const problems = [...new Set(runs.flatMap(({ problem }) => (problem === undefined ? [] : firstLine(problem))))]
  return [
    `The panel opened from a menu, ${sessions} sessions`,
    alignCells([COLUMNS.map(([title]) => title), ...rows.map((row) => COLUMNS.map(([, cell]) => cell(row)))]),
    ...problems.map((problem) => `  ${problem}`),
  ].join('\n')
}
