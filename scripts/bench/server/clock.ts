/** Milliseconds since the epoch with fractions; monotonic within a process. */
export const preciseNow = (): number => performance.timeOrigin + performance.now()
