import { useAlertStore, useOwnAlertStore, type AlertStore, type OwnAlertStore } from '../../alerts/index.ts'
import { useAuditStore, type AuditStore } from '../../audit/index.ts'
import { createLateLogBook, type LogBook } from '../../logs/index.ts'
import { useMetricsStore, type MetricsStore } from '../../metrics/index.ts'
import {
  useCommandStore,
  useReloadStore,
  useSessionStore,
  type CommandStore,
  type ReloadStore,
  type SessionStore,
} from '../../sessions/index.ts'
import { useAttentionStore, type AttentionStore } from '../../sessions/attention/index.ts'
import { createOwnPinia } from './own-pinia.ts'

/** Everything that the panel knows. Stores are told; none of them asks. */
export interface Stores {
  readonly sessions: SessionStore
  readonly reloads: ReloadStore
  readonly commands: CommandStore
  readonly attention: AttentionStore
  readonly alerts: AlertStore
  readonly ownAlerts: OwnAlertStore
  readonly audit: AuditStore
  readonly metrics: MetricsStore
  readonly book: LogBook
  /** Another tenant or user: nothing of the old one stays. */
  clear(): void
}

/** The logs' engine is brought by the first view of one, unless the `book` has it already. */
export function createStores(logRetentionLimit: number, book = createLateLogBook(logRetentionLimit)): Stores {
  const { make } = createOwnPinia()
  const sessions = make(useSessionStore)
  const reloads = make(useReloadStore)
  const commands = make(useCommandStore)
  const attention = make(useAttentionStore)
  const alerts = make(useAlertStore)
  const ownAlerts = make(useOwnAlertStore)
  const audit = make(useAuditStore)
  const metrics = make(useMetricsStore)
  return {
    sessions,
    reloads,
    commands,
    attention,
    alerts,
    ownAlerts,
    audit,
    metrics,
    book,
    clear() {
      sessions.clear()
      reloads.forgetHeard()
      reloads.open(sessions.selectedId)
      commands.clear()
      attention.clear()
      alerts.clear()
      ownAlerts.clear()
      audit.clear()
      metrics.clear()
      book.clear()
    },
  }
}
