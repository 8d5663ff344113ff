/** Time as an argument: tests pass one that they move by hand. */
export interface Clock {
  /** Milliseconds, only good for differences and for dates. */
  now(): number
  /** Calls `run` once after `ms` milliseconds; the answer takes it back. */
  after(ms: number, run: () => void): () => void
}

/** The machine's own clock. */
export const createSystemClock = (): Clock => ({
  now: () => Date.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
})

/** Resolves after `ms`, or at once when the signal ends the wait. */
export const pause = (clock: Clock, ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal?.aborted) return resolve()
    const wake = () => {
      cancel()
      signal?.removeEventListener('abort', wake)
      resolve()
    }
    const cancel = clock.after(ms, wake)
    signal?.addEventListener('abort', wake, { once: true })
  })
