import type { AlertTargets } from './alert-targets.ts'
import type { DeliveryRow, Outbox } from './outbox.ts'
import type { Post } from './post.ts'
import { TARGETS, TARGET_NAMES, type Target } from './routing.ts'
import { GIVE_UP_MS, pauseAfter } from './wait.ts'

export interface DispatcherDeps {
  outbox: Outbox
  targets: AlertTargets
  post: Post
  /** Hears one sentence, without any secret, when a message does not get through. */
  onUndelivered: (sentence: string) => void
  onCrash: (error: unknown) => void
}

const HOURS = GIVE_UP_MS / 3_600_000

/** Empties the outbox: one message at a time to each receiver, and no receiver waits for another. */
export const createDispatcher = ({ outbox, targets, post, onUndelivered, onCrash }: DispatcherDeps) => {
  const leaving = new AbortController()
  const running = new Map<Target, Promise<void>>()

  const addressed = (target: Target, body: object): { url: string; body: object } | null => {
    switch (target) {
      case 'slack':
        return targets.slack && { url: targets.slack.url, body }
      case 'pagerduty':
        return (
          targets.pagerduty && { url: targets.pagerduty.url, body: { routing_key: targets.pagerduty.key, ...body } }
        )
    }
  }

  const tell = ({ notification_id, target }: DeliveryRow, what: string) =>
    onUndelivered(`Notification ${notification_id}: ${TARGET_NAMES[target]} ${what}`)

  /** Whether the next message may follow at once. */
  const attempt = async (row: DeliveryRow): Promise<boolean> => {
    const message = addressed(row.target, JSON.parse(row.body) as object)
    if (!message) return false
    const result = await post(message.url, message.body, leaving.signal)
    switch (result.kind) {
      case 'delivered':
        outbox.finish(row, 'delivered', result.answer)
        return true
      case 'refused':
        outbox.finish(row, 'refused', result.answer)
        tell(row, `refused the message for good (${result.answer}).`)
        return true
      case 'later':
        // Broken off by us: no failure of the receiver's, and the first thing to do after a restart.
        if (leaving.signal.aborted) return false
        outbox.postpone(row, result.answer, pauseAfter(row.attempts + 1), result.quietMs)
        if (row.attempts === 0) tell(row, `did not take it (${result.answer}); it is tried again for ${HOURS} hours.`)
        return false
    }
  }

  const work = async (target: Target): Promise<void> => {
    for (const row of outbox.giveUp(target)) {
      tell(row, `was not reached within ${HOURS} hours (${row.last_answer ?? 'no address'}); it is given up.`)
    }
    let goOn = targets[target] !== null
    while (goOn && !leaving.signal.aborted) {
      const row = outbox.next(target)
      goOn = row !== undefined && (await attempt(row))
    }
  }

  return {
    /** Sends what is due; to be called again and again. Nobody has to wait for the answer: nothing is under way. */
    async kick(): Promise<void> {
      if (leaving.signal.aborted) return
      for (const target of TARGETS) {
        if (running.has(target)) continue
        const run = work(target)
          .catch((error: unknown) => onCrash(error))
          .finally(() => running.delete(target))
        running.set(target, run)
      }
      await Promise.all(running.values())
    },

    /** Breaks off, and is done before the database may be closed; what was not delivered stays in the outbox. */
    async dispose(): Promise<void> {
      leaving.abort()
      await Promise.all(running.values())
    },
  }
}

export type Dispatcher = ReturnType<typeof createDispatcher>
