import type { LookoutDeps } from '../create-lookout.ts'
import { ACTIVE_SESSIONS, LOG_THROUGHPUT, type UsageMetric } from './usage-metrics.ts'

export interface Levels {
  /** Another tenant: an answer on its way is not told any more, and the next look is due at once. */
  changeScope(): void
  dispose(): void
}

export type TellMetric = (name: UsageMetric, value: number) => void

/** Each level is told so often, ms. */
export const LEVELS_EVERY_MS = 60_000
/** A page that comes back to the front, or a tab that becomes the leader, is not late by more than this. */
const LOOK_EVERY_MS = 15_000
/** The levels are those of now, whatever the window; the smallest question is the cheapest. */
const WINDOW = { windowMs: 60_000, stepMs: 60_000 }

/** Alive, by the words of a server that only lists its sessions. */
const ENDED = new Set(['TERMINATED', 'EXPIRED'])

/**
 * Tells how many sessions are alive and how much is logged, while somebody sees the page. Of all tabs of a person only
 * the one with the stream does. What the server does not know is not told: no zeros are made up.
 */
export function createLevels(deps: LookoutDeps, tell: TellMetric): Levels {
  const { stores, client, clock, tenantId, offers, isHidden, onFault } = deps
  let era = 0
  let askedAt: number | null = null

  async function figures(): Promise<{ activeSessions: number; logThroughputPerSec: number | null } | null> {
    if (!offers.value.metrics) return stores.sessions.list.kind === 'ready' ? counted() : null
    const kept = stores.metrics.of(null)
    // Whoever looks at the figures keeps them fresh.
    if (kept.metrics && kept.problem === null) return kept.metrics
    const answer = await client.queries.metrics({ tenantId: tenantId(), sessionId: null, ...WINDOW })
    return answer.ok ? answer.value : null
  }

  function counted() {
    let activeSessions = 0
    for (const [status, count] of stores.sessions.statusCounts) if (!ENDED.has(status)) activeSessions += count
    return { activeSessions, logThroughputPerSec: null }
  }

  async function look(): Promise<void> {
    const now = clock.monotonic()
    if (isHidden() || tenantId() === null || client.stream.role() === 'follower') return
    if (askedAt !== null && now - askedAt < LEVELS_EVERY_MS) return
    askedAt = now
    const mine = era
    const found = await figures()
    if (mine !== era || found === null) return
    tell(ACTIVE_SESSIONS, found.activeSessions)
    if (found.logThroughputPerSec !== null) tell(LOG_THROUGHPUT, found.logThroughputPerSec)
  }

  const lookNow = () => void look().catch(onFault)
  const endings = [clock.every(LOOK_EVERY_MS, lookNow), client.stream.onRole(lookNow)]
  lookNow()

  return {
    changeScope() {
      era++
      askedAt = null
    },
    dispose() {
      era++
      for (const end of endings) end()
    },
  }
}
