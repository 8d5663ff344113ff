import type { SummaryRow } from '../results.ts'

const COLUMNS: readonly [title: string, cell: (row: SummaryRow) => string][] = [
  ['page', ({ page }) => page],
  ['FPS', ({ fps }) => figure(fps)],
  ['× empty', ({ fps_of_empty }) => figure(fps_of_empty, 3)],
  ['FPS p1', ({ fps_p1 }) => figure(fps_p1)],
  ['late %', ({ late_pct }) => figure(late_pct)],
  ['longest ms', ({ longest_frame_ms }) => figure(longest_frame_ms, 0)],
  ['write → paint p50', ({ lat_p50 }) => figure(lat_p50)],
  ['p95', ({ lat_p95 }) => figure(lat_p95)],
  ['p99', ({ lat_p99 }) => figure(lat_p99)],
  ['key p95', ({ key_paint_p95 }) => figure(key_paint_p95)],
  ['heap MB', ({ heap_mb }) => figure(heap_mb)],
  ['RSS MB', ({ rss_mb }) => figure(rss_mb, 0)],
  ['CPU %', ({ cpu_pct }) => figure(cpu_pct, 0)],
  ['long ms/s', ({ longtask_ms_per_s }) => figure(longtask_ms_per_s, 0)],
  ['lost', ({ lost }) => figure(lost, 0)],
  ['received', ({ received }) => figure(received, 0)],
]

export const figure = (value: number | null | undefined, digits = 1): string =>
  value === null || value === undefined ? '–' : value.toFixed(digits)

const place = (page: string): number => ['ours', 'empty'].indexOf(page) + 1 || 3

/** The rows as an aligned table for each rate, ours first. */
export function formatTable(rows: readonly SummaryRow[]): string {
  const rates = [...new Set(rows.map(({ rate }) => rate))].sort((a, b) => a - b)
  return rates
    .map((rate) => {
      const of = rows.filter((row) => row.rate === rate).sort((a, b) => place(a.page) - place(b.page))
      const notes = of.flatMap(({ page, problem }) => (problem === undefined ? [] : `  ${page}: ${firstLine(problem)}`))
      return [`${rate} lines/s`, align(of), ...notes].join('\n')
    })
    .join('\n\n')
}

/** The first line of a message, at most 160 characters of it. */
export const firstLine = (text: string): string => text.split('\n')[0]!.slice(0, 160)

function align(rows: readonly SummaryRow[]): string {
  const cells = [COLUMNS.map(([title]) => title), ...rows.map((row) => COLUMNS.map(([, cell]) => cell(row)))]
  return alignCells(cells)
}

/** Rows of equally many cells as text in columns, the first to the left. */
export function alignCells(cells: readonly (readonly string[])[]): string {
  const widths = cells[0]!.map((_, column) => Math.max(...cells.map((line) => line[column]!.length)))
  return cells
    .map((line) =>
      line.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join('  '),
    )
    .join('\n')
}
