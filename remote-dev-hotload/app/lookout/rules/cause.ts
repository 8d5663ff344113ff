import type { HostEscalation } from '../../../../contracts/index.ts'

export type CauseKind = HostEscalation['kind']

/** Why somebody beside this user has to know. Times are wall-clock ms. */
export interface Cause {
  readonly kind: CauseKind
  readonly severity: HostEscalation['severity']
  readonly since: number
  readonly count: number
  readonly sessionId: string | null
  /** What makes it this cause and no other of its kind; tabs that see the same thing say the same. */
  readonly mark: string
  /** Codes and figures: no text of a log, and nothing that somebody has typed. */
  readonly details: Readonly<Record<string, string | number | boolean>>
}

/** Whoever passes causes on. */
export interface Causes {
  /** It has begun, or lasts: called again while it does. */
  raised(cause: Cause): void
  /** Also when nothing of the kind was raised here. */
  over(kind: CauseKind): void
}
