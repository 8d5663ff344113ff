import type { StreamStatus } from '../../client/index.ts'
import type { Clock } from '../../kernel/index.ts'

/** Asks for the list now and then while the stream cannot bring news, or brings too little of it. */
export interface FallbackPoll {
  follow(status: Pick<StreamStatus, 'name' | 'failures'>): void
  dispose(): void
}

export interface FallbackPollDeps {
  clock: Clock
  random: () => number
  isHidden: () => boolean
  poll: () => void
  /** The stream is a mere hint: no heartbeats, no replay, and it leaves things out. False when left out. */
  isBare?: () => boolean
}

/** 15 … 30 s: the list stays the truth, and all panels of a lost stream do not ask at once. */
const LEAST_MS = 15_000
const SPREAD_MS = 15_000
/** So many failures in a row are more than a hiccup. */
const FAILURES = 8

/** Nobody is signed in, nobody may, nobody can, or nobody looks. */
const AT_REST = new Set<StreamStatus['name']>(['idle', 'unauthorized', 'forbidden', 'offline', 'suspended'])
const WITHOUT_STREAM = new Set<StreamStatus['name']>(['unsupported', 'failed', 'ended'])

export function createFallbackPoll(deps: FallbackPollDeps): FallbackPoll {
  const { clock, random, isHidden, poll, isBare = () => false } = deps
  let cancel: (() => void) | null = null

  function arm(): void {
    cancel = clock.after(LEAST_MS + random() * SPREAD_MS, () => {
      arm()
      if (!isHidden()) poll()
    })
  }

  return {
    follow({ name, failures }) {
      const isNeeded = WITHOUT_STREAM.has(name) || failures >= FAILURES || (isBare() && !AT_REST.has(name))
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
