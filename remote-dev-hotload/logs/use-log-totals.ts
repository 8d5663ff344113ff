import { reactive, watch, type Ref } from 'vue'
import type { LogFilter } from './engine/log-filter.ts'
import { passAll } from './engine/row-test.ts'
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
  /** The server has lines that are not here. */
  hasOlder: boolean
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
    hasOlder: false,
    empty: null,
  })
  function read(): void {
    const { buffer, history } = log
    const { dividers } = log
    // A divider passes every filter, so it is in both.
    totals.shown = view.length - dividers
    totals.total = buffer.next - buffer.first - dividers
    totals.dropped = buffer.dropped
    totals.search = view.search
    totals.problem = view.problem
    totals.history = history
    totals.hasOlder = log.hasOlder
    // Nobody knows what is older than a page that is still on its way.
    totals.older = log.hasOlder && history !== 'loading' ? log.older : 'none'
    totals.empty = emptiness()
  }
  function emptiness(): LogTotals['empty'] {
    if (totals.total > 0) return hasNoMatch() ? 'noMatch' : null
    return log.history === 'loading' ? 'loading' : log.history === 'failed' ? 'failed' : 'none'
  }
  /** Rows that are no lines pass every filter. */
  function hasNoMatch(): boolean {
    if (view.search !== null || view.test === passAll) return false
    return view.countAfter(log.buffer.first - 1).lines === 0
  }
  watch([version, filter], read, { immediate: true, flush: 'sync' })
  return totals
}
