import { effectScope, onScopeDispose, type EffectScope, type Ref } from 'vue'
import type { Clock } from '../kernel/index.ts'
import { useNow } from '../ui/index.ts'

interface Shared {
  readonly now: Readonly<Ref<number>>
  readonly scope: EffectScope
  readers: number
}

const running = new WeakMap<object, Shared>()

/** `useNow` with one timer for all rows of a clock; it ends with the last of them. */
export function useSharedNow(clock: Pick<Clock, 'now' | 'every'>): Readonly<Ref<number>> {
  const shared = running.get(clock) ?? start(clock)
  shared.readers++
  onScopeDispose(() => {
    if (--shared.readers > 0) return
    shared.scope.stop()
    running.delete(clock)
  })
  return shared.now
}

function start(clock: Pick<Clock, 'now' | 'every'>): Shared {
  // Detached: it outlives the row that happened to be first.
  const scope = effectScope(true)
  const now = scope.run(() => useNow(clock))
  if (!now) throw new Error('A scope that has just been made does run.')
  const shared = { now, scope, readers: 0 }
  running.set(clock, shared)
  return shared
}
