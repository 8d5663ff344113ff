/** Time and a way to let others have the thread, as arguments. */
export interface Pace {
  /** Milliseconds, never jumps back. */
  now(): number
  /** Resolves after the page had its turn. */
  pause(): Promise<void>
}

/** Half of a frame: the log goes on at full rate while a file is written. */
const SLICE_MS = 8

/** Cuts long work into slices of 8 ms. */
export interface Slices {
  readonly isOver: boolean
  /** Lets the page have its turn and begins the next slice. */
  next(): Promise<void>
}

export function createSlices(pace: Pace): Slices {
  let end = pace.now() + SLICE_MS
  return {
    get isOver() {
      return pace.now() >= end
    },
    async next() {
      await pace.pause()
      end = pace.now() + SLICE_MS
    },
  }
}

/**
 * The browser's own. A message is a task of its own that the browser puts input and drawing before, and unlike
 * a timer it is neither held back by 4 ms when nested nor to one a second in a hidden tab.
 */
export function createBrowserPace(): Pace {
  return {
    now: () => performance.now(),
    pause: () =>
      new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => {
          port1.close()
          resolve()
        }
        port2.postMessage(null)
      }),
  }
}
