import { computed, onScopeDispose, watch, type ComputedRef } from 'vue'
import { createLogFind } from './engine/create-log-find.ts'
import type { LogFind } from './engine/log-find.ts'
import { noFilter } from './engine/log-filter.ts'
import { createLogView } from './engine/create-log-view.ts'
import type { ScopeLog } from './log-book.ts'
import type { LiveView } from './use-live-view.ts'

export interface FindState {
  readonly count: number
  readonly isSearching: boolean
  readonly problem: LogFind['problem']
}

/** What a reader steps through in the shown rows: the lines with a text, and the errors. */
export interface LogSteps {
  readonly find: LogFind
  readonly state: ComputedRef<FindState>
  /** The next error after, or the last one before a row; null when nothing is that bad. */
  errorFrom(seq: number, direction: 1 | -1): number | null
}

/** Find over the rows of a live view. */
export function useLogFind(
  log: ScopeLog,
  live: LiveView,
  wanted: { text: () => string; isPattern: () => boolean },
): LogSteps {
  const find = createLogFind({ buffer: log.buffer, loop: live.loop, view: live.view })
  live.onDraw(find.refresh)
  watch(
    [wanted.text, wanted.isPattern],
    ([text, isPattern]) => void find.setText(text, isPattern).then(live.requestDraw),
    { immediate: true },
  )
  onScopeDispose(find.dispose)

  const state = computed(() => {
    void live.version.value
    return { count: find.count, isSearching: find.isSearching, problem: find.problem }
  })

  function errorFrom(seq: number, direction: 1 | -1): number | null {
    // Made for one look: errors are few, and the columns tell them without reading a text.
    const errors = createLogView({ buffer: log.buffer, loop: live.loop })
    void errors.setFilter({ ...noFilter, level: 'error' })
    const end = direction === 1 ? errors.length : -1
    for (
      let at = errors.positionOf(direction === 1 ? seq + 1 : seq) - (direction === 1 ? 0 : 1);
      at !== end;
      at += direction
    ) {
      const found = errors.seqAt(at)
      if (log.buffer.row(found)?.kind === 'line' && live.view.headOf(found) !== null) {
        errors.dispose()
        return found
      }
    }
    errors.dispose()
    return null
  }

  return { find, state, errorFrom }
}
