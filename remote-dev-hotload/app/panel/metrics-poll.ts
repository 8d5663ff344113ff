import type { Clock } from '../../kernel/index.ts'

/** Keeps figures fresh while somebody looks at them; a hidden page does not ask. */
export interface MetricsPoll {
  watch(sessionId: string | null): () => void
  /** Asks for everything that is looked at, now. */
  again(): void
  dispose(): void
}

export interface MetricsPollDeps {
  clock: Clock
  everyMs: number
  isHidden: () => boolean
  load: (sessionId: string | null) => void
  forget: (sessionId: string | null) => void
}

/** Nobody looks: whether somebody does again is looked at this often. */
const HIDDEN_MS = 1_000

export function createMetricsPoll({ clock, everyMs, isHidden, load, forget }: MetricsPollDeps): MetricsPoll {
  const readers = new Map<string | null, number>()
  let cancel = () => {}

  function arm(ms: number): void {
    cancel()
    cancel = clock.after(ms, tick)
  }

  /** Late by as long as the page was hidden, and then at once: figures of an hour ago are no welcome. */
  function tick(): void {
    if (isHidden()) return arm(HIDDEN_MS)
    arm(everyMs)
    loadAll()
  }

  function loadAll(): void {
    for (const sessionId of readers.keys()) load(sessionId)
  }

  function end(sessionId: string | null): void {
    const left = (readers.get(sessionId) ?? 1) - 1
    if (left > 0) return void readers.set(sessionId, left)
    readers.delete(sessionId)
    if (readers.size === 0) cancel()
    forget(sessionId)
  }

  return {
    watch(sessionId) {
      const known = readers.get(sessionId) ?? 0
      if (readers.size === 0) arm(everyMs)
      readers.set(sessionId, known + 1)
      if (known === 0) load(sessionId)
      let isOver = false
      return () => {
        if (!isOver) end(sessionId)
        isOver = true
      }
    },
    again() {
      if (readers.size === 0) return
      arm(everyMs)
      loadAll()
    },
    dispose() {
      cancel()
      readers.clear()
    },
  }
}
