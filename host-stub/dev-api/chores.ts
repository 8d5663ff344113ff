import type { Clock } from './clock.ts'
import type { Domain } from './domain.ts'
import type { Dispatcher } from './escalation/dispatcher.ts'
import type { Storage } from './storage.ts'

export interface ChoresDeps {
  clock: Clock
  storage: Storage
  domain: Pick<Domain, 'deadlines' | 'desk' | 'rules' | 'pulse'>
  dispatcher: Dispatcher
  onCrash: (error: unknown) => void
}

const NEWS_MS = 50
const SETTLE_MS = 500
const PULSE_MS = 2000
const PRUNE_MS = 15_000

/** What has to be done again and again. A chore that fails once is done again at its next time. */
export const startChores = ({ clock, storage, domain, dispatcher, onCrash }: ChoresDeps): (() => void) => {
  const every = (ms: number, chore: () => void) =>
    clock.every(ms, () => {
      try {
        chore()
      } catch (error) {
        onCrash(error)
      }
    })
  const stops = [
    every(NEWS_MS, () => domain.desk.tellUntold()),
    every(SETTLE_MS, () => {
      domain.deadlines.settle()
      domain.rules.sweep()
    }),
    every(SETTLE_MS, () => void dispatcher.kick()),
    every(PULSE_MS, () => {
      storage.runs.touch()
      domain.pulse.beat()
    }),
    every(PRUNE_MS, () => {
      storage.events.prune()
      storage.rates.prune()
      storage.idempotency.prune()
    }),
  ]
  return () => stops.forEach((stop) => stop())
}
