import type { StreamStateName, StreamStatus } from '../../../client/index.ts'
import type { OwnAlertStore } from '../../../alerts/index.ts'
import type { Clock } from '../../../kernel/index.ts'
import { createAwake } from './awake.ts'
import type { Causes } from './cause.ts'
import type { Rule } from './rule.ts'

export interface StreamRuleDeps {
  status: () => StreamStatus
  clock: Clock
  isHidden: () => boolean
  ownAlerts: Pick<OwnAlertStore, 'raise' | 'resolve'>
  causes: Causes
}

export const STREAM_ALERT = 'stream.disconnected'

/** Down for so long, people are told. */
export const DOWN_MS = 60_000
/** It has to have been seen to be down for so long, not only concluded from silence: a page that wakes is back sooner. */
const SEEN_MS = 10_000
/** Down for so long with a network, it is not this browser's own. */
const NOT_OWN_MS = 10_000
/** Whoever passes it on is told so often that it lasts. */
const LASTS_MS = 60_000
const LONGEST_STEP_MS = 5_000

const MEANING: Readonly<Record<StreamStateName, 'down' | 'rests' | 'fine'>> = {
  live: 'fine',
  quiet: 'fine',
  waiting: 'down',
  stale: 'down',
  connecting: 'down',
  offline: 'down',
  failed: 'down',
  // Given up on purpose, as nobody looks.
  suspended: 'rests',
  // The server has said so, and the panel shows what it said: nothing has broken off.
  idle: 'fine',
  ended: 'fine',
  unsupported: 'fine',
  unauthorized: 'fine',
  forbidden: 'fine',
}

interface Outage {
  since: number
  seenAt: number
  lookedAt: number
  /** While the browser had a network. */
  withNetworkMs: number
  /** When it was last told of, and with which number of failed attempts; null before. */
  told: { at: number; count: number } | null
}

/** "The stream is down for more than a minute", of the time that this page was awake. */
export function createStreamRule({ status, clock, isHidden, ownAlerts, causes }: StreamRuleDeps): Rule {
  const awake = createAwake({ clock, isHidden })
  let outage: Outage | null = null

  function end(): void {
    if (outage?.told) {
      ownAlerts.resolve(STREAM_ALERT)
      causes.over('stream.disconnected')
    }
    outage = null
  }

  function tell(at: number, down: Outage, { failures, code, name }: StreamStatus): void {
    const count = Math.max(1, failures)
    if (down.told && down.told.count === count && at - down.told.at < LASTS_MS) return
    down.told = { at, count }
    const { since } = down
    ownAlerts.raise({
      ...{ id: STREAM_ALERT, code: 'DH_ALERT_001', severity: 'CRITICAL', sessionId: null, title: null },
      ...{ since, at, count },
    })
    const isOwnNetwork = down.withNetworkMs < NOT_OWN_MS
    causes.raised({
      kind: 'stream.disconnected',
      severity: isOwnNetwork ? 'warning' : 'critical',
      since,
      count,
      sessionId: null,
      // Two outages of more than a minute cannot begin within the same one.
      mark: String(Math.floor(since / DOWN_MS)),
      details: { code: 'DH_ALERT_001', state: name, failures, ownNetwork: isOwnNetwork, ...(code && { reason: code }) },
    })
  }

  function followDown(now: StreamStatus): void {
    const at = clock.now()
    // A first connection, or the turn of another tab: nothing has failed yet.
    if (now.name === 'connecting' && now.downSince === null && !outage) return
    const from = Math.max(Math.min(now.downSince ?? at, at), awake.since())
    outage ??= { since: from, seenAt: at, lookedAt: at, withNetworkMs: 0, told: null }
    if (!outage.told) {
      outage.since = Math.min(at, Math.max(outage.since, awake.since()))
      outage.seenAt = Math.min(at, Math.max(outage.seenAt, awake.since()))
    }
    const step = Math.min(LONGEST_STEP_MS, Math.max(0, at - outage.lookedAt))
    if (now.name !== 'offline') outage.withNetworkMs += step
    outage.lookedAt = at
    const isLong = at - outage.since > DOWN_MS && at - outage.seenAt >= SEEN_MS
    if (isLong || outage.told) tell(at, outage, now)
  }

  function look(): void {
    awake.look()
    const now = status()
    const meaning = MEANING[now.name]
    if (meaning === 'down') followDown(now)
    else if (meaning === 'rests') {
      awake.restart()
      // What has been told stands until the stream is back; what has not begins anew.
      if (!outage?.told) outage = null
    } else end()
  }

  return {
    look,
    changeScope() {
      outage = null
      awake.restart()
    },
    dispose: () => {},
  }
}
