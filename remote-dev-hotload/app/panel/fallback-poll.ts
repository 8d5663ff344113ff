import type { StreamStatus } from '../../client/index.ts'
import type { Clock } from '../../kernel/index.ts'

/** Asks for the list now and then while the stream cannot bring news. */
export interface FallbackPoll {
  follow(status: Pick<StreamStatus, 'name' | 'failures'>): void
  dispose(): void
}

export interface FallbackPollDeps {
  clock: Clock
  random: () => number
  isHidden: () => boolean
  poll: () => void
}

/** 15 … 30 s: the list stays the truth, and all panels of a lost stream do not ask at once. */
const LEAST_MS = 15_000
const SPREAD_MS = 15_000
/** So many failures in a row are more than a hiccup. */
const FAILURES = 8

const WITHOUT_STREAM = new Set<StreamStatus['name']>(['unsupported', 'failed', 'ended'])

export function createFallbackPoll({ clock, random, isHidden, poll }: FallbackPollDeps): FallbackPoll {
  let cancel: (() => void) | null = null

  function arm(): void {
    cancel = clock.after(LEAST_MS + random() * SPREAD_MS, () => {
      arm()
      if (!isHidden()) poll()
    })
  }

  return {
    follow({ name, failures }) {
      const isNeeded = WITHOUT_STREAM.has(name) || failures >= FAILURES
      if (isNeeded && !cancel) arm()
      else if (!isNeeded) {
        cancel?.()
        cancel = null
      }
    },
    dispose() {
      cancel?.()
      cancel = null
    },
  }
}
