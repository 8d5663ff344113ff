import { STRIKES, type StrikeName } from './catalogue.ts'
import type { OpenStream } from './open-stream.ts'
import type { PlannedStrike } from './schedule.ts'

export interface StrikesDeps {
  stream: OpenStream
  planned: Iterator<PlannedStrike>
  onHit: (name: StrikeName) => void
}

/** Hits one stream as planned, until the stream is over. */
export const runStrikes = ({ stream, planned, onHit }: StrikesDeps) => {
  let framesLeft = Infinity
  let fault: StrikeName | null = null
  let isOver = false

  const plan = (): void => {
    const next = planned.next()
    if (next.done || isOver) return
    fault = next.value.fault
    const { after } = next.value
    if ('frames' in after) framesLeft = after.frames
    else stream.after(after.ms, hit)
  }

  const hit = (): void => {
    framesLeft = Infinity
    if (isOver || fault === null) return
    // One that waits for the next event has not happened yet.
    if (!stream.isAwaitingEvent()) {
      onHit(fault)
      STRIKES[fault].hit(stream)
    }
    plan()
  }

  plan()
  return {
    /** An event has gone out. */
    countEvent(): void {
      framesLeft--
      if (framesLeft <= 0) hit()
    },
    /** Another plan is in force. */
    stop(): void {
      isOver = true
    },
  }
}
