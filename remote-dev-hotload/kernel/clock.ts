/** Time as an argument, so that tests own it. All values are milliseconds. */
export interface Clock {
  /** Wall clock, ms since 1970; may jump. */
  now(): number
  /** Never jumps back; for measuring how long something takes. */
  monotonic(): number
  /** Calls once after `ms`; the returned function cancels. */
  after(ms: number, run: () => void): () => void
  /** Calls again and again; the returned function ends it. */
  every(ms: number, run: () => void): () => void
}

/** The machine's own time. */
export function createSystemClock(): Clock {
  return {
    now: () => Date.now(),
    monotonic: () => performance.now(),
    after(ms, run) {
      const timer = setTimeout(run, ms)
      return () => clearTimeout(timer)
    },
    every(ms, run) {
      const timer = setInterval(run, ms)
      return () => clearInterval(timer)
    },
  }
}
