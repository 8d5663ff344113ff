import { createWorkLoop, type WorkLoop } from '../work-loop.ts'

/** A work loop whose clock and tasks are driven by hand. */
export interface HandLoop extends WorkLoop {
  /** Runs one slice if one is due. */
  slice(): void
  /** Runs slices until nothing is left. */
  drain(): void
  readonly isIdle: boolean
  /** How many looks at the clock a slice may take; each look makes it a millisecond later. */
  readonly looks: number
}

/** Each look at the clock makes it `tick` ms later, so that a slice ends after a few. */
export function createHandLoop(tick = 1): HandLoop {
  let time = 0
  let looks = 0
  let due: (() => void) | null = null
  const loop = createWorkLoop({
    now() {
      looks++
      return (time += tick)
    },
    soon(run) {
      due = run
      return () => {
        due = null
      }
    },
  })
  function slice(): void {
    const run = due
    due = null
    run?.()
  }
  return {
    ...loop,
    slice,
    drain() {
      while (due) slice()
    },
    get isIdle() {
      return due === null
    },
    get looks() {
      return looks
    },
  }
}
