/** Remembers the last `limit` values; a replay that overlaps is recognised by it. */
export interface RecentSet {
  /** True when the value was new. */
  add(value: string): boolean
  has(value: string): boolean
  clear(): void
}

export function createRecentSet(limit: number): RecentSet {
  const seen = new Set<string>()
  return {
    add(value) {
      if (seen.has(value)) return false
      seen.add(value)
      if (seen.size > limit) {
        const oldest = seen.values().next()
        if (!oldest.done) seen.delete(oldest.value)
      }
      return true
    },
    has: (value) => seen.has(value),
    clear: () => seen.clear(),
  }
}
