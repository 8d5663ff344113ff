import { watch } from 'vue'
import type { Clock } from '../kernel/index.ts'
import type { SessionStore } from '../sessions/index.ts'

/** A server that is slow, or a page that draws slowly or not at all, keeps nobody waiting for longer, ms. */
const ANSWER_MS = 1_000
const PAINT_MS = 250

/** Resolves once the first table, or what stands in its place, has been painted: everything else comes after it. */
export function afterTable(sessions: Pick<SessionStore, 'list'>, clock: Pick<Clock, 'after'>): Promise<void> {
  return new Promise((resolve) => {
    let isAnswered = false

    function answered(): void {
      if (isAnswered) return
      isAnswered = true
      endWatch()
      cancelPatience()
      clock.after(PAINT_MS, resolve)
      // A frame's callbacks run before it is painted, a task that they begin runs after.
      requestAnimationFrame(() => clock.after(0, resolve))
    }

    const cancelPatience = clock.after(ANSWER_MS, answered)
    const endWatch = watch(
      () => sessions.list.kind,
      (kind) => kind !== 'loading' && answered(),
      { flush: 'post' },
    )
    if (sessions.list.kind !== 'loading') answered()
  })
}
