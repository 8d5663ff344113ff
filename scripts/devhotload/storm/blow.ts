import type { Clock } from '../../../host-stub/plugin-session/clock.ts'
import type { StormOptions } from './options.ts'
import { createPace } from './pace.ts'
import type { StormSession } from './storm-session.ts'
import type { Unsent } from './tally.ts'

export interface BlowDeps {
  readonly clock: Pick<Clock, 'now'>
  readonly signal: AbortSignal
  /** Ms since the storm began. */
  readonly onTick: (elapsed: number) => void
  readonly wait: (ms: number) => Promise<void>
}

const TICK_MS = 200
/** As often as a CLI: what the panel asks of a session is heard with the answer. */
const BEAT_MS = 5_000
/** Reports under way at a time: more would only stand in a queue here instead of there. */
const MOST_REPORTS = 32
/** Of ten sessions one fails, so that the others stay as they are. */
const FAILING_SHARE = 0.1

/** One after the other, of those that nobody has ended. */
const turns = (sessions: readonly StormSession[]) => {
  let turn = 0
  return (): StormSession | undefined => {
    const living = sessions.filter(({ isOver }) => !isOver)
    return living[turn++ % Math.max(1, living.length)]
  }
}

/**
 * Lets the sessions report at their rates until the time is over. What was due by then is still sent, for as long
 * again at most: a server that is slower than the rates must not hold the terminal for ever.
 */
export async function blow(sessions: readonly StormSession[], options: StormOptions, deps: BlowDeps): Promise<Unsent> {
  const { clock, signal, onTick, wait } = deps
  const heard = sessions.slice(options.lost)
  const failing = heard.slice(0, Math.max(1, Math.round(heard.length * FAILING_SHARE)))
  const sound = heard.length > failing.length ? heard.slice(failing.length) : heard
  const nextToLog = turns(heard)
  const nextToReload = turns(sound)
  const nextToFail = turns(failing)
  const lines = createPace(options.lines)
  const reloads = createPace(options.reloads)
  const failures = createPace(options.alerts)
  const length = options.seconds === 0 ? Infinity : options.seconds * 1_000
  const begun = clock.now()
  let beatAt = begun
  let reports = 0
  let until = 0
  let isOver = false
  const mayReport = () => !isOver && !signal.aborted && reports < MOST_REPORTS

  function report(session: StormSession | undefined, success: boolean): void {
    if (!session) return
    reports++
    void session.reload(success).finally(() => {
      reports--
      sendReports()
    })
  }

  /** Also when one is done: with the ticks alone the limit would be so many a tick, however quick the server is. */
  function sendReports(): void {
    for (; mayReport() && failures.due(until) > 0; failures.take(1)) report(nextToFail(), false)
    for (; mayReport() && reloads.due(until) > 0; reloads.take(1)) report(nextToReload(), true)
  }

  function log(count: number): void {
    // In equal parts; what is left over goes on where it ended the last time.
    const living = heard.filter((session) => !session.isOver)
    const each = Math.floor(count / Math.max(1, living.length))
    if (each > 0) for (const session of living) session.log(each)
    for (let rest = count - each * living.length; rest > 0; rest--) nextToLog()?.log(1)
    lines.take(count)
  }

  for (;;) {
    const elapsed = clock.now() - begun
    until = Math.min(elapsed, length)
    if (heard.length > 0) log(lines.due(until))
    sendReports()
    if (clock.now() - beatAt >= BEAT_MS) {
      beatAt = clock.now()
      for (const session of heard) void session.beat()
    }
    onTick(elapsed)
    const isBehind = failures.due(until) + reloads.due(until) > 0
    // Nobody is left to report: the panel has ended them all.
    if (heard.length > 0 && heard.every((session) => session.isOver)) break
    if (signal.aborted || elapsed >= 2 * length || (elapsed >= length && !isBehind)) break
    await wait(TICK_MS)
  }
  isOver = true
  const unsent = {
    lines: heard.reduce((sum, session) => sum + session.giveUp(), 0),
    reloads: reloads.due(until),
    failedReloads: failures.due(until),
  }
  await Promise.all(sessions.map((session) => session.settled()))
  return unsent
}
