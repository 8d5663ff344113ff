/** One window of measuring, as the page saw it. Times are ms of the server's clock unless they are durations. */
export interface WindowReport {
  readonly from: number
  readonly to: number
  /** Time between frames. */
  readonly frames: number[]
  /** Each time when a newer line than before was on the screen. */
  readonly paints: readonly (readonly [at: number, seq: number])[]
  /** Durations of tasks of 50 ms and more. */
  readonly longTasks: number[]
  /** From a key or pointer event to the next paint. */
  readonly inputs: readonly { readonly type: string; readonly took: number }[]
}

/** What the runner calls in the page. */
export interface Probe {
  /** Resolves when the viewer stands and its clock is set. */
  readonly ready: Promise<void>
  start(): void
  stop(): WindowReport
  /** The same, after everything that has happened until now was painted: the last input counts too. */
  stopPainted(): Promise<WindowReport>
  received(): number
  /** Puts the focus where keys go and tells the key; null when the page has no such place. */
  focusField(): string | null
  /** Back to what the page showed at first. */
  home(): void
}

declare global {
  interface Window {
    bench: Probe
  }
}
