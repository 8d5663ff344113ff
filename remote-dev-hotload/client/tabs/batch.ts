import type { Clock } from '../../kernel/index.ts'

export interface BatchDeps {
  clock: Clock
  isHidden: () => boolean
  /** Called when there is something to send; may find that it has been sent already. */
  send: () => void
}

/** Decides when gathered frames are sent: often enough to be live, seldom enough to be cheap. */
export interface Batch {
  add(): void
  /** Everything up to now goes out before the caller says something else. */
  flush(): void
  dispose(): void
}

export const BATCH_MS = 50
export const BATCH_FRAMES = 200

export function createBatch({ clock, isHidden, send }: BatchDeps): Batch {
  let gathered = 0
  let isAsked = false
  let cancel = () => {}

  function flush(): void {
    cancel()
    isAsked = false
    if (gathered === 0) return
    gathered = 0
    send()
  }

  return {
    add() {
      if (++gathered >= BATCH_FRAMES) return flush()
      if (isAsked) return
      isAsked = true
      if (isHidden()) {
        // A hidden page's timers are slowed to one a second, later one a minute. All frames of one network
        // chunk are delivered in one go, so the end of the task is still a batch.
        let isCancelled = false
        cancel = () => {
          isCancelled = true
        }
        queueMicrotask(() => isCancelled || flush())
      } else cancel = clock.after(BATCH_MS, flush)
    },
    flush,
    dispose() {
      cancel()
      gathered = 0
    },
  }
}
