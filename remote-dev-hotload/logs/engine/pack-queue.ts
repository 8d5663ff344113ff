import type { Pack } from './segment-strings.ts'
import type { StoredSegment } from './stored-segment.ts'

/** Packs segments that are no longer young, oldest first and one at a time. */
export interface PackQueue {
  /** Segments were added. */
  wake(): void
}

export interface PackRules {
  /** Starts when more segments than this are kept. */
  readonly above: number
  /** The newest ones are left alone, the last of all in any case. */
  readonly young: number
}

/**
 * `segments` gives what is kept now. A segment that has been dropped
 * or replaced meanwhile is an object that nobody asks any more, so a late answer changes nothing.
 */
export function createPackQueue(
  pack: Pack | null,
  { above, young }: PackRules,
  segments: () => readonly StoredSegment[],
): PackQueue {
  let isBusy = false

  function next(): StoredSegment | undefined {
    const all = segments()
    const to = all.length > above ? all.length - Math.max(1, young) : 0
    for (let i = 0; i < to; i++) {
      const segment = all[i]!
      if (!segment.isPacked && !segment.isRefused) return segment
    }
    return undefined
  }

  async function work(run: Pack): Promise<void> {
    isBusy = true
    for (let segment = next(); segment; segment = next()) {
      try {
        await segment.pack(run)
      } catch {
        // Out of memory or a broken stream: the lines stay as they are, which costs room and nothing else.
        segment.isRefused = true
      }
    }
    isBusy = false
  }

  return {
    wake() {
      if (pack && !isBusy && segments().length > above) void work(pack)
    },
  }
}
