import type { LogFindings, OpenError, Told } from './candidate-facts.ts'
import type { RuleResult, Verdict } from './candidate-rules.ts'
import type { Spread } from './spread.ts'

export interface FailedReload {
  readonly sequence: number
  readonly at: string | null
  /** First line of the error; null when the CLI gave none. */
  readonly error: string | null
}

export interface ReloadFigures {
  readonly count: number
  readonly succeeded: number
  readonly failed: number
  /** The CLI did not say how they ended. */
  readonly unreported: number
  /** 0…1 of those whose end is known; null when none is. */
  readonly successRate: number | null
  readonly reloadMs: Spread | null
  readonly buildMs: Spread | null
  /** Newest first, at most `MOST_LISTED`. */
  readonly failures: readonly FailedReload[]
  readonly newest: { readonly sequence: number; readonly at: string | null; readonly success: boolean | null } | null
}

export interface OpenAlert {
  readonly alertId: string
  readonly severity: string
  readonly title: string
  readonly count: number
  readonly lastAt: string | null
}

export interface CommandRecord {
  readonly auditId: string
  readonly at: string | null
  readonly action: string
  readonly actor: string
  readonly result: string
}

export interface LogFigures extends Omit<LogFindings, 'errors'> {
  /** Messages, over all kinds. */
  readonly errorCount: number
  /** Most recent first, at most `MOST_LISTED`. */
  readonly errors: readonly OpenError[]
  /** Kinds of error beyond those that are listed. */
  readonly moreErrors: number
}

/** One validation of one build; times are RFC 3339, durations ms. */
export interface CandidateReport {
  readonly gatheredAt: string | null
  readonly verdict: Verdict
  readonly rules: readonly RuleResult[]
  readonly candidate: {
    readonly pluginId: string
    readonly pluginName: string | null
    readonly version: string | null
    readonly buildHash: string | null
    readonly cliVersion: string | null
    readonly sessionId: string
    readonly owner: { readonly id: string; readonly name: string | null }
    readonly tenant: { readonly id: string; readonly name: string | null }
  }
  readonly window: { readonly from: string | null; readonly to: string | null }
  readonly session: {
    readonly status: string
    readonly reason: string | null
    readonly lastHeartbeatAt: string | null
    readonly expiresAt: string | null
    readonly endedAt: string | null
    readonly isLost: boolean
  }
  readonly reloads: Told<ReloadFigures>
  /** Null when nothing was reloaded. */
  readonly logs: Told<LogFigures> | null
  readonly alerts: Told<readonly OpenAlert[]>
  readonly commands: Told<readonly CommandRecord[]>
}
