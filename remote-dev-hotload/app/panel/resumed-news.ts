import type { StreamStatus } from '../../client/index.ts'
import type { Clock } from '../../kernel/index.ts'
import type { LogBook } from '../../logs/index.ts'

/** Shorter cuts are not worth a divider. */
const WORTH_SAYING_MS = 2_000
/** A server that has lost events says so before anything else; one that is silent for so long has nothing to say. */
const NO_GAP_AFTER_MS = 1_500

/** Tells the log where the stream came back and nothing was lost. */
export interface ResumedNews {
  follow(status: StreamStatus): void
  /** The list named the newest event that it contains, or a frame did: from then on a return loses nothing unseen. */
  learnPlace(id: string | null): void
  /** An event is about to be applied; `hasGap`: it says that others were lost. Only the first since the return counts. */
  settle(hasGap: boolean): void
  forget(): void
}

export function createResumedNews({ clock, book }: { clock: Clock; book: LogBook }): ResumedNews {
  let hasPlace = false
  let wasOpen = false
  let downAt: number | null = null
  let back: { readonly at: number; cancel(): void } | null = null

  function settle(hasGap: boolean): void {
    if (!back || downAt === null) return
    const { at, cancel } = back
    const downMs = at - downAt
    cancel()
    back = downAt = null
    if (!hasGap && downMs > WORTH_SAYING_MS) book.appendResumed(at, downMs)
  }

  return {
    follow({ name, downSince }) {
      if (name === 'live' || name === 'quiet') {
        wasOpen = true
        if (downAt === null || back) return
        back = { at: clock.now(), cancel: clock.after(NO_GAP_AFTER_MS, () => settle(false)) }
        return
      }
      // Down again before anything came: one interruption, from its first moment.
      back?.cancel()
      back = null
      if (!wasOpen || !hasPlace || name === 'idle') return
      if (downSince !== null || name !== 'connecting') downAt ??= downSince ?? clock.now()
    },
    learnPlace(id) {
      hasPlace ||= id !== null && id !== ''
    },
    settle,
    forget() {
      back?.cancel()
      back = downAt = null
      hasPlace = wasOpen = false
    },
  }
}
