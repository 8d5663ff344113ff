import { inject, type InjectionKey } from 'vue'
import type { Clock } from '../kernel/index.ts'
import type { AuditStore } from './audit-store.ts'

export interface AuditPort {
  readonly audit: AuditStore
  readonly clock: Clock
  /** Asks for the newest entries of a session, or of the tenant. */
  load(sessionId: string | null): void
}

export const AuditKey: InjectionKey<AuditPort> = Symbol('dev-hotload audit')

export function useAudit(): AuditPort {
  const port = inject(AuditKey)
  if (!port) throw new Error('Render audit views inside a Dev Hotload door.')
  return port
}
