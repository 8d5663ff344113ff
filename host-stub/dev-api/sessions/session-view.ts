import { tenantById } from '../auth/people.ts'
import { toIso, toIsoOrNull } from '../clock.ts'
import type { LogRates } from '../metrics/log-rates.ts'
import type { ReloadStore } from './reload-store.ts'
import type { SessionFacts, SessionRow } from './session-row.ts'

/** Turns rows into what GraphQL and the stream show; `allowedActions` depends on who looks and is added there. */
export const createSessionView = (reloads: ReloadStore, rates: LogRates) => {
  const metrics = (row: SessionRow) => ({
    buildTimeMs: row.build_time_ms,
    reloadLatencyMs: row.latency_ms,
    reloadLatencyP95Ms: row.latency_p95_ms,
    reloadCount: row.reload_count,
    reloadFailureCount: row.reload_failure_count,
    errorCount: row.error_count,
    warnCount: row.warn_count,
    logRatePerSec: row.ended_at === null ? rates.session(row.no).logsPerSec : 0,
  })

  const session = (row: SessionRow) => {
    const {
      manifest: _manifest,
      watchFileLimit: _limit,
      developerName,
      ...facts
    } = JSON.parse(row.facts) as SessionFacts
    return {
      ...facts,
      sessionId: row.session_id,
      pluginId: row.plugin_id,
      tenantId: row.tenant_id,
      tenantName: tenantById(row.tenant_id)?.name ?? null,
      developer: { id: row.developer_id, name: developerName },
      status: row.status,
      statusReason: row.status_reason,
      startedAt: toIso(row.started_at),
      lastReloadAt: toIsoOrNull(row.last_reload_at),
      lastHeartbeatAt: toIso(row.last_heartbeat_at),
      expiresAt: toIso(row.expires_at),
      endedAt: toIsoOrNull(row.ended_at),
      terminationNote: row.note,
      reloadCount: row.reload_count,
      lastReload: row.last_reload_no === null ? null : reloads.byNo(row.last_reload_no),
      metrics: metrics(row),
    }
  }

  return { session, metrics }
}

export type SessionViews = ReturnType<typeof createSessionView>
export type SessionView = ReturnType<SessionViews['session']>
