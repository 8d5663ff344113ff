import type { RequestFaultName, StreamFaultName, StrikeName } from './catalogue.ts'
import { createDice } from './dice.ts'
import type { RequestKind } from './fault.ts'
import type { Scenario } from './scenarios.ts'

/** One strike: how long after the one before it, or after how many frames, and what. */
export interface PlannedStrike {
  after: { ms: number } | { frames: number }
  fault: StrikeName
}

/** What a scenario and a seed have in store: the n-th request, stream or outage is always the same. */
export const createSchedule = (scenario: Scenario, seed: number) => ({
  /** What the `n`-th request of its kind meets; `null` when nothing. */
  request(kind: RequestKind, n: number): RequestFaultName | null {
    const dice = createDice(seed, kind, n)
    for (const { of, chance, faults } of scenario.requests ?? []) {
      if (of.includes(kind) && dice.chance(chance)) return dice.pick(faults)
    }
    return null
  },

  /** What the `n`-th stream is hit by, one after the other. */
  *strikes(n: number | string): Generator<PlannedStrike> {
    const { strikes } = scenario
    if (!strikes) return
    const dice = createDice(seed, 'strikes', n)
    for (;;) {
      const { after } = strikes
      yield {
        after: 'ms' in after ? { ms: dice.between(after.ms) } : { frames: dice.between(after.frames) },
        fault: dice.pick(strikes.faults),
      }
    }
  },

  streams: (): readonly StreamFaultName[] => scenario.streams ?? [],

  /** When the `n`-th outage begins after the end of the one before it, and how long it lasts. */
  outage(n: number): { afterMs: number; lastingMs: number } | null {
    const { outages } = scenario
    if (!outages) return null
    const dice = createDice(seed, 'outage', n)
    return { afterMs: dice.between(outages.afterMs), lastingMs: dice.between(outages.lastingMs) }
  },
})

export type Schedule = ReturnType<typeof createSchedule>
