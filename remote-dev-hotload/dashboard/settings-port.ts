import { inject, type InjectionKey, type ShallowRef } from 'vue'
import type { Habits } from './habits.ts'

/** What this browser keeps of the panel. */
export interface StorageView {
  /** `memory`: the browser refuses storage, everything is forgotten with the page. */
  readonly state: 'ready' | 'memory'
  /** Log text is kept only when the reader asked for it. */
  readonly keepLogs: boolean
}

export interface SettingsPort {
  readonly storage: Readonly<ShallowRef<StorageView>>
  /** Brings `storage` up to date before somebody reads it. */
  look(): void
  setKeepLogs(on: boolean): void
  readonly habits: Readonly<ShallowRef<Habits>>
  setHabits(habits: Habits): void
  /** Deletes everything that this browser keeps of the panel; false when the browser would not. */
  forgetAll(): Promise<boolean>
}

export const SettingsKey: InjectionKey<SettingsPort> = Symbol('dev-hotload settings')

export function useSettings(): SettingsPort {
  const port = inject(SettingsKey)
  if (!port) throw new Error('Render settings inside a Dev Hotload door.')
  return port
}
