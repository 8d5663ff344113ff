import type { Measured } from './measure.ts'

const kB = (bytes: number) => `${(bytes / 1_000).toFixed(1)} kB`

/** The rows for a terminal: title, size, budget, verdict. */
export function tableOf(rows: readonly Measured[], withFiles: boolean): string {
  const width = Math.max(...rows.map(({ title }) => title.length))
  const lines = rows.flatMap(({ title, bytes, budget, files, isKept }) => {
    const verdict = isKept ? 'kept' : `too much: ${kB(bytes - budget)} over`
    const line = `${title.padEnd(width)}  ${kB(bytes).padStart(9)}  of ${kB(budget).padStart(9)}  ${verdict}`
    return withFiles ? [line, ...files.map((file) => `  ${file}`)] : [line]
  })
  const broken = rows.filter(({ isKept }) => !isKept).length
  const sentence = broken === 0 ? 'Every budget is kept.' : `${broken} of ${rows.length} budgets are not kept.`
  return ['gzip -9 of each file, without shared vue, pinia and vue-router:', '', ...lines, '', sentence].join('\n')
}
