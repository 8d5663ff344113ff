/** One piece of work that is done bit by bit. Works until about the deadline; true when nothing is left for now. */
export type SlicedTask = (deadline: number) => boolean

export interface WorkHandle {
  /** There is something to do (again). */
  wake(): void
  /** Never called again. */
  stop(): void
}

/** Shares the main thread: runs long work in slices and lets input and frames through between them. */
export interface WorkLoop {
  /** Monotonic ms, the clock of the deadlines. */
  now(): number
  /** Registers a task; it sleeps until it is woken. */
  add(task: SlicedTask): WorkHandle
  dispose(): void
}

export interface WorkLoopDeps {
  now(): number
  /** Calls once, as a task of its own; the returned function cancels. */
  soon(run: () => void): () => void
  /** Something was worked off; called after each slice. */
  onSlice?(): void
}

/** Half a frame of 16 ms: input and painting get the other half. */
export const SLICE_MS = 8

export function createWorkLoop({ now, soon, onSlice }: WorkLoopDeps): WorkLoop {
  /** Whose turn it is stands first. */
  const waiting: SlicedTask[] = []
  let cancel: (() => void) | null = null
  let isOver = false

  function schedule(): void {
    if (cancel || isOver || waiting.length === 0) return
    cancel = soon(slice)
  }

  function slice(): void {
    cancel = null
    const deadline = now() + SLICE_MS
    try {
      do {
        const task = waiting.shift()
        if (!task) break
        // Off the list while it runs: a task that throws is not called again, one that is woken meanwhile is.
        if (!task(deadline) && !isOver && !waiting.includes(task)) waiting.push(task)
      } while (!isOver && now() < deadline)
    } finally {
      schedule()
    }
    if (!isOver) onSlice?.()
  }

  return {
    now,
    add(task) {
      let isStopped = false
      const own: SlicedTask = (deadline) => isStopped || task(deadline)
      return {
        wake() {
          if (isStopped || isOver) return
          if (!waiting.includes(own)) waiting.push(own)
          schedule()
        },
        stop() {
          isStopped = true
          const at = waiting.indexOf(own)
          if (at !== -1) waiting.splice(at, 1)
          if (waiting.length === 0) {
            cancel?.()
            cancel = null
          }
        },
      }
    },
    dispose() {
      isOver = true
      waiting.length = 0
      cancel?.()
      cancel = null
    },
  }
}
