import type { DiagnosticCode } from '../../../contracts/index.ts'

/**
 * The state of the one stream, in the words that the panel shows.
 *
 * - `live`: bytes flow. `quiet`: only heartbeats for a while, nothing is wrong. `stale`: not even those.
 * - `waiting`: broken off, the next attempt has a time. `offline`: the browser says there is no network.
 * - `suspended`: hidden for long, given up on purpose. `ended`: the server said there is no more (204).
 * - `unauthorized`, `forbidden`, `unsupported`, `failed`: no further attempt without somebody's doing.
 */
export type StreamStateName =
  | 'idle'
  | 'connecting'
  | 'live'
  | 'quiet'
  | 'stale'
  | 'waiting'
  | 'offline'
  | 'suspended'
  | 'unauthorized'
  | 'forbidden'
  | 'unsupported'
  | 'ended'
  | 'failed'

/** Times are ms of the wall clock. */
export interface StreamStatus {
  readonly name: StreamStateName
  /** Failed attempts in a row. */
  readonly failures: number
  /** When the next attempt starts; only while `waiting`. */
  readonly nextAttemptAt: number | null
  /** When the last event (not heartbeat) arrived. */
  readonly lastEventAt: number | null
  /** Since when no bytes have come; null while they do. */
  readonly downSince: number | null
  readonly code: DiagnosticCode | null
}

/** One dispatched SSE frame. */
export interface StreamFrame {
  /** The sticky last event id, '' when there is none: where to resume from. */
  readonly id: string
  /** The id that this very frame carried, null when it carried none: what tells a replayed frame from a new one. */
  readonly ownId: string | null
  readonly event: string
  readonly data: string
}

/** Why a connection is over. */
export type CloseReason =
  | { kind: 'eof' }
  | { kind: 'network' }
  | { kind: 'status'; status: number; retryAfterMs: number | null }
  | { kind: 'content-type'; found: string }
  | { kind: 'redirect' }
  /** The address cannot be fetched at all: not absolute, not HTTP, or with a password in it. */
  | { kind: 'bad-url' }
  | { kind: 'signed-out' }

/**
 * What the page, the network and the host tell the stream.
 *
 * - `hidden`, `visible`: of the tab. `pagehide`, `pageshow`: left for or come back from the back-forward cache.
 * - `woken`: timers may have slept (a frozen tab, a closed lid).
 * - `token-changed`: connect anew with the new token and the same place in the stream.
 * - `renew`: somebody knows better that the stream has missed something; only an open one heeds it.
 */
export type StreamSignal =
  'online' | 'offline' | 'woken' | 'hidden' | 'visible' | 'pagehide' | 'pageshow' | 'token-changed' | 'renew'
