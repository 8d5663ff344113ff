import type { Clock } from '../kernel/index.ts'

/** Time that moves only when it is told to. */
export interface FakeClock extends Clock {
  advance(ms: number): void
  /** Timers that are armed; 0 after a clean end. */
  pending(): number
}

export function createFakeClock(start = 1_700_000_000_000): FakeClock {
  let now = start
  let order = 0
  const timers = new Map<number, { at: number; every: number | null; run: () => void }>()

  function arm(ms: number, every: number | null, run: () => void): () => void {
    const id = ++order
    timers.set(id, { at: now + ms, every, run })
    return () => timers.delete(id)
  }

  return {
    now: () => now,
    monotonic: () => now - start,
    after: (ms, run) => arm(ms, null, run),
    every: (ms, run) => arm(ms, ms, run),
    advance(ms) {
      const end = now + ms
      for (;;) {
        const due = [...timers]
          .filter(([, timer]) => timer.at <= end)
          .sort((a, b) => a[1].at - b[1].at || a[0] - b[0])[0]
        if (!due) break
        const [id, timer] = due
        now = timer.at
        if (timer.every === null) timers.delete(id)
        else timers.set(id, { ...timer, at: now + timer.every })
        timer.run()
      }
      now = end
    },
    pending: () => timers.size,
  }
}
