import type { BigResult, Skipped } from '../big/big-result.ts'
import { figure } from './table.ts'

const isSkipped = (part: object): part is Skipped => 'skipped' in part

/** What the large logs gave, as sentences. */
export function formatBig({ many, ingest }: BigResult): string {
  const sizes = many.flatMap((size) => {
    const name = `${size.lines} lines kept`
    if (isSkipped(size)) return [`${name}: not measured. ${size.skipped}`]
    const searches = (['filter', 'find'] as const).map((kind) => {
      const part = size[kind]
      if (isSkipped(part)) return `  ${kind}: not measured. ${part.skipped}`
      return `  ${kind}: first result ${figure(part.first_ms, 0)} ms, complete ${figure(part.complete_ms, 0)} ms, longest task ${figure(part.longest_task_ms, 0)} ms, count "${part.hits}"`
    })
    const { export: file } = size
    const exported = isSkipped(file)
      ? `  export: not measured. ${file.skipped}`
      : `  export: ${file.lines} lines, ${figure(file.mb)} MB in ${figure(file.complete_ms, 0)} ms, longest task ${figure(file.longest_task_ms, 0)} ms`
    const memory = `heap ${figure(size.heap_mb)} MB, renderer ${figure(size.rss_mb, 0)} MB`
    return [`${name}: filled in ${figure(size.filled_ms / 1_000)} s, ${memory}`, ...searches, exported]
  })
  const { ours, empty_fps } = ingest
  const stream = `50 000 lines/s in batches: ${figure(ours.fps)} FPS (empty ${figure(empty_fps)}), lost ${figure(ours.lost, 0)} of ${figure(ours.received, 0)}${ours.problem ? `; ${ours.problem}` : ''}`
  return [...sizes, stream].join('\n')
}
