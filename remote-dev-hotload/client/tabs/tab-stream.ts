import { createEmitter } from '../../kernel/index.ts'
import type { StreamFrame, StreamStatus } from '../stream/index.ts'
import { createGroup, type Group } from './group.ts'
import { createHistory } from './history.ts'
import { connecting, IDLE } from './status-news.ts'
import type { TabCounts, TabRole, TabScope, TabStream, TabStreamDeps } from './types.ts'

/**
 * One connection for all tabs of a person and tenant. Browsers allow six connections to an HTTP/1.1 server:
 * with one for each tab, the seventh tab never gets its own page.
 */
export function createTabStream(deps: TabStreamDeps): TabStream {
  const { stream, locks, openChannel, page } = deps
  const statuses = createEmitter<StreamStatus>()
  const frames = createEmitter<StreamFrame>()
  const oversize = createEmitter<void>()
  const roles = createEmitter<TabRole>()
  const history = createHistory()
  const counts: TabCounts = { ignored: 0, late: 0, gaps: 0, relayed: 0, leaders: 0 }

  let role: TabRole = locks && openChannel ? 'follower' : 'alone'
  let status = IDLE
  /** Between `start` and `stop`. */
  let isWanted = false
  let isOffline = false
  let group: Group | null = null
  let era = 0
  let endOwn: (() => void) | null = null

  function show(next: StreamStatus): void {
    status = next
    statuses.emit(next)
  }

  function become(next: TabRole): void {
    if (role === next) return
    role = next
    roles.emit(next)
  }

  function beAlone(): void {
    leave()
    become('alone')
    if (!isWanted) return
    const endings = [stream.onFrame(frames.emit), stream.onStatus(show), stream.onOversize(oversize.emit)]
    endOwn = () => {
      for (const end of endings) end()
      stream.stop()
    }
    stream.resumeFrom(history.cursor())
    stream.start()
    if (isOffline) stream.tell('offline')
  }

  function enter(name: string, { tenantId }: TabScope): void {
    if (!locks || !openChannel) return
    try {
      group = createGroup({
        name,
        // A new one each time: the farewell of the last stay may arrive after the first word of this one.
        tabId: deps.uuid(),
        tenantId,
        stream,
        clock: deps.clock,
        locks,
        openChannel,
        isHidden: deps.isHidden,
        isOffline: () => isOffline,
        history,
        counts,
        onFrame: frames.emit,
        onStatus: show,
        onOversize: () => oversize.emit(),
        onLead: () => become('leader'),
        onDeposed: join,
        onBroken: beAlone,
      })
    } catch {
      // A page whose origin is opaque has both names and may use neither.
      beAlone()
    }
  }

  function join(): void {
    leave()
    if (!isWanted) return
    const scope = deps.scope()
    if (!scope || !locks || !openChannel) return beAlone()
    const mine = era
    become('follower')
    show(connecting(status, status.downSince))
    const hidden = Promise.all([deps.digest(scope.userId), deps.digest(scope.streamUrl)])
    void hidden.then(
      ([user, address]) => {
        if (mine === era) enter(`devhotload:v1:${encodeURIComponent(scope.tenantId)}:${user}:${address}`, scope)
      },
      () => {
        if (mine === era) beAlone()
      },
    )
  }

  /** Away from the others and without a connection. Where this tab stands is kept. */
  function leave(): void {
    era++
    group?.dispose()
    group = null
    endOwn?.()
    endOwn = null
  }

  // A page in the back/forward cache must not hold the lock of those that live, and a lock or an open channel
  // can keep it out of that cache.
  const hide = () => {
    if (role !== 'alone') leave()
  }
  const reveal = () => {
    if (isWanted && !group && role !== 'alone') join()
  }
  page.addEventListener('pagehide', hide)
  page.addEventListener('pageshow', reveal)

  function stop(): void {
    isWanted = false
    leave()
    history.clear()
    if (locks && openChannel) become('follower')
    if (status.name !== 'idle') show(IDLE)
  }

  return {
    counts,
    role: () => role,
    onRole: roles.subscribe,
    start() {
      if (isWanted) return
      isWanted = true
      join()
    },
    stop,
    retryNow() {
      if (role === 'alone') stream.retryNow()
      else group?.retryNow()
    },
    changeScope() {
      if (!isWanted) return
      leave()
      history.clear()
      status = IDLE
      join()
    },
    tell(signal) {
      if (signal === 'online' || signal === 'offline') isOffline = signal === 'offline'
      if (role === 'alone') stream.tell(signal)
      // Leaving and coming back are this module's own to handle, in whatever order the listeners are called.
      else if (signal !== 'pagehide' && signal !== 'pageshow') group?.tell(signal)
    },
    status: () => status,
    onStatus: statuses.subscribe,
    onFrame: frames.subscribe,
    onOversize: oversize.subscribe,
    resumeFrom: history.resumeFrom,
    dispose() {
      stop()
      page.removeEventListener('pagehide', hide)
      page.removeEventListener('pageshow', reveal)
      for (const emitter of [statuses, frames, oversize, roles]) emitter.clear()
    },
  }
}
