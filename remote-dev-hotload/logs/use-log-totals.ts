import { reactive, watch, type Ref } from 'vue'
import type { LogFilter } from './engine/log-filter.ts'
import type { LogView } from './engine/log-view.ts'
import type { HistoryState, ScopeLog } from './log-book.ts'
import type { LiveView } from './use-live-view.ts'

/** The figures of a log, and what stands in the place of rows when there are none. */
export interface LogTotals {
  shown: number
  /** Rows kept, before the filter. */
  total: number
  dropped: number
  search: LogView['search']
  problem: LogView['problem']
  history: HistoryState
  older: 'none' | 'idle' | 'loading' | 'failed' | 'full'
  empty: 'loading' | 'failed' | 'noMatch' | 'none' | null
}

export function useLogTotals(log: ScopeLog, { view, version }: LiveView, filter: Ref<LogFilter>): Readonly<LogTotals> {
  const totals: LogTotals = reactive({
    shown: 0,
    total: 0,
    dropped: 0,
    search: null,
    problem: null,
    history: 'loading',
    older: 'none',
    empty: null,
  })
  function read(): void {
    const { buffer, history } = log
    totals.shown = view.length
    totals.total = buffer.next - buffer.first
    totals.dropped = buffer.dropped
    totals.search = view.search
    totals.problem = view.problem
    totals.history = history
    totals.older = log.hasOlder ? log.older : 'none'
    totals.empty = emptiness()
  }
  function emptiness(): LogTotals['empty'] {
    if (view.length > 0) return null
    if (totals.total > 0) return 'noMatch'
    return log.history === 'loading' ? 'loading' : log.history === 'failed' ? 'failed' : 'none'
  }
  watch([version, filter], read, { immediate: true, flush: 'sync' })
  return totals
}
