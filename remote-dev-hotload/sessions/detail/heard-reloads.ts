import { shallowReactive } from 'vue'
import type { Reload } from '../../../contracts/index.ts'
import { inOrder, reloadKey } from '../reload-order.ts'

/** What the stream brought while this page was open: all there is, where the server keeps no history. */
export interface HeardReloads {
  add(sessionId: string, reload: Reload): void
  /** Newest first. Reactive. */
  of(sessionId: string): readonly Reload[]
  clear(): void
}

/** Of one session; a session of a quarter of an hour with a save every few seconds has fewer. */
const MOST_RELOADS = 200
const MOST_SESSIONS = 200
const NONE: readonly Reload[] = []

export function createHeardReloads(): HeardReloads {
  /** Whoever reloaded longest ago comes first, and goes first. */
  const bySession = shallowReactive(new Map<string, readonly Reload[]>())

  return {
    add(sessionId, reload) {
      const key = reloadKey(reload)
      const others = (bySession.get(sessionId) ?? NONE).filter((other) => reloadKey(other) !== key)
      const next = inOrder([...others, reload])
        .reverse()
        .slice(0, MOST_RELOADS)
      bySession.delete(sessionId)
      bySession.set(sessionId, next)
      const [oldest] = bySession.keys()
      if (bySession.size > MOST_SESSIONS && oldest !== undefined) bySession.delete(oldest)
    },
    of: (sessionId) => bySession.get(sessionId) ?? NONE,
    clear: () => bySession.clear(),
  }
}
