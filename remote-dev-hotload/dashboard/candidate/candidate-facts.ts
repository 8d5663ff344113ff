import type { Alert, AuditEntry, Reload, Session } from '../../../contracts/index.ts'

/** What the server told when it was asked, or why it did not. */
export type Told<T> =
  | {
      readonly kind: 'told'
      readonly value: T
      /** The server has more than was asked for. */
      readonly isCut: boolean
    }
  | { readonly kind: 'missing'; readonly code: string; readonly requestId: string | null }

/** One kind of error or fatal message since the newest reload. */
export interface OpenError {
  /** Equal for messages that differ in numbers, ids and quoted values only. */
  readonly fingerprint: string
  readonly level: string
  /** First line of the newest such message, masked, without controls. */
  readonly message: string
  readonly count: number
  /** RFC 3339; null when the line had no readable time. */
  readonly firstAt: string | null
  readonly lastAt: string | null
  /** The newest such line. */
  readonly logId: string
}

/** The lines since the newest reload. */
export interface LogFindings {
  /** Lines since then that were read. */
  readonly lines: number
  /** RFC 3339 of the first and the last of them; null when there is none. */
  readonly from: string | null
  readonly to: string | null
  readonly warnings: number
  /** Most recent first. */
  readonly errors: readonly OpenError[]
}

/** Everything that a report rests on; masked, since it came through the decode edge. */
export interface CandidateFacts {
  readonly session: Session
  /** RFC 3339. */
  readonly gatheredAt: string
  /** Nobody has heard of the session for too long. */
  readonly isLost: boolean
  /** Newest first. */
  readonly reloads: Told<readonly Reload[]>
  /** Those of the session that are open. */
  readonly alerts: Told<readonly Alert[]>
  /** Newest first. */
  readonly audit: Told<readonly AuditEntry[]>
  /** Null when there is no reload since which one could look. */
  readonly logs: Told<LogFindings> | null
}

/** A plugin without a version and without a build hash is nothing that could be published. */
export const isCandidate = ({ pluginVersion, buildHash }: Session): boolean =>
  Boolean(pluginVersion?.trim()) || Boolean(buildHash?.trim())
