import * as Pinia from 'pinia'
import * as Vue from 'vue'
import * as VueRouter from 'vue-router'
import type { DoorName } from './door-names.ts'

/** What a shell without a federation runtime offers to the remote. */
export type Sharing = 'nothing' | 'all'

type ShareScope = Record<string, Record<string, { get: () => Promise<() => unknown>; scope: string }>>

interface RemoteContainer {
  init(scope: ShareScope): void | Promise<void>
  get(door: string): Promise<() => unknown>
}

const give = (name: keyof typeof __SHARED_VERSIONS__, module: unknown): ShareScope => ({
  [name]: { [__SHARED_VERSIONS__[name]]: { get: async () => () => module, scope: 'default' } },
})

const scopeOf = (sharing: Sharing): ShareScope =>
  sharing === 'nothing' ? {} : { ...give('vue', Vue), ...give('pinia', Pinia), ...give('vue-router', VueRouter) }

/** Loads a door as a page without the plugin does: import the entry, `init` it once, `get`. */
export async function loadPlainDoor(remoteUrl: string, sharing: Sharing, door: DoorName): Promise<unknown> {
  const container = (await import(/* @vite-ignore */ remoteUrl)) as RemoteContainer
  await container.init(scopeOf(sharing))
  const factory = await container.get(`./${door}`)
  return factory()
}
