/** Time as an argument: tests pass one that they move by hand. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Calls `run` every `ms` milliseconds until the answer is called. */
  every(ms: number, run: () => void): () => void
}

/** The machine's own clock. */
export const createSystemClock = (): Clock => ({
  now: () => Date.now(),
  every: (ms, run) => {
    const timer = setInterval(run, ms)
    return () => clearInterval(timer)
  },
})

/** RFC 3339 UTC of a time in milliseconds. */
export const toIso = (ms: number): string => new Date(ms).toISOString()

/** The same for a time that may be missing. */
export const toIsoOrNull = (ms: number | null): string | null => (ms === null ? null : toIso(ms))
