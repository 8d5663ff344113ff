import { onScopeDispose, shallowRef } from 'vue'
import type { Component, ShallowRef } from 'vue'
import { useShell } from '../shell.ts'
import { findExport } from './door-names.ts'
import type { DoorName } from './door-names.ts'

export type DoorState = { kind: 'loading' } | { kind: 'ready'; component: Component } | { kind: 'failed'; why: string }

/** A door that is a component, loaded when asked; `load` again after a failure. */
export function useDoor(name: DoorName): { door: Readonly<ShallowRef<DoorState>>; load: () => Promise<void> } {
  const { loadDoor, telemetry } = useShell()
  const door = shallowRef<DoorState>({ kind: 'loading' })
  let isGone = false
  onScopeDispose(() => (isGone = true))

  const load = async (): Promise<void> => {
    door.value = { kind: 'loading' }
    try {
      const component = findExport(await loadDoor(name), name)
      if (component === undefined || component === null) throw new Error(`The remote offers no ${name}.`)
      if (!isGone) door.value = { kind: 'ready', component: component as Component }
    } catch (error) {
      telemetry.sink.exception(error, { where: name })
      if (!isGone) door.value = { kind: 'failed', why: error instanceof Error ? error.message : String(error) }
    }
  }
  return { door, load }
}
