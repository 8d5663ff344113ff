import type { Clock } from './clock.ts'

const settle = () => new Promise<void>((resolve) => setImmediate(resolve))

/** A clock for tests: time stands still until `advance` moves it, timer by timer. */
export const createFakeClock = (start = Date.parse('2026-01-01T00:00:00Z')) => {
  const timers = new Set<{ at: number; run: () => void }>()
  let now = start

  const clock: Clock = {
    now: () => now,
    after: (ms, run) => {
      const timer = { at: now + ms, run }
      timers.add(timer)
      return () => void timers.delete(timer)
    },
  }

  /** Runs everything that falls due within `ms`, and lets promises settle in between. */
  const advance = async (ms: number) => {
    const end = now + ms
    await settle()
    for (;;) {
      const due = [...timers].filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0]
      if (!due) break
      timers.delete(due)
      now = Math.max(now, due.at)
      due.run()
      await settle()
    }
    now = end
  }

  return { ...clock, advance, pending: () => timers.size }
}
