import type { Clock } from '../../kernel/index.ts'
import { createFrameDecoder } from '../decode/index.ts'
import type { Stream, StreamFrame, StreamSignal, StreamStatus } from '../stream/index.ts'
import { createBatch } from './batch.ts'
import type { History, KeptFrame } from './history.ts'
import { gapFrame, maskedFrame } from './masked-frame.ts'
import { plainFrame, plainStatus, type MessageOf, type TabMessage, type TabNews } from './messages.ts'
import { isNews } from './status-news.ts'

export interface LeaderDeps {
  stream: Stream
  clock: Clock
  isHidden: () => boolean
  tabId: string
  tenantId: string
  history: History
  /** The highest epoch that this tab has heard of. */
  knownEpoch: number
  isOffline: boolean
  post: (epoch: number, seq: number, news: TabNews) => void
  onFrame: (frame: StreamFrame) => void
  onStatus: (status: StreamStatus) => void
  onOversize: () => void
  onRelayed: (frames: number) => void
}

/** Runs the one connection and answers the tabs that follow. */
export interface Leader {
  hear(message: TabMessage): void
  tell(signal: StreamSignal): void
  /** Says farewell and ends the connection. */
  dispose(): void
}

/** Others must see that their leader lives. Well below what they call silence, also when timers are slowed to one a minute. */
const SIGN_OF_LIFE_MS = 15_000

export function createLeader(deps: LeaderDeps): Leader {
  const { stream, clock, history } = deps
  const followers = new Set<string>()
  const decoder = createFrameDecoder()
  // The wall clock is the same in all tabs, so a leader that has heard of no other still comes after them all.
  let epoch = Math.max(deps.knownEpoch + 1, clock.now())
  let seq = 0
  let told: StreamStatus | null = null
  let toldAt = 0
  let pending: KeptFrame[] = []
  let isHidden = deps.isHidden()
  let isUnwatched = false
  let isOver = false
  const batch = createBatch({ clock, isHidden: deps.isHidden, send: sendPending })

  function say(news: TabNews): void {
    deps.post(epoch, ++seq, news)
  }

  /** Masked only when somebody listens, and once for everybody. */
  function forOthers(kept: readonly KeptFrame[]): StreamFrame[] {
    return kept.flatMap((one) => {
      const masked = (one.masked ??= maskedFrame(one.frame, deps.tenantId, decoder))
      return masked === null ? [] : [plainFrame(masked)]
    })
  }

  function sendPending(): void {
    const frames = forOthers(pending)
    pending = []
    deps.onRelayed(frames.length)
    say({ kind: 'frames', upTo: history.newest(), cursor: history.cursor(), frames })
  }

  function sayStatus(): void {
    batch.flush()
    told = plainStatus(stream.status())
    toldAt = clock.now()
    say({ kind: 'status', status: told })
  }

  function deliver(frame: StreamFrame): void {
    const kept = history.push(frame)
    if (followers.size > 0) {
      pending.push(kept)
      batch.add()
    }
    deps.onFrame(frame)
  }

  function followStatus(status: StreamStatus): void {
    const isDue = isNews(told, status) || clock.now() - toldAt >= SIGN_OF_LIFE_MS
    if (isDue && followers.size > 0) sayStatus()
    deps.onStatus(status)
  }

  function answer(hello: MessageOf<'hello'>): void {
    // It has heard of a leader that came later than this one claims to be, or at the same time: the wall clock was
    // set back, or is too coarse.
    if (hello.epoch > epoch || (hello.epoch === epoch && hello.leader !== deps.tabId)) {
      epoch = hello.epoch + 1
      seq = 0
      sayStatus()
      return
    }
    batch.flush()
    followers.add(hello.from)
    tellWatched()
    const number = hello.epoch === epoch ? hello.upTo : null
    const missed = (number === null ? null : history.afterNumber(number)) ?? history.afterId(hello.after)
    say({
      kind: 'snapshot',
      to: hello.from,
      ask: hello.ask,
      found: missed !== null,
      upTo: history.newest(),
      cursor: history.cursor(),
      frames: forOthers(missed ?? []),
      status: plainStatus(stream.status()),
    })
  }

  /** A stream that nobody looks at is given up after a while; a hidden leader's is looked at in other tabs. */
  function tellWatched(): void {
    if (isUnwatched === (isHidden && followers.size === 0)) return
    isUnwatched = !isUnwatched
    stream.tell(isUnwatched ? 'hidden' : 'visible')
  }

  const endings = [
    stream.onFrame(deliver),
    stream.onStatus(followStatus),
    stream.onOversize(() => {
      if (followers.size > 0) {
        batch.flush()
        say({ kind: 'oversize' })
      }
      deps.onOversize()
    }),
    clock.every(SIGN_OF_LIFE_MS, () => followers.size > 0 && sayStatus()),
  ]

  // A stream without ids cannot be resumed: what came between two leaders is not to be had.
  const isBlind = history.hasJoined() && history.cursor() === ''
  history.join()
  stream.resumeFrom(history.cursor())
  stream.start()
  if (deps.isOffline) stream.tell('offline')
  tellWatched()
  if (!isOver) sayStatus()
  if (isBlind && !isOver) deliver(gapFrame('', '', clock.now()))

  return {
    hear(message) {
      if (message.kind === 'hello') answer(message)
      else if (message.kind === 'bye') {
        followers.delete(message.from)
        tellWatched()
      } else if (message.kind === 'want-renew') stream.tell('renew')
      else if (message.kind === 'want-retry') {
        stream.retryNow()
        // Also when nothing changes: who asked learns that somebody is there.
        sayStatus()
      }
    },
    tell(signal) {
      if (signal === 'hidden' || signal === 'visible') {
        isHidden = signal === 'hidden'
        tellWatched()
      }
      if (signal !== 'hidden') stream.tell(signal)
    },
    dispose() {
      if (isOver) return
      isOver = true
      batch.flush()
      say({ kind: 'bye' })
      batch.dispose()
      for (const end of endings) end()
      stream.stop()
      // The stream remembers it, and may run again in a tab that is looked at.
      if (isUnwatched) stream.tell('visible')
    },
  }
}
