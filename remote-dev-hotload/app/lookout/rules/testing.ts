import type { Alert } from '../../../../contracts/index.ts'

/** An open alert of the server; everything may be overridden. */
export const testAlert = (patch: Partial<Alert> = {}): Alert => ({
  ...{ alertId: 'alert', fingerprint: 'rule:s', severity: 'CRITICAL', state: 'OPEN', title: 'T', message: '' },
  ...{ sessionId: 's', pluginId: 'p', count: 1, resolvedAt: null, acknowledgedBy: null, snoozedUntil: null },
  ...{ firstRaisedAt: '2026-01-05T10:00:00Z', lastRaisedAt: '2026-01-05T10:00:00Z', runbookUrl: null, logId: null },
  ...patch,
})
