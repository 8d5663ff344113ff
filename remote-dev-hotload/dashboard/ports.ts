import { inject, type InjectionKey, type Ref, type ShallowRef } from 'vue'
import type { Clock } from '../kernel/index.ts'
import type { ConnectionView } from '../ui/index.ts'
import type { LogPlace } from '../logs/index.ts'
import type { Place, TabName } from './place.ts'

/** What the dashboard may ask for. */
export interface DashboardPort {
  readonly connection: Readonly<Ref<ConnectionView & { readonly code: string | null }>>
  readonly place: Readonly<ShallowRef<Place>>
  readonly clock: Clock
  refresh(): void
  reconnect(): void
  /** Rooms, sessions and tabs push, so that Back leaves them; filters replace. */
  go(patch: Partial<Place>, how: 'push' | 'replace'): void
  openTab(tab: TabName): void
  setLog(log: LogPlace): void
}

export const DashboardKey: InjectionKey<DashboardPort> = Symbol('dev-hotload dashboard')

export function useDashboard(): DashboardPort {
  const port = inject(DashboardKey)
  if (!port) throw new Error('Render the dashboard inside a Dev Hotload door.')
  return port
}
