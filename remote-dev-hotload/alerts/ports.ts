import { inject, type InjectionKey, type Ref } from 'vue'
import type { ServerOffers } from '../../contracts/index.ts'
import type { Clock } from '../kernel/index.ts'
import type { AlertStore } from './alert-store.ts'

export interface AlertsPort {
  /** What this server can be asked for; known for sure a moment after the panel opens. */
  readonly offers: Readonly<Ref<ServerOffers>>
  readonly alerts: AlertStore
  readonly clock: Clock
  /** Asks for all of them: only the newest few come with the list. */
  load(): void
}

export const AlertsKey: InjectionKey<AlertsPort> = Symbol('dev-hotload alerts')

export function useAlerts(): AlertsPort {
  const port = inject(AlertsKey)
  if (!port) throw new Error('Render alert views inside a Dev Hotload door.')
  return port
}
