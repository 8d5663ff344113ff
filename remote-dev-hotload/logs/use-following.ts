import { computed, shallowRef, type ComputedRef, type ShallowRef } from 'vue'
import type { ScopeLog } from './log-book.ts'
import type { LiveView } from './use-live-view.ts'

/** Whether the log moves with what comes, and what came while it did not. */
export interface Following {
  readonly follow: Readonly<ShallowRef<boolean>>
  set(on: boolean): void
  /** Shown lines since the reader left the end. */
  counted(log: ScopeLog, live: LiveView): ComputedRef<{ readonly lines: number; readonly errors: number }>
}

const NOTHING = { lines: 0, errors: 0 }

/** `hasEnded`: nothing will come that could be followed; the way to the end is still open. */
export function useFollowing(
  list: () => { toEnd(): void } | null,
  atStart: boolean,
  hasEnded: () => boolean = () => false,
): Following {
  const follow = shallowRef(atStart)
  /** The newest row when the reader left the end; null until it is known. */
  const leftAt = shallowRef<number | null>(null)
  let newest = () => -1

  return {
    follow,
    set(on) {
      if (on && hasEnded()) {
        leftAt.value = newest()
        return list()?.toEnd()
      }
      if (on === follow.value) return
      follow.value = on
      if (on) list()?.toEnd()
      else leftAt.value = newest()
    },
    counted(log, { view, version }) {
      newest = () => log.buffer.next - 1
      leftAt.value ??= newest()
      return computed(() => {
        void version.value
        return follow.value || leftAt.value === null ? NOTHING : view.countAfter(leftAt.value)
      })
    },
  }
}
