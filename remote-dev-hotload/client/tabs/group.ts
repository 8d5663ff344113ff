import type { Clock } from '../../kernel/index.ts'
import type { Stream, StreamFrame, StreamSignal, StreamStatus } from '../stream/index.ts'
import { runForLeader } from './election.ts'
import { createFollower, type Follower } from './follower.ts'
import type { History } from './history.ts'
import { createLeader, type Leader } from './leader.ts'
import { decodeMessage, TAB_VERSION, type TabNews } from './messages.ts'
import type { TabChannel, TabCounts, TabLocks } from './types.ts'

export interface GroupDeps {
  /** Name of the lock and of the channel: all tabs that share one connection have the same. */
  name: string
  tabId: string
  tenantId: string
  stream: Stream
  clock: Clock
  locks: TabLocks
  openChannel: (name: string) => TabChannel
  isHidden: () => boolean
  isOffline: () => boolean
  history: History
  counts: TabCounts
  onFrame: (frame: StreamFrame) => void
  onStatus: (status: StreamStatus) => void
  onOversize: () => void
  onLead: () => void
  /** The lock was taken away from this tab. */
  onDeposed: () => void
  /** Locks do not work, or the leader does not answer: better a connection of one's own than none. */
  onBroken: () => void
}

/** This tab among the others of its scope: it follows until it is elected. */
export interface Group {
  tell(signal: StreamSignal): void
  retryNow(): void
  /** Leaves: a leader says farewell and ends its connection before the lock is given back. */
  dispose(): void
}

export function createGroup(deps: GroupDeps): Group {
  const { name, tabId, clock, history, counts, stream } = deps
  let isOver = false
  let ownSeq = 0
  let leader: Leader | null = null
  const channel = deps.openChannel(name)

  function post(epoch: number, seq: number, news: TabNews): void {
    if (!isOver) channel.postMessage({ v: TAB_VERSION, scope: name, from: tabId, epoch, seq, ...news })
  }

  channel.addEventListener('message', ({ data }) => {
    if (isOver) return
    const message = decodeMessage(data, name)
    if (!message || message.from === tabId) counts.ignored++
    else if (leader) leader.hear(message)
    else follower.hear(message)
  })
  channel.addEventListener('messageerror', () => counts.ignored++)

  const listeners = { onFrame: deps.onFrame, onStatus: deps.onStatus, onOversize: deps.onOversize }
  const follower: Follower = createFollower({
    ...listeners,
    clock,
    tabId,
    history,
    post: (epoch, news) => post(epoch, ++ownSeq, news),
    onGap: () => counts.gaps++,
    onLate: () => counts.late++,
    onLeader: () => counts.leaders++,
    onSilence: deps.onBroken,
  })

  function lead(): void {
    follower.dispose()
    deps.onLead()
    if (isOver) return
    leader = createLeader({
      ...listeners,
      stream,
      clock,
      history,
      isHidden: deps.isHidden,
      tabId,
      tenantId: deps.tenantId,
      knownEpoch: follower.epoch(),
      isOffline: deps.isOffline(),
      post,
      onRelayed: (frames) => (counts.relayed += frames),
    })
    // Somebody ended it while the first status was shown.
    if (isOver) leader.dispose()
  }

  const leave = runForLeader({
    locks: deps.locks,
    name,
    onWon: lead,
    onLost: deps.onDeposed,
    onFailed: deps.onBroken,
  })

  return {
    tell(signal) {
      if (leader) leader.tell(signal)
      else follower.tell(signal)
    },
    retryNow() {
      if (leader) stream.retryNow()
      else follower.wantRetry()
    },
    dispose() {
      if (isOver) return
      if (leader) leader.dispose()
      else {
        follower.dispose()
        post(follower.epoch(), ++ownSeq, { kind: 'bye' })
      }
      isOver = true
      channel.close()
      // Last, so that the next leader never runs beside this one.
      leave()
    },
  }
}
