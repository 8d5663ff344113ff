import type { Clock } from '../clock.ts'

/** Keys that vanish by themselves, as in Redis. */
export const createExpiringKeys = (clock: Clock) => {
  const kept = new Map<string, { value: string; until: number }>()
  const get = (key: string): string | null => {
    const found = kept.get(key)
    return found && found.until > clock.now() ? found.value : null
  }

  return {
    get,
    set: (key: string, value: string, ttlMs: number) => void kept.set(key, { value, until: clock.now() + ttlMs }),
    /** Sets it unless it is there; answers whether it was free. */
    claim(key: string, ttlMs: number): boolean {
      if (get(key) !== null) return false
      kept.set(key, { value: '1', until: clock.now() + ttlMs })
      return true
    },
    delete: (key: string) => void kept.delete(key),
  }
}

export type ExpiringKeys = ReturnType<typeof createExpiringKeys>
