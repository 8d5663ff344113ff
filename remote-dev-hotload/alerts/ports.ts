import { inject, type InjectionKey, type Ref } from 'vue'
import type { Alert, DiagnosticCode, HostNotice, ServerOffers } from '../../contracts/index.ts'
import type { Clock } from '../kernel/index.ts'
import type { AlertStore } from './alert-store.ts'
import type { OwnAlert, OwnAlertStore } from './own-alert-store.ts'

export interface AlertsPort {
  /** What this server can be asked for; known for sure a moment after the panel opens. */
  readonly offers: Readonly<Ref<ServerOffers>>
  readonly alerts: AlertStore
  /** The panel's own alerts. */
  readonly own: OwnAlertStore
  readonly clock: Clock
  /** The server's clock minus ours, ms. */
  skewMs(): number
  /** Asks for all of them, or for all in a state: only the newest few come with the list. */
  load(state?: string | null): void
  /** Why nothing can be done with it now; null when the server may be asked. */
  whyNot(alert: Alert): DiagnosticCode | null
  /** Shown as done when the server has said so; a failure stands in `pending`. */
  acknowledge(alertId: string): void
  /** Until a time of our wall clock, ms. */
  snooze(alertId: string, untilMs: number): void
  /** What was asked of an alert and has no answer yet, or why it was refused. */
  readonly pending: ReadonlyMap<string, 'busy' | DiagnosticCode>
  /** What it is that stands in `pending`. */
  askOf(alertId: string): 'acknowledge' | 'snooze' | null
  /** Asks for the same once more. */
  retry(alertId: string): void
  /** The failure has been read. */
  dismiss(alertId: string): void
  openSession(sessionId: string): void
  openLine(sessionId: string, logId: string): void
  openInbox(): void
  /** The address of what to do about it; null where nobody has named one. */
  runbookOf(alert: Alert | OwnAlert): string | null
  /** The shell's own notices, if it has any. */
  readonly notify: ((notice: HostNotice) => void) | null
}

export const AlertsKey: InjectionKey<AlertsPort> = Symbol('dev-hotload alerts')

export function useAlerts(): AlertsPort {
  const port = inject(AlertsKey)
  if (!port) throw new Error('Render alert views inside a Dev Hotload door.')
  return port
}
