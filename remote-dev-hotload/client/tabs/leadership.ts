import type { TabMessage } from './messages.ts'

/**
 * How a message stands to the leader that is followed.
 *
 * - `next`, `skipped`: the next one, or one after something that did not arrive. `repeated`: known already.
 * - `new-leader`: from a later leader. `late`: from an earlier one.
 */
export type Standing = 'next' | 'skipped' | 'repeated' | 'new-leader' | 'late'

/** Who leads, as far as has been heard, and how far its messages have been counted. */
export interface Leadership {
  /** The name of the leader, '' before any was heard. */
  leader(): string
  epoch(): number
  /** Takes the message into account and says how it stood. */
  judge(message: TabMessage): Standing
  /** From this message on nothing is missing, whatever has been counted before. */
  countFrom(message: TabMessage): void
}

export function createLeadership(): Leadership {
  let leader = ''
  let epoch = 0
  let seq = 0
  return {
    leader: () => leader,
    epoch: () => epoch,
    judge(message) {
      if (message.epoch < epoch || (message.epoch === epoch && message.from < leader)) return 'late'
      const isKnown = message.epoch === epoch && message.from === leader
      const expected = seq + 1
      if (isKnown && message.seq < expected) return 'repeated'
      leader = message.from
      epoch = message.epoch
      seq = message.seq
      if (!isKnown) return 'new-leader'
      return message.seq > expected ? 'skipped' : 'next'
    },
    countFrom(message) {
      seq = message.seq
    },
  }
}
