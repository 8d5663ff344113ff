import { pause, type Clock } from './clock.ts'
import type { Delivery, Persist } from './delivery.ts'

export interface ReloadReporterDeps {
  persist: Persist
  clock: Clock
}

/** One report on its way; every attempt sends the same. */
export interface ReloadDelivery {
  send: () => Promise<Delivery<unknown>>
  onGone: (reason: string) => void
  onRefused: (reason: string) => void
}

/** Reports reloads in their order, each until the Dev API has it. */
export const createReloadReporter = ({ persist, clock }: ReloadReporterDeps) => {
  const ended = new AbortController()
  let last: Promise<void> = Promise.resolve()

  const deliver = async ({ send, onGone, onRefused }: ReloadDelivery) => {
    const result = await persist(send, { signal: ended.signal })
    if (result.kind === 'gone') onGone(result.reason)
    else if (result.kind === 'refused') onRefused(result.reason)
  }

  return {
    report: (delivery: ReloadDelivery): void => {
      last = last.then(() => deliver(delivery))
    },
    /** Resolves when all is reported, at the latest after `ms`. */
    async flush(ms: number): Promise<void> {
      const patience = new AbortController()
      await Promise.race([last, pause(clock, ms, patience.signal)])
      patience.abort()
    },
    dispose: () => ended.abort(),
  }
}
