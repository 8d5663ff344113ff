import type { DiagnosticCode } from '../../../contracts/index.ts'

export type CommandKind = 'terminate' | 'reload' | 'refresh-metrics'

/**
 * `waiting` is not sent yet (a run of many sends a few at a time); `accepted` is not done; `observed` is seen in the
 * session's state; `done` is what the server has shown.
 */
export type CommandPhase = 'waiting' | 'requested' | 'accepted' | 'observed' | 'done' | 'failed' | 'timed-out'

/** One command of this user, from the click to its observed effect. Times are wall-clock ms. */
export interface Command {
  /** The idempotency key; the same on each retry. */
  readonly key: string
  readonly kind: CommandKind
  readonly sessionId: string
  readonly title: string
  /** The user's own words, as typed. Never shown from here; the audit trail shows them masked. */
  readonly reason: string | null
  /** Given together with others; null for a command of its own. */
  readonly runId: string | null
  readonly phase: CommandPhase
  readonly requestedAt: number
  readonly acceptedAt: number | null
  readonly endedAt: number | null
  /** The session's end was seen before the answer: it cannot be told yet whose end it was. */
  readonly endSeenAt: number | null
  readonly auditId: string | null
  readonly reloadId: string | null
  readonly code: DiagnosticCode | null
  readonly requestId: string | null
  /** The server does not want to be asked before. */
  readonly retryAt: number | null
  /** The user has put the echo of it away. */
  readonly isDismissed: boolean
}

const OPEN_PHASES = new Set<CommandPhase>(['waiting', 'requested', 'accepted', 'observed'])
const EFFECT_PHASES = new Set<CommandPhase>(['accepted', 'observed'])

/** No verdict of the Dev API on this very command: it may have been carried out, so only its own key may ask again. */
const UNANSWERED = new Set<DiagnosticCode>(['DH_API_001', 'DH_API_002', 'DH_API_003', 'DH_API_401', 'DH_API_429'])
/** Asking again would only be told the same. */
const FINAL = new Set<DiagnosticCode>(['DH_API_400', 'DH_API_403', 'DH_API_404', 'DH_API_409', 'DH_API_501'])

export const isOpen = ({ phase }: Command): boolean => OPEN_PHASES.has(phase)

/** The server has taken it on and its effect is still to come. */
export const awaitsEffect = ({ phase }: Command): boolean => EFFECT_PHASES.has(phase)

/** It failed without a verdict. */
export const isUnanswered = ({ phase, code }: Command): boolean =>
  phase === 'failed' && code !== null && UNANSWERED.has(code)

/** The session was in that state already: information, and nothing to repeat. */
export const isConflict = ({ phase, code }: Command): boolean => phase === 'failed' && code === 'DH_API_409'

export const mayRetry = ({ phase, code }: Command): boolean =>
  phase === 'timed-out' || (phase === 'failed' && (code === null || !FINAL.has(code)))
