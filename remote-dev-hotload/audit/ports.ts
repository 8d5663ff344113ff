import { inject, type InjectionKey, type Ref } from 'vue'
import type { ServerOffers } from '../../contracts/index.ts'
import type { Clock } from '../kernel/index.ts'
import type { AuditStore } from './audit-store.ts'

/** What the activity views may ask for; the answers come back through the store. */
export interface AuditPort {
  /** What this server can be asked for; known for sure a moment after the panel opens. */
  readonly offers: Readonly<Ref<ServerOffers>>
  readonly audit: AuditStore
  readonly clock: Clock
  /** The signed-in user's id, for "you" and for their own acts; null when signed out. */
  readonly userId: () => string | null
  /** The name of a session as far as it is known here. */
  titleOf(sessionId: string): string | null
  /** Asks for the newest entries of a session, or of the tenant. */
  load(sessionId: string | null): void
  /** Asks for those before the oldest that is known; does nothing while they are on their way. */
  loadOlder(sessionId: string | null): void
  openSession(sessionId: string): void
  /** The full address of one entry. */
  linkTo(auditId: string): string
}

export const AuditKey: InjectionKey<AuditPort> = Symbol('dev-hotload audit')

export function useAudit(): AuditPort {
  const port = inject(AuditKey)
  if (!port) throw new Error('Render audit views inside a Dev Hotload door.')
  return port
}
