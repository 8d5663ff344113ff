import { shallowRef, type ShallowRef } from 'vue'
import {
  createFrameDecoder,
  type DevHotloadApiClient,
  type Rejection,
  type StreamFrame,
  type StreamStatus,
} from '../../client/index.ts'
import { createRecentSet, type Clock } from '../../kernel/index.ts'
import { applyEvent, errorsIn } from './apply-event.ts'
import type { OnFault } from './calm-verbs.ts'
import { createBareStream } from './bare-stream.ts'
import { createFallbackPoll } from './fallback-poll.ts'
import { createFrameScheduler, type FrameEnv } from './frame-scheduler.ts'
import { createLineRuns } from './line-runs.ts'
import type { Lists } from './lists.ts'
import { createLookAgain } from './look-again.ts'
import type { Memory } from './memory.ts'
import { createResumedNews } from './resumed-news.ts'
import { isNews } from './status-news.ts'
import type { Stores } from './stores.ts'
import { moreUrgent, type EventEffect } from './update-reason.ts'

export interface FeedDeps {
  client: DevHotloadApiClient
  stores: Stores
  memory: Memory
  lists: Lists
  clock: Clock
  frames: Omit<FrameEnv, 'after'>
  tenantId: () => string | null
  random: () => number
  /** The stream is a mere hint and tells of all tenants: the list is asked for again and again. False when left out. */
  isBare?: () => boolean
  /** An event was set aside: why, and the type it claimed to be. */
  onRejected: (rejection: Rejection, type: string) => void
  /** A bug of ours; without it the promise rejects into the window. */
  onFault?: OnFault
}

/** Counters for diagnostics; nothing is set aside without being counted. */
export interface FeedCounts {
  frames: number
  duplicates: number
  rejected: number
  foreign: number
}

/** Joins the stream to the stores: decode, drop what is known, apply once a frame, list again after each reconnect. */
export interface Feed {
  readonly connection: Readonly<ShallowRef<StreamStatus>>
  readonly counts: Readonly<FeedCounts>
  start(): Promise<void>
  /** Nobody is signed in: the stream ends and what was shown is forgotten. */
  pause(): void
  /** The tenant has changed: the old one's frames are dropped before anything of the new one is asked for. */
  restart(): Promise<void>
  dispose(): void
}

/** Ids remembered to recognise a replay. */
const REMEMBERED = 20_000
/** More frames than this between two draws cannot be shown in time; the oldest go and a gap says so. */
const MOST_QUEUED = 50_000

/** Time for one draw's worth of frames, ms, looked at once in so many frames. */
const SLICE_MS = 12
const LOOK_EVERY = 32

const isOpen = ({ name }: StreamStatus) => name === 'live' || name === 'quiet'

export function createFeed(deps: FeedDeps): Feed {
  const { client, stores, memory, lists, clock, frames, tenantId, random, onRejected } = deps
  const { isBare = () => false, onFault } = deps
  const { stream } = client
  const connection = shallowRef<StreamStatus>(stream.status())
  const counts: FeedCounts = { frames: 0, duplicates: 0, rejected: 0, foreign: 0 }
  const seen = createRecentSet(REMEMBERED)
  const decoder = createFrameDecoder()
  let queue: StreamFrame[] = []
  let overflow = 0
  let wasDown = false
  let latest = stream.status()
  const bare = createBareStream({ client, stores, clock, isBare })
  const resumed = createResumedNews({ clock, book: stores.book })
  const poll = () => void (isBare() ? catchUp() : lists.sessionsAgain())
  const fallback = createFallbackPoll({ clock, random, isHidden: frames.isHidden, poll, isBare })
  const lookAgain = createLookAgain({
    clock,
    sessions: stores.sessions,
    isIdle: () => frames.isHidden() || connection.value.name === 'offline',
    askList: () => lists.sessionsSoon('shown'),
    askSession: (sessionId) => void lists.openSession(sessionId),
  })
  const scheduler = createFrameScheduler({ ...frames, after: clock.after }, flush)

  function receive(frame: StreamFrame): void {
    counts.frames++
    // After a gap the server may start to count anew. Cleared here and not when the batch is drawn: what follows
    // the gap in the same batch has to be remembered.
    if (frame.event === 'StreamGap' || (frame.event === 'message' && frame.data.includes('"StreamGap"'))) {
      seen.clear()
      // A page that nobody sees is drawn late.
      resumed.settle(true)
    }
    if (frame.ownId !== null && frame.ownId !== '' && !seen.add(frame.ownId)) {
      counts.duplicates++
      return
    }
    resumed.learnPlace(frame.id)
    queue.push(frame)
    // In one go and not one by one: dropping from the front moves the whole array.
    if (queue.length > MOST_QUEUED * 1.1) {
      const over = queue.length - MOST_QUEUED
      queue = queue.slice(over)
      overflow += over
    }
    scheduler.request()
  }

  function flush(): void {
    const batch = queue
    queue = []
    if (overflow > 0) {
      resumed.settle(true)
      stores.book.appendGap(null, { fromId: null, toId: null, missed: overflow, at: clock.now() })
      overflow = 0
    }
    stores.book.batch(() => apply(batch))
  }

  function apply(batch: readonly StreamFrame[]): void {
    let effect: EventEffect = 'none'
    const lines = createLineRuns((sessionId, entries) => {
      if (stores.book.of({ sessionId })) memory.keepLines(sessionId, entries)
      stores.book.appendLines(sessionId, entries)
      stores.sessions.applyErrors(sessionId, errorsIn(entries))
    })
    const until = clock.monotonic() + SLICE_MS
    for (const [index, frame] of batch.entries()) {
      // The rest waits for the next frame: a click in between must not. A hidden page has time, and few chances.
      if (index % LOOK_EVERY === LOOK_EVERY - 1 && clock.monotonic() > until && !frames.isHidden()) {
        queue = [...batch.slice(index), ...queue]
        scheduler.request()
        break
      }
      const decoded = decoder.decode(frame)
      if (!decoded.ok) {
        counts.rejected++
        onRejected(decoded.rejection, decoded.type)
        continue
      }
      const { event } = decoded
      resumed.settle(event.kind === 'gap')
      const own = tenantId()
      if (event.tenantId !== null && own !== null && event.tenantId !== own) {
        counts.foreign++
        continue
      }
      const foreign = bare.judge(event)
      if (foreign !== null) {
        counts.foreign++
        effect = moreUrgent(effect, foreign)
        continue
      }
      if (event.kind === 'log') {
        lines.add(event.sessionId, event.entries)
        continue
      }
      // Whatever is no line stands behind the lines that came before it.
      lines.end()
      effect = moreUrgent(effect, applyEvent(stores, event, clock.now()))
    }
    lines.end()
    if (effect !== 'none') lists.sessionsSoon(effect)
  }

  function follow(status: StreamStatus): void {
    fallback.follow(status)
    resumed.follow(status)
    const hasOpened = isBare() && isOpen(status) && !isOpen(latest)
    latest = status
    if (isNews(connection.value, status)) connection.value = status
    if (isOpen(status)) {
      // The list is the truth: what happened while we were away shows there first.
      if (wasDown || hasOpened) void catchUp().catch(onFault)
      wasDown = false
    } else if (status.name !== 'connecting' && status.name !== 'idle') wasDown = true
  }

  async function catchUp(): Promise<void> {
    const { selectedId } = stores.sessions
    await Promise.all([lists.sessionsAgain(), ...(selectedId === null ? [] : [lists.openSession(selectedId)])])
  }

  /** One event was larger than anything we take: it is gone, and the log says where. */
  function oversized(): void {
    counts.rejected++
    onRejected('too-large', '')
    stores.book.appendGap(null, { fromId: null, toId: null, missed: 1, at: clock.now() })
  }

  const unsubscribe = [stream.onFrame(receive), stream.onStatus(follow), stream.onOversize(oversized), bare.dispose]

  async function start(): Promise<void> {
    void memory
      .sessions()
      .then((sessions) => stores.sessions.applyRemembered(sessions))
      .catch(onFault)
    const cursor = await lists.sessions()
    // Without a snapshot the first connection has to bring one.
    if (stores.sessions.list.kind !== 'ready') wasDown = true
    resumed.learnPlace(cursor)
    if (cursor !== null) stream.resumeFrom(cursor)
    stream.start()
  }

  function pause(): void {
    stream.stop()
    resumed.forget()
    queue = []
    overflow = 0
    bare.forget()
    seen.clear()
    lists.forgetAnswers()
    stores.clear()
  }

  return {
    connection,
    counts,
    start,
    pause,
    restart() {
      pause()
      return start()
    },
    dispose() {
      for (const end of unsubscribe) end()
      scheduler.dispose()
      fallback.dispose()
      resumed.forget()
      lookAgain.dispose()
      queue = []
    },
  }
}
