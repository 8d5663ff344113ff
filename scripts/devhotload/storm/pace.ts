/** How much of something is due, at a rate that holds over time however late one looks. */
export interface Pace {
  /** Due `elapsed` ms after the start and not taken yet. */
  due(elapsed: number): number
  take(count: number): void
}

/** `rate` a second. */
export function createPace(rate: number): Pace {
  let taken = 0
  return {
    due: (elapsed) => Math.floor((elapsed * rate) / 1_000) - taken,
    take: (count) => void (taken += count),
  }
}
