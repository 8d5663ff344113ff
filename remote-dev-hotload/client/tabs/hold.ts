import type { Clock } from '../../kernel/index.ts'
import type { StreamFrame } from '../stream/index.ts'

export interface HoldDeps {
  clock: Clock
  /** The event after which this tab wants to go on. */
  wanted: string
  /** Whether the leader's connection delivers at the moment. */
  isOpen: () => boolean
  onFound: (frames: StreamFrame[]) => void
  onGivenUp: (frames: StreamFrame[]) => void
}

/**
 * Keeps frames back for a moment. A leader that does not know an event has either forgotten it or not got it
 * yet: a list can be ahead of the stream, and a tab ahead of a new leader. Ids are opaque, so only waiting
 * tells which; without it each such race would be shown as a gap.
 */
export interface Hold {
  /** @param cursor the leader's newest event after these frames */
  add(frames: readonly StreamFrame[], cursor: string): void
  dispose(): void
}

const HOLD_MS = 1_000
const MOST_HELD = 2_000

export function createHold({ clock, wanted, isOpen, onFound, onGivenUp }: HoldDeps): Hold {
  let held: StreamFrame[] = []
  let cancel = clock.after(HOLD_MS, look)

  function look(): void {
    // While the leader itself catches up there is nothing to conclude.
    if (isOpen()) onGivenUp(held)
    else cancel = clock.after(HOLD_MS, look)
  }

  return {
    add(frames, cursor) {
      held = [...held, ...frames]
      const at = cursor === wanted ? held.length - 1 : held.findLastIndex((frame) => frame.ownId === wanted)
      if (at >= 0 || cursor === wanted) {
        cancel()
        onFound(held.slice(at + 1))
      } else if (held.length > MOST_HELD) {
        cancel()
        onGivenUp(held)
      }
    },
    dispose: () => cancel(),
  }
}
