import { computed, nextTick, watch, type ComputedRef } from 'vue'
import type { LogEnd } from './log-end.ts'
import type { LogScope } from './log-book.ts'
import { useLogs } from './ports.ts'

/** How the session of a log ended; null while it lives, and for the log of all sessions. */
export function useLogEnd(scope: LogScope): ComputedRef<LogEnd | null> {
  const logs = useLogs()
  return computed(() => (scope === 'all' ? null : (logs.endOf?.(scope.sessionId) ?? null)))
}

/** Lets go of the end of a log that has ended, as soon as its last lines have been drawn there. */
export function stopAtEnd(isDue: () => boolean, stop: () => void): void {
  watch(
    isDue,
    async (due) => {
      if (!due) return
      await nextTick()
      stop()
    },
    { immediate: true, flush: 'post' },
  )
}
