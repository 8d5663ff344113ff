import type { AuditEntry } from '../../../contracts/index.ts'

/** An entry of the `n`th second; everything else may be overridden. */
export function testEntry(n: number, patch: Partial<AuditEntry> = {}): AuditEntry {
  return {
    auditId: `a-${n}`,
    at: new Date(Date.UTC(2026, 0, 1) + n * 1_000).toISOString(),
    action: 'session.reload',
    sessionId: 's-1',
    actor: 'Uma',
    result: 'done',
    reason: null,
    requestId: null,
    details: null,
    ...patch,
  }
}
