import type { Clock } from '../../kernel/index.ts'

/** Keeps figures fresh while somebody looks at them; a hidden page does not ask. */
export interface MetricsPoll {
  watch(sessionId: string | null): () => void
  dispose(): void
}

export interface MetricsPollDeps {
  clock: Clock
  everyMs: number
  isHidden: () => boolean
  load: (sessionId: string | null) => void
  forget: (sessionId: string | null) => void
}

export function createMetricsPoll({ clock, everyMs, isHidden, load, forget }: MetricsPollDeps): MetricsPoll {
  const running = new Map<string | null, { readers: number; cancel: () => void }>()

  function end(sessionId: string | null): void {
    const poll = running.get(sessionId)
    if (!poll || --poll.readers > 0) return
    poll.cancel()
    running.delete(sessionId)
    forget(sessionId)
  }

  return {
    watch(sessionId) {
      const poll = running.get(sessionId)
      if (poll) poll.readers++
      else {
        load(sessionId)
        running.set(sessionId, { readers: 1, cancel: clock.every(everyMs, () => isHidden() || load(sessionId)) })
      }
      return () => end(sessionId)
    },
    dispose() {
      for (const { cancel } of running.values()) cancel()
      running.clear()
    },
  }
}
