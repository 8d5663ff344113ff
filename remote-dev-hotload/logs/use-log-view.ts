import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import type { HistoryState, LogScope } from './log-book.ts'
import { createFilteredLog, isError, type FilteredLog, type LogFilter } from './log-filter.ts'
import type { LogRow } from './log-row.ts'
import { useLogs } from './ports.ts'

/** What the list draws; replaced as a whole, at most once for each change of the book. */
export interface LogSnapshot {
  readonly seqs: readonly number[]
  /** Rows kept, before the filter. */
  readonly total: number
  readonly dropped: number
  readonly history: HistoryState
}

export interface LogView {
  readonly snapshot: ShallowRef<LogSnapshot>
  row(seq: number): LogRow | undefined
  /** Shown lines after `seq`, and how many of them are errors. */
  countAfter(seq: number): { lines: number; errors: number }
}

const nothing: LogSnapshot = { seqs: [], total: 0, dropped: 0, history: 'loading' }

/** Opens a scope for as long as the calling component lives and keeps its filtered rows. */
export function useLogView(scope: () => LogScope, filter: () => LogFilter): LogView {
  const { book, watch: watchScope } = useLogs()
  const snapshot = shallowRef(nothing)
  let filtered: FilteredLog | null = null

  function refresh(): void {
    const log = book.of(scope())
    if (!log || !filtered) return
    const { buffer, history } = log
    snapshot.value = { seqs: filtered.seqs(), total: buffer.next - buffer.first, dropped: buffer.dropped, history }
  }

  watch(
    scope,
    (next, _before, onCleanup) => {
      onCleanup(watchScope(next))
      const log = book.of(next)
      filtered = log ? createFilteredLog(log.buffer) : null
      filtered?.setFilter(filter())
      refresh()
    },
    { immediate: true },
  )
  watch(filter, (next) => {
    filtered?.setFilter(next)
    refresh()
  })
  onScopeDispose(book.onChange(refresh))

  const row = (seq: number) => book.of(scope())?.buffer.row(seq)
  return {
    snapshot,
    row,
    countAfter(seq) {
      const { seqs } = snapshot.value
      let lines = 0
      let errors = 0
      for (let i = seqs.length - 1; i >= 0 && seqs[i]! > seq; i--) {
        const found = row(seqs[i]!)
        if (found?.kind !== 'line') continue
        lines++
        if (isError(found.entry.level)) errors++
      }
      return { lines, errors }
    },
  }
}
