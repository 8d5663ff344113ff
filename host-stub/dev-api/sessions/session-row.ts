import type { SESSION_STATUSES } from '../../../contracts/index.ts'
import { failed } from '../problem.ts'
import type { EventAccess } from '../stream/stream-event.ts'

export type KnownStatus = (typeof SESSION_STATUSES)[number]

/** What the CLI told about its session; free text, kept as JSON. */
export interface SessionFacts {
  pluginName: string | null
  pluginVersion: string | null
  developerName: string | null
  buildHash: string | null
  entryPoints: string[]
  cliVersion: string | null
  sandboxEndpoint: string | null
  logUrl: string | null
  metadata: Record<string, unknown> | null
  manifest: Record<string, unknown> | null
  watchFileLimit: number | null
}

/** A row of `sessions`; times are milliseconds, `ended_at` is null while the session lives. */
export interface SessionRow {
  no: number
  session_id: string
  tenant_id: string
  plugin_id: string
  developer_id: string
  registered_by: string
  reload_token_hash: string
  status: KnownStatus
  status_reason: string | null
  started_at: number
  last_heartbeat_at: number
  heartbeat_told_at: number
  expires_at: number
  ended_at: number | null
  note: string | null
  last_reload_at: number | null
  last_reload_no: number | null
  last_sequence: number
  reload_count: number
  reload_failure_count: number
  failures_in_row: number
  build_time_ms: number | null
  latency_ms: number | null
  latency_p95_ms: number | null
  error_count: number
  warn_count: number
  log_total: number
  log_pruned: number
  search_text: string
  facts: string
}

/** Whose session it is decides who may act on it. */
export const accessOf = (row: SessionRow): EventAccess => ({
  owners: [...new Set([row.developer_id, row.registered_by])],
  live: row.ended_at === null,
})

/** The answer to a CLI that speaks for a session which has ended: gone, and why. */
export const sessionOver = (row: SessionRow) =>
  failed('not-found', `The session is ${row.status}.`, { status: row.status })
