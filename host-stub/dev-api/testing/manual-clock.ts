import type { Clock } from '../clock.ts'

const START = Date.parse('2026-01-05T10:00:00.000Z')

/** A clock that stands still until a test moves it. */
export const createManualClock = (start: number = START) => {
  let now = start
  const timers = new Set<{ ms: number; due: number; run: () => void }>()

  return {
    now: () => now,
    every: (ms: number, run: () => void) => {
      const timer = { ms, due: now + ms, run }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    /** Runs everything that is due on the way, in its order. */
    advance(ms: number): void {
      const end = now + ms
      for (;;) {
        const [next] = [...timers].filter(({ due }) => due <= end).sort((a, b) => a.due - b.due)
        if (!next) break
        now = next.due
        next.due += next.ms
        next.run()
      }
      now = end
    },
  } satisfies Clock & { advance: (ms: number) => void }
}

export type ManualClock = ReturnType<typeof createManualClock>
