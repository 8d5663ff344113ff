import type { Session } from '../../contracts/index.ts'

/** A running session of the given id; everything else may be overridden. */
export function testSession(sessionId: string, patch: Partial<Session> = {}): Session {
  return {
    sessionId,
    pluginId: `com.test.${sessionId}`,
    pluginName: null,
    pluginVersion: '1.0.0',
    tenantId: 't-1',
    tenantName: 'Tenant one',
    developer: { id: 'u-1', name: 'Uma' },
    status: 'ACTIVE',
    statusReason: null,
    buildHash: null,
    entryPoints: [],
    cliVersion: null,
    sandboxEndpoint: null,
    logUrl: null,
    startedAt: '2026-01-01T00:00:00Z',
    lastReloadAt: null,
    lastHeartbeatAt: null,
    expiresAt: '2026-01-01T01:00:00Z',
    endedAt: null,
    terminationNote: null,
    reloadCount: 0,
    lastReload: null,
    metrics: {
      buildTimeMs: null,
      reloadLatencyMs: null,
      reloadLatencyP95Ms: null,
      reloadCount: 0,
      reloadFailureCount: 0,
      errorCount: 0,
      warnCount: 0,
      logRatePerSec: 0,
    },
    allowedActions: ['TERMINATE', 'RELOAD'],
    metadata: null,
    ...patch,
  }
}
