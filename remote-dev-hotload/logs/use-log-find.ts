import { computed, onScopeDispose, watch, type ComputedRef } from 'vue'
import { useSlips } from '../ui/index.ts'
import { createLogFind } from './engine/create-log-find.ts'
import { errorStep } from './engine/error-step.ts'
import type { LogFind } from './engine/log-find.ts'
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
  const { slip } = useSlips()
  live.onDraw(find.refresh)
  watch(
    [wanted.text, wanted.isPattern],
    ([text, isPattern]) => void find.setText(text, isPattern).then(live.requestDraw).catch(slip),
    { immediate: true },
  )
  onScopeDispose(find.dispose)

  const state = computed(() => {
    void live.version.value
    return { count: find.count, isSearching: find.isSearching, problem: find.problem }
  })

  const errorFrom = (seq: number, direction: 1 | -1) =>
    errorStep(log.buffer.segments(), seq, direction, (found) => live.view.headOf(found) !== null)

  return { find, state, errorFrom }
}
