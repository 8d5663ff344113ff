import { backoffDelay, createEmitter, type Clock } from '../kernel/index.ts'
import type { StreamFrame, StreamSignal, StreamStatus } from './stream/index.ts'
import { connecting, IDLE } from './tabs/status-news.ts'
import type { TabRole, TabStream } from './tabs/index.ts'

export interface LaterStreamDeps {
  /** Loads and makes the stream; `again` after a failure. */
  load: (again: boolean) => Promise<TabStream>
  /** When the code of the stream may be asked for: what is drawn first comes first. */
  when: () => Promise<void>
  clock: Pick<Clock, 'now' | 'after'>
  random: () => number
}

/** A stream whose code comes once it is started. While it does not come, that is a connection that is not there. */
export function createLaterStream({ load, when, clock, random }: LaterStreamDeps): TabStream {
  const statuses = createEmitter<StreamStatus>()
  const frames = createEmitter<StreamFrame>()
  const oversize = createEmitter<void>()
  const roles = createEmitter<TabRole>()
  const told = new Map<string, StreamSignal>()
  let real: TabStream | null = null
  let status = IDLE
  let cursor: string | null = null
  let isWanted = false
  let isGone = false
  let isLoading = false
  let cancelWait = () => {}

  function show(next: StreamStatus): void {
    status = next
    statuses.emit(next)
  }

  async function bring(again: boolean): Promise<void> {
    if (isLoading || isGone) return
    isLoading = true
    cancelWait()
    try {
      await when()
      take(await load(again))
    } catch {
      if (isWanted && !isGone) wait()
    } finally {
      isLoading = false
    }
  }

  function wait(): void {
    const failures = status.failures + 1
    const ms = backoffDelay(failures, random())
    const now = clock.now()
    cancelWait = clock.after(ms, () => void bring(true))
    show({
      ...status,
      name: 'waiting',
      failures,
      nextAttemptAt: now + ms,
      downSince: status.downSince ?? now,
      code: 'DH_STREAM_001',
    })
  }

  function take(loaded: TabStream): void {
    real = loaded
    if (isGone) return loaded.dispose()
    loaded.onStatus(show)
    loaded.onFrame(frames.emit)
    loaded.onOversize(() => oversize.emit())
    loaded.onRole(roles.emit)
    for (const signal of told.values()) loaded.tell(signal)
    if (cursor !== null) loaded.resumeFrom(cursor)
    if (isWanted) loaded.start()
  }

  return {
    get counts() {
      return real?.counts ?? { ignored: 0, late: 0, gaps: 0, relayed: 0, leaders: 0 }
    },
    role: () => real?.role() ?? 'follower',
    onRole: roles.subscribe,
    start() {
      isWanted = true
      if (real) return real.start()
      show(connecting(status, status.downSince))
      void bring(false)
    },
    stop() {
      isWanted = false
      cursor = null
      cancelWait()
      if (real) real.stop()
      else if (status.name !== 'idle') show(IDLE)
    },
    retryNow() {
      if (real) real.retryNow()
      else if (isWanted) void bring(true)
    },
    changeScope() {
      cursor = null
      real?.changeScope()
    },
    tell(signal) {
      if (real) real.tell(signal)
      // Only what lasts has to be known to one who comes later.
      else if (signal === 'online' || signal === 'offline') told.set('network', signal)
      else if (signal === 'hidden' || signal === 'visible') told.set('sight', signal)
    },
    status: () => status,
    onStatus: statuses.subscribe,
    onFrame: frames.subscribe,
    onOversize: oversize.subscribe,
    resumeFrom(id) {
      if (real) real.resumeFrom(id)
      else cursor = id
    },
    dispose() {
      isGone = true
      cancelWait()
      real?.dispose()
      statuses.clear()
      frames.clear()
      oversize.clear()
      roles.clear()
    },
  }
}
