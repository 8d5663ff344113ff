import type { HostConfig, Watched } from '../../../../contracts/host.ts'
import { createWatched } from './watched.ts'

export type FlagName = 'PX_ADMIN_DEV_MODE' | 'PX_DEV_PLUGIN_HOTLOAD'

export const FLAG_NAMES: readonly FlagName[] = ['PX_ADMIN_DEV_MODE', 'PX_DEV_PLUGIN_HOTLOAD']

export interface Flags {
  /** The config that the host hands out: one object for good, its flags follow the switches. */
  config: HostConfig
  state: Watched<Record<FlagName, boolean>>
  set(name: FlagName, on: boolean): void
}

const ON = new Set(['1', 'true', 'on', 'yes'])

const isOn = (value: unknown): boolean => ON.has(String(value).toLowerCase())

/** The two switches of the header; what a person chose survives a reload of the tab. */
export function createFlags(given: HostConfig, storage: Pick<Storage, 'getItem' | 'setItem'> | null): Flags {
  const config = { ...given }
  for (const name of FLAG_NAMES) {
    const chosen = storage?.getItem(`stub_flag_${name}`) ?? null
    if (chosen !== null) config[name] = chosen
  }
  const read = (): Record<FlagName, boolean> => ({
    PX_ADMIN_DEV_MODE: isOn(config.PX_ADMIN_DEV_MODE),
    PX_DEV_PLUGIN_HOTLOAD: isOn(config.PX_DEV_PLUGIN_HOTLOAD),
  })
  const state = createWatched(read())
  return {
    config,
    state,
    set(name, on) {
      if (state.get()[name] === on) return
      config[name] = on ? '1' : '0'
      storage?.setItem(`stub_flag_${name}`, on ? '1' : '0')
      state.set(read())
    },
  }
}
