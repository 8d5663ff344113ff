import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import { createHistogramBuilder } from './engine/build-histogram.ts'
import { createReloadDiff } from './engine/create-reload-diff.ts'
import type { LogHistogram } from './engine/log-histogram.ts'
import type { ReloadDiff } from './engine/reload-diff.ts'
import type { LogScope, ScopeLog } from './log-book.ts'
import { useLogs } from './ports.ts'

/** What stands around the list: counted now and then, not with each line. */
export interface LogSummary {
  readonly histogram: Readonly<ShallowRef<LogHistogram | null>>
  readonly diff: Readonly<ShallowRef<ReloadDiff | null>>
  /** Sources and names of JSON fields seen in the newest lines. */
  readonly sources: Readonly<ShallowRef<readonly string[]>>
  readonly fieldNames: Readonly<ShallowRef<readonly string[]>>
  /** Sessions with a line in this log, for whom an export speaks. */
  readonly sessionIds: () => readonly string[]
}

const EVERY_MS = 500
const SAMPLE = 200
const MOST_NAMES = 40

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export function useLogSummary(log: ScopeLog, scope: LogScope, wantsHistogram: () => boolean): LogSummary {
  const { book, clock } = useLogs()
  const { buffer } = log
  const histograms = createHistogramBuilder()
  const diffs = scope === 'all' ? null : createReloadDiff({ buffer, sessionId: scope.sessionId })
  const histogram = shallowRef<LogHistogram | null>(null)
  const diff = shallowRef<ReloadDiff | null>(null)
  const sources = shallowRef<readonly string[]>([])
  const fieldNames = shallowRef<readonly string[]>([])
  let known = -1
  let cancel: (() => void) | null = null

  /** Names that were seen once stay: a menu whose entries come and go cannot be used. */
  function learn(): void {
    const found = new Set(sources.value)
    const names = new Set(fieldNames.value)
    for (let seq = buffer.next - 1; seq >= Math.max(buffer.first, buffer.next - SAMPLE); seq--) {
      const row = buffer.row(seq)
      if (row?.kind !== 'line') continue
      if (row.entry.source) found.add(row.entry.source)
      if (isObject(row.entry.fields)) for (const name of Object.keys(row.entry.fields)) names.add(name)
    }
    if (found.size !== sources.value.length) sources.value = [...found].slice(0, MOST_NAMES)
    if (names.size !== fieldNames.value.length) fieldNames.value = [...names].slice(0, MOST_NAMES)
  }

  function count(): void {
    cancel = null
    if (known === buffer.version) return
    known = buffer.version
    diffs?.refresh()
    diff.value = diffs?.diff() ?? null
    histogram.value = wantsHistogram() ? histograms.build(buffer.segments()) : null
    learn()
  }

  count()
  const unsubscribe = book.onChange(() => (cancel ??= clock.after(EVERY_MS, count)))
  onScopeDispose(() => {
    unsubscribe()
    cancel?.()
  })

  return {
    histogram,
    diff,
    sources,
    fieldNames,
    sessionIds() {
      if (scope !== 'all') return [scope.sessionId]
      const ids = new Set<string>()
      for (const segment of buffer.segments())
        for (const index of segment.session.subarray(0, segment.count)) ids.add(buffer.sessionName(index))
      return [...ids].filter(Boolean)
    },
  }
}
