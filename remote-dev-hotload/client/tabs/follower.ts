import type { Clock } from '../../kernel/index.ts'
import type { StreamFrame, StreamSignal, StreamStatus } from '../stream/index.ts'
import type { History } from './history.ts'
import { createHold, type Hold } from './hold.ts'
import { createLeadership } from './leadership.ts'
import { gapFrame } from './masked-frame.ts'
import type { MessageOf, TabMessage, TabNews } from './messages.ts'
import { connecting, IDLE } from './status-news.ts'

export interface FollowerDeps {
  clock: Clock
  /** This tab's name on the channel. */
  tabId: string
  history: History
  post: (epoch: number, news: TabNews) => void
  onFrame: (frame: StreamFrame) => void
  onStatus: (status: StreamStatus) => void
  onOversize: () => void
  onGap: () => void
  onLate: () => void
  onLeader: () => void
  /** Asked to retry, and no leader has answered: it holds the lock but does not run. */
  onSilence: () => void
}

/** Listens to the leader, whoever it is, and notices when something is missing. */
export interface Follower {
  hear(message: TabMessage): void
  wantRetry(): void
  tell(signal: StreamSignal): void
  epoch(): number
  dispose(): void
}

/** An answer takes a few ms; without one there is no leader yet. */
const ASK_AGAIN_MS = 2_000
const RETRY_PATIENCE_MS = 5_000
const LOOK_EVERY_MS = 15_000
/** Five signs of life of a leader, one of a leader whose timers are slowed. */
const SILENT_AFTER_MS = 75_000

export function createFollower(deps: FollowerDeps): Follower {
  const { clock, history } = deps
  const leadership = createLeadership()
  /** The newest frame of this leader that has been heard of, and the newest up to which all are delivered. */
  let heardUpTo = 0
  let upTo: number | null = null
  let asked = 0
  /** `asking` takes nothing but a snapshot: that will contain what comes meanwhile. */
  let sync: 'asking' | 'synced' | Hold = 'asking'
  let status: StreamStatus | null = null
  let heardAt = clock.now()
  let isOver = false
  let cancelAsk = () => {}
  let cancelPatience = () => {}

  function show(next: StreamStatus): void {
    status = next
    deps.onStatus(next)
  }

  function deliver(frames: readonly StreamFrame[]): void {
    for (const frame of frames) {
      // A listener may have ended it all.
      if (isOver) return
      history.push(frame)
      deps.onFrame(frame)
    }
  }

  function ask(): void {
    if (typeof sync === 'object') sync.dispose()
    sync = 'asking'
    cancelAsk()
    cancelAsk = clock.after(ASK_AGAIN_MS, ask)
    const news = { kind: 'hello', leader: leadership.leader(), ask: ++asked, after: history.cursor(), upTo } as const
    deps.post(leadership.epoch(), news)
  }

  function announceGap(cursor: string): void {
    const gap = gapFrame(history.cursor(), cursor, clock.now())
    history.breakAt(cursor)
    deps.onGap()
    deliver([gap])
  }

  function settle(): void {
    sync = 'synced'
    upTo = heardUpTo
  }

  function take(snapshot: MessageOf<'snapshot'>): void {
    cancelAsk()
    heardUpTo = snapshot.upTo
    const isFresh = !history.hasJoined() && history.cursor() === ''
    history.join()
    if (snapshot.found || isFresh) {
      settle()
      deliver(snapshot.frames)
      // Frames that are nothing to this tab move the cursor all the same.
      if (!isOver) history.moveTo(snapshot.cursor)
    } else if (history.cursor() === '') {
      settle()
      announceGap(snapshot.cursor)
    } else {
      const { cursor } = snapshot
      sync = createHold({
        clock,
        wanted: history.cursor(),
        isOpen: () => status?.name === 'live' || status?.name === 'quiet',
        onFound(frames) {
          settle()
          deliver(frames)
        },
        onGivenUp(frames) {
          settle()
          announceGap(cursor)
          deliver(frames)
        },
      })
    }
    if (!isOver) show(snapshot.status)
  }

  /** An answer to an older question starts from where this tab no longer is. */
  const isAnswer = (message: TabMessage): boolean =>
    sync === 'asking' && message.kind === 'snapshot' && message.to === deps.tabId && message.ask === asked

  /** True when the message counts; asks for what is missing otherwise. */
  function isHeard(message: TabMessage): boolean {
    const before = leadership.leader()
    const standing = leadership.judge(message)
    if (standing === 'late') {
      deps.onLate()
      // Or the wall clocks of two leaders disagree: whoever leads now will hear of it and make itself the later one.
      if (sync !== 'asking') ask()
      return false
    }
    heardAt = clock.now()
    cancelPatience()
    if (standing === 'new-leader') {
      if (before !== message.from) deps.onLeader()
      upTo = null
      ask()
    } else if (isAnswer(message)) leadership.countFrom(message)
    else if (standing === 'repeated') return false
    else if (standing === 'skipped' && sync !== 'asking') ask()
    return true
  }

  const cancelLook = clock.every(LOOK_EVERY_MS, () => {
    const silentFor = clock.now() - heardAt
    if (silentFor < SILENT_AFTER_MS) return
    if (status?.name !== 'stale') {
      show({ ...(status ?? IDLE), name: 'stale', code: 'DH_STREAM_005', downSince: clock.now() - silentFor })
    }
    ask()
  })

  function wantRetry(): void {
    deps.post(leadership.epoch(), { kind: 'want-retry' })
    cancelPatience()
    cancelPatience = clock.after(RETRY_PATIENCE_MS, deps.onSilence)
  }

  ask()

  return {
    epoch: leadership.epoch,
    hear(message) {
      if (message.kind === 'hello' || message.kind === 'want-retry' || message.kind === 'want-renew') return
      if (message.kind === 'bye' && message.from !== leadership.leader()) return
      if (!isHeard(message)) return
      switch (message.kind) {
        case 'snapshot':
          if (isAnswer(message)) take(message)
          return
        case 'frames':
          if (sync === 'asking') return
          heardUpTo = message.upTo
          if (sync !== 'synced') return sync.add(message.frames, message.cursor)
          upTo = heardUpTo
          deliver(message.frames)
          if (!isOver) history.moveTo(message.cursor)
          return
        case 'status':
          return show(message.status)
        case 'oversize':
          return deps.onOversize()
        case 'bye':
          // The next leader says so itself in a few ms; where its clock is behind, it has to be asked.
          ask()
          return show(connecting(status, clock.now()))
      }
    },
    wantRetry,
    tell(signal) {
      // Whether this tab is hidden or offline is no reason to end what others look at. That is the leader's to say.
      if (signal === 'renew') deps.post(leadership.epoch(), { kind: 'want-renew' })
      else if (signal === 'token-changed' && status?.name === 'unauthorized') wantRetry()
      else if (signal === 'online' || signal === 'visible' || signal === 'woken') {
        if (sync === 'asking' || clock.now() - heardAt >= LOOK_EVERY_MS) ask()
      }
    },
    dispose() {
      isOver = true
      cancelAsk()
      cancelPatience()
      cancelLook()
      if (typeof sync === 'object') sync.dispose()
    },
  }
}
