import { describe, expect, it, vi } from 'vitest'
import { createFlags } from './flags.ts'

const storageWith = (entries: Record<string, string> = {}) => {
  const map = new Map(Object.entries(entries))
  return {
    getItem: (key: string) => map.get(key) ?? null,
    setItem: (key: string, value: string) => map.set(key, value),
  }
}

describe('flags', () => {
  it('change the config that was handed out and tell once', () => {
    const flags = createFlags({ PX_ADMIN_DEV_MODE: 'yes', PX_DEV_PLUGIN_HOTLOAD: '1' }, storageWith())
    const { config } = flags
    const listener = vi.fn()
    flags.state.subscribe(listener)
    flags.set('PX_ADMIN_DEV_MODE', false)
    flags.set('PX_ADMIN_DEV_MODE', false)
    expect(config.PX_ADMIN_DEV_MODE).toBe('0')
    expect(listener).toHaveBeenCalledExactlyOnceWith({ PX_ADMIN_DEV_MODE: false, PX_DEV_PLUGIN_HOTLOAD: true })
  })

  it('outlive a reload of the tab', () => {
    const storage = storageWith()
    createFlags({ PX_ADMIN_DEV_MODE: '1' }, storage).set('PX_ADMIN_DEV_MODE', false)
    expect(createFlags({ PX_ADMIN_DEV_MODE: '1' }, storage).state.get().PX_ADMIN_DEV_MODE).toBe(false)
  })

  it('are off when absent or unknown', () => {
    expect(createFlags({ PX_ADMIN_DEV_MODE: 'maybe' }, null).state.get()).toEqual({
      PX_ADMIN_DEV_MODE: false,
      PX_DEV_PLUGIN_HOTLOAD: false,
    })
  })
})
