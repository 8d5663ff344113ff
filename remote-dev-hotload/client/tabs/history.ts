import type { StreamFrame } from '../stream/index.ts'

/** A frame that this tab has delivered, and the form of it that others may have (made when first asked for). */
export interface KeptFrame {
  readonly frame: StreamFrame
  masked?: StreamFrame | null
  /** The newest event of the leader right after this frame, where that was nothing to this tab. */
  endId?: string
}

/**
 * The newest frames of this tab, without a hole, and where it stands. Every tab keeps one, because every
 * tab may lead next and must then be able to serve the others.
 */
export interface History {
  /** The newest event id, '' when there is none. */
  cursor(): string
  /** How many frames were ever kept: the number of the newest. */
  newest(): number
  /** Whether this tab has been on a stream before: from then on it misses something when it is not. */
  hasJoined(): boolean
  join(): void
  /** The event that a snapshot already contains; only before anything has come. */
  resumeFrom(id: string): void
  push(frame: StreamFrame): KeptFrame
  /** The leader is at this event; what lies between was nothing to this tab. */
  moveTo(id: string): void
  /** Something is missing here: what came before is of no use to anybody who asks for what came after. */
  breakAt(cursor: string): void
  /** What came after frame number `number`, or null when that is no longer kept. */
  afterNumber(number: number): readonly KeptFrame[] | null
  /** What came after the event, or null when it is not known. */
  afterId(id: string): readonly KeptFrame[] | null
  clear(): void
}

/** About ten seconds of a busy stream: enough for a page that loads meanwhile. */
const MOST_FRAMES = 2_000
/** UTF-16 units of all kept frames together. */
const MOST_LENGTH = 4 * 1024 * 1024
/** Dropping one by one would move the whole array each time. */
const DROP_AT_ONCE = 256

export function createHistory(mostFrames = MOST_FRAMES, mostLength = MOST_LENGTH): History {
  let kept: KeptFrame[] = []
  let first = 0
  let length = 0
  let number = 0
  let isJoined = false
  let cursor = ''
  /** The event right before the oldest kept frame. */
  let base = ''

  function forgetOldest(): void {
    const oldest = kept[first++]
    if (!oldest) return
    length -= oldest.frame.data.length
    base = oldest.endId ?? oldest.frame.id
    if (first >= DROP_AT_ONCE) {
      kept = kept.slice(first)
      first = 0
    }
  }

  function breakAt(next: string): void {
    kept = []
    first = 0
    length = 0
    cursor = next
    base = next
  }

  return {
    cursor: () => cursor,
    newest: () => number,
    hasJoined: () => isJoined,
    join() {
      isJoined = true
    },
    resumeFrom(id) {
      if (cursor === '' && !isJoined) breakAt(id)
    },
    push(frame) {
      const own: KeptFrame = { frame }
      kept.push(own)
      number++
      length += frame.data.length
      cursor = frame.id
      while (kept.length - first > mostFrames || length > mostLength) forgetOldest()
      return own
    },
    moveTo(id) {
      if (id === cursor) return
      const last = kept.at(-1)
      if (last && kept.length > first) last.endId = id
      else base = id
      cursor = id
    },
    breakAt,
    afterNumber(wanted) {
      const missing = number - wanted
      return missing < 0 || missing > kept.length - first ? null : kept.slice(kept.length - missing)
    },
    afterId(id) {
      if (id === '') return null
      // From the newest on: a joiner is nearly up to date.
      for (let i = kept.length - 1; i >= first; i--) {
        if (kept[i]?.frame.ownId === id || kept[i]?.endId === id) return kept.slice(i + 1)
      }
      return id === base ? kept.slice(first) : null
    },
    clear() {
      breakAt('')
      number = 0
      isJoined = false
    },
  }
}
