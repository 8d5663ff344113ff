/** The page's frames and visibility, as arguments. */
export interface FrameEnv {
  requestFrame(run: () => void): number
  cancelFrame(id: number): void
  isHidden(): boolean
  after(ms: number, run: () => void): () => void
}

/** The frames of a page. */
export const framesOf = (page: Window): Omit<FrameEnv, 'after'> => ({
  requestFrame: (run) => page.requestAnimationFrame(run),
  cancelFrame: (id) => page.cancelAnimationFrame(id),
  isHidden: () => page.document.hidden,
})

/** A hidden page has no frames and nobody to draw for. */
const HIDDEN_EVERY_MS = 1_000

export interface FrameScheduler {
  /** Runs the work once in the next frame, however often it is asked; in a hidden page within a second. */
  request(): void
  dispose(): void
}

export function createFrameScheduler(env: FrameEnv, work: () => void): FrameScheduler {
  let cancel: (() => void) | null = null

  function run(): void {
    cancel?.()
    cancel = null
    work()
  }

  return {
    request() {
      if (cancel) return
      const cancelTimer = env.after(HIDDEN_EVERY_MS, run)
      // Both are armed: the page may be hidden before the frame comes.
      const frame = env.isHidden() ? null : env.requestFrame(run)
      cancel = () => {
        cancelTimer()
        if (frame !== null) env.cancelFrame(frame)
      }
    },
    dispose() {
      cancel?.()
      cancel = null
    },
  }
}
