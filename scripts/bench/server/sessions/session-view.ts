import { ACTIONS } from '../../../../contracts/records.ts'
import { TENANT_ID } from '../identity.ts'
import { hasEnded, type PoolReload, type PoolSession } from './session-pool.ts'

const TTL_MS = 15 * 60_000
/** A living session beats this often, whether the stream tells of it or not. */
const BEAT_MS = 10_000

const iso = (at: number) => new Date(at).toISOString()
const isoOrNull = (at: number | null) => (at === null ? null : iso(at))

/** The last heartbeat that the server knows of at `now`; spread, so that not all beat in the same moment. */
function lastBeat({ no, isLost, startedAt, lastHeartbeatAt, ...session }: PoolSession, now: number): number {
  if (isLost || hasEnded(session)) return lastHeartbeatAt
  return Math.max(startedAt, lastHeartbeatAt, now - ((no * 7_919) % BEAT_MS))
}

/** What a heartbeat says. */
export function viewBeat(session: PoolSession, now: number) {
  const at = lastBeat(session, now)
  return { lastHeartbeatAt: iso(at), expiresAt: iso(at + TTL_MS) }
}

export const viewMetrics = (session: PoolSession) => ({
  buildTimeMs: session.lastReload?.buildTimeMs ?? null,
  reloadLatencyMs: session.lastReload?.durationMs ?? null,
  reloadLatencyP95Ms: 940,
  reloadCount: session.lastReload?.sequence ?? 0,
  reloadFailureCount: session.reloadFailureCount,
  errorCount: session.errorCount,
  warnCount: session.warnCount,
  logRatePerSec: hasEnded(session) ? 0 : session.logRatePerSec,
})

export const viewReload = ({ at, ...reload }: PoolReload) => ({
  ...reload,
  at: iso(at),
  mode: 'hot',
  trigger: 'file',
  changedFiles: ['src/routes/orders.ts'],
  error: reload.success ? null : 'src/routes/orders.ts:12:8 Expected ";" but found "}"',
  firstLogId: null,
})

/** The session as GraphQL and the stream show it to somebody in charge. */
export const viewSession = (session: PoolSession, now: number) => ({
  sessionId: session.sessionId,
  pluginId: session.pluginId,
  pluginName: session.pluginName,
  pluginVersion: '1.4.0',
  tenantId: TENANT_ID,
  tenantName: 'Northwind Trading',
  developer: { id: session.developerId, name: session.developerName },
  status: session.status,
  statusReason: session.statusReason,
  buildHash: session.sessionId.slice(0, 8),
  entryPoints: ['src/index.ts'],
  cliVersion: '1.0.0',
  sandboxEndpoint: 'http://127.0.0.1:4100/',
  logUrl: null,
  startedAt: iso(session.startedAt),
  lastReloadAt: isoOrNull(session.lastReload?.at ?? null),
  ...viewBeat(session, now),
  endedAt: isoOrNull(session.endedAt),
  terminationNote: session.note,
  reloadCount: session.lastReload?.sequence ?? 0,
  lastReload: session.lastReload === null ? null : viewReload(session.lastReload),
  metrics: viewMetrics(session),
  allowedActions: hasEnded(session) ? ['EXPORT_LOGS', 'REVEAL_MASKED'] : ACTIONS,
  metadata: { nodeVersion: '20.20.2' },
})
