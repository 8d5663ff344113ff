import type { Clock } from './clock.ts'
import type { Delivery } from './delivery.ts'
import type { CommandUpdate } from './dev-api-link.ts'

export interface HeartbeatDeps {
  beat: () => Promise<Delivery<CommandUpdate>>
  clock: Clock
  onAnswer: (update: CommandUpdate) => void
  onGone: (reason: string) => void
  /** `null` when the Dev API answers again. */
  onOutage: (reason: string | null) => void
  /** Milliseconds. @default 5000 */
  everyMs?: number
}

/** Tells the Dev API regularly that the session lives, and hears what the panel wants. */
export const createHeartbeat = ({ beat, clock, onAnswer, onGone, onOutage, everyMs = 5000 }: HeartbeatDeps) => {
  let cancelNext: (() => void) | null = null
  let beating = false
  let disposed = false
  let outage = false

  const now = async () => {
    if (beating || disposed) return
    beating = true
    cancelNext?.()
    const answer = await beat()
    beating = false
    if (disposed) return
    const away = answer.kind === 'later'
    if (away !== outage) onOutage(away ? answer.reason : null)
    outage = away
    cancelNext = clock.after(everyMs, () => void now())
    if (answer.kind === 'done') onAnswer(answer.data)
    else if (answer.kind === 'gone') onGone(answer.reason)
    else if (answer.kind === 'refused') onGone(answer.reason)
  }

  return {
    /** Beats at once and then regularly. */
    now: () => void now(),
    dispose: () => {
      disposed = true
      cancelNext?.()
    },
  }
}
