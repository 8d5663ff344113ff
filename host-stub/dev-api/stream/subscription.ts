import type { Clock } from '../clock.ts'
import type { EventHub } from './event-hub.ts'
import type { EventIds, EventPlace } from './event-id.ts'
import type { EventLog } from './event-log.ts'
import type { FrameWriter } from './frame.ts'
import type { StartingPoint } from './starting-point.ts'
import type { StreamEvent } from './stream-event.ts'

export interface SubscriptionDeps {
  log: EventLog
  hub: EventHub
  ids: EventIds
  clock: Clock
  writer: FrameWriter
  tenantId: string
  start: StartingPoint
  /** Gaps of a filtered stream are not counted: nobody knows how many of the missing events it would have shown. */
  filtered: boolean
  heartbeatMs: number
  /** Characters that may wait for a slow receiver. */
  bufferChars: number
  /** Events read from the log at a time. */
  replayPage: number
  onEnd: () => void
}

/** One open stream: replays the log from its starting point, then follows it live, without a hole in between. */
export const createSubscription = (deps: SubscriptionDeps) => {
  const { log, hub, ids, clock, writer, tenantId, start, filtered, heartbeatMs, bufferChars, replayPage, onEnd } = deps
  /** The newest event that the receiver has been given or was not meant to get. */
  let taken: EventPlace = start.from
  /** The newest event that was looked at. */
  let seen: EventPlace = start.from
  let waiting: string[] = []
  let waitingChars = 0
  let missed = 0
  let unsubscribe: (() => void) | null = null
  let wake: (() => void) | null = null
  let ended = false
  let opening: string | null = ': connected\n'

  const nudge = (): void => {
    wake?.()
    wake = null
  }

  const hear = (event: StreamEvent): void => {
    seen = event
    const frame = writer.event(event)
    if (frame === null) return
    if (missed > 0) {
      missed++
      return
    }
    waiting.push(frame)
    waitingChars += frame.length
    if (waitingChars > bufferChars) {
      missed = waiting.length
      waiting = []
      waitingChars = 0
    }
    nudge()
  }

  const gap = (reason: string, fromId: string, to: EventPlace, count?: number): string =>
    writer.gap(clock.now(), to, {
      reason,
      fromId,
      toId: ids.write(to),
      ...(count === undefined ? {} : { missed: count }),
    })

  const greet = (): string => {
    const hello = opening ?? ''
    opening = null
    if (!start.gap) return hello + writer.cursor(start.from)
    return `${hello}\n${gap('retention', start.gap.fromId, start.from, filtered ? undefined : start.gap.missed)}`
  }

  const replay = (): string => {
    const { pruned } = log.head(tenantId)
    let text = ''
    if (pruned.n > taken.n) {
      text = gap('retention', ids.write(taken), pruned, filtered ? undefined : pruned.n - taken.n)
      taken = pruned
    }
    const page = log.readAfter(tenantId, taken.seq, replayPage)
    for (const event of page) text += writer.event(event) ?? ''
    taken = page.at(-1) ?? taken
    seen = taken
    // The page was the last one and nothing can have been written since: from here on the hub tells.
    if (page.length < replayPage) unsubscribe = hub.subscribe(tenantId, hear)
    return text
  }

  const next = (): string => {
    if (opening !== null) return greet()
    if (!unsubscribe) return replay()
    let text = waiting.join('')
    if (missed > 0) text = gap('overflow', ids.write(taken), seen, missed)
    waiting = []
    waitingChars = 0
    missed = 0
    taken = seen
    return text
  }

  const stopHeartbeat = clock.every(heartbeatMs, () => {
    // Whoever does not read needs no sign of life.
    if (!wake) return
    waiting.push(': hb\n\n')
    nudge()
  })

  const end = (): void => {
    if (ended) return
    ended = true
    stopHeartbeat()
    unsubscribe?.()
    nudge()
    onEnd()
  }

  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      let text = next()
      while (text === '' && !ended) {
        if (unsubscribe) await new Promise<void>((resolve) => (wake = resolve))
        text = ended ? '' : next()
      }
      if (text !== '') controller.enqueue(Buffer.from(text))
      if (ended) controller.close()
    },
    cancel: end,
  })

  return { body, end }
}

export type Subscription = ReturnType<typeof createSubscription>
