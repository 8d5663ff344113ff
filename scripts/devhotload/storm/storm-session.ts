import { createCommandInbox } from '../../../host-stub/plugin-session/command-inbox.ts'
import type { Delivery, Persist } from '../../../host-stub/plugin-session/delivery.ts'
import type { DevApiLink, Registration, ReloadReport } from '../../../host-stub/plugin-session/dev-api-link.ts'
import type { LogLine } from '../../../host-stub/plugin-session/log-line.ts'
import type { Tally } from './tally.ts'

export interface StormSessionDeps {
  link: DevApiLink
  registration: Registration
  persist: Persist
  writeLines: (count: number, reloadSequence: number) => LogLine[]
  random: () => number
  uuid: () => string
  tally: Tally
  /** The storm is over. */
  signal: AbortSignal
}

/** A session without a plugin: it reports what it is told to. */
export interface StormSession {
  readonly sessionId: string
  readonly isOver: boolean
  /** Lines that are due; they travel one request after the other, as many as wait. */
  log(count: number): void
  reload(success: boolean): Promise<void>
  beat(): Promise<void>
  /** No more lines than one last request carries; tells how many are given up. */
  giveUp(): number
  /** Resolves when nothing of it is under way. */
  settled(): Promise<void>
  /** Tries a few times; false when the server did not hear of it. */
  end(): Promise<boolean>
}

const MOST_LINES = 5_000
const END_TRIES = 3
const CHANGED = ['src/routes/orders.ts', 'src/pricing.ts', 'src/index.ts', 'src/ui/Cart.vue']
const ERROR = 'src/routes/orders.ts:12:8 Expected ";" but found "}"'

export function createStormSession(deps: StormSessionDeps): StormSession {
  const { link, registration, persist, writeLines, random, uuid, tally, signal } = deps
  const { sessionId } = registration
  const below = (limit: number) => Math.floor(random() * limit)
  const flying = new Set<Promise<unknown>>()
  let waiting = 0
  let isSending = false
  let isOver = false
  let sequence = 0

  function track<T>(work: Promise<T>): Promise<T> {
    flying.add(work)
    void work.finally(() => flying.delete(work))
    return work
  }

  /** True when the server has taken it. */
  async function deliver(attempt: () => Promise<Delivery<unknown>>): Promise<boolean> {
    const onWait = (reason: string) => {
      tally.repeated++
      tally.reason = reason
    }
    const delivery = await persist(attempt, { signal, onWait })
    if (delivery.kind === 'refused') {
      tally.refused++
      tally.reason = delivery.reason
    }
    if (delivery.kind === 'gone') overByOthers()
    return delivery.kind === 'done'
  }

  function overByOthers(): void {
    if (isOver) return
    isOver = true
    tally.endedByOthers++
  }

  async function sendLines(): Promise<void> {
    isSending = true
    while (waiting > 0 && !isOver && !signal.aborted) {
      const count = Math.min(waiting, MOST_LINES)
      waiting -= count
      const batch = writeLines(count, sequence)
      const key = uuid()
      if (await deliver(() => link.sendLogs(registration, batch, key))) tally.lines += count
    }
    isSending = false
  }

  async function report(success: boolean, reloadId: string, trigger: ReloadReport['trigger']): Promise<void> {
    if (isOver) return
    const durationMs = 20 + below(900)
    const reload: ReloadReport = {
      sequence: ++sequence,
      durationMs,
      buildTimeMs: Math.round(durationMs / 3),
      changedFiles: [CHANGED[below(CHANGED.length)]!],
      trigger,
      mode: 'hot',
      success,
      ...(success ? {} : { error: ERROR }),
    }
    const isTaken = await deliver(() => link.reportReload(registration, reloadId, reload))
    if (isTaken && success) tally.reloads++
    if (isTaken && !success) tally.failedReloads++
  }

  async function end(note = 'The storm is over.'): Promise<boolean> {
    if (isOver) return true
    for (let tries = 0; tries < END_TRIES; tries++) {
      const delivery = await link.end(sessionId, note)
      if (delivery.kind === 'later') continue
      isOver = delivery.kind !== 'refused'
      return isOver
    }
    return false
  }

  const inbox = createCommandInbox({
    onReload: (reloadId) => void track(report(true, reloadId, 'panel')),
    onTerminate: () => void track(end('The panel has ended it.')),
    onEnded: overByOthers,
  })

  return {
    sessionId,
    get isOver() {
      return isOver
    },
    log(count) {
      if (isOver) return
      waiting += count
      if (!isSending && waiting > 0) void track(sendLines())
    },
    reload: (success) => track(report(success, uuid(), 'file')),
    async beat() {
      if (isOver) return
      // No second try: the next heartbeat is one.
      const delivery = await track(link.heartbeat(sessionId))
      if (delivery.kind === 'done') inbox.offer(delivery.data)
      if (delivery.kind === 'gone') overByOthers()
    },
    giveUp() {
      const over = isOver ? 0 : Math.max(0, waiting - MOST_LINES)
      waiting -= over
      return over
    },
    async settled() {
      while (flying.size > 0) await Promise.all(flying)
    },
    end: () => end(),
  }
}
