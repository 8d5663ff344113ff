import { watch } from 'vue'
import type { Lists } from './lists.ts'
import type { Navigator } from './navigator.ts'
import type { Stores } from './stores.ts'

/** What the address asks for is what the stores hold; ends with the scope that it is called in. */
export function followPlace(
  navigator: Pick<Navigator, 'place'>,
  stores: Pick<Stores, 'sessions' | 'reloads'>,
  lists: Pick<Lists, 'sessionsSoon' | 'openSession'>,
): void {
  watch(
    () => navigator.place.value.query,
    (query, before) => {
      if (JSON.stringify(query) === JSON.stringify(before)) return
      stores.sessions.setQuery(query)
      if (before) lists.sessionsSoon()
    },
    { immediate: true },
  )
  watch(
    () => navigator.place.value.sessionId,
    (sessionId) => {
      stores.sessions.select(sessionId)
      stores.reloads.open(sessionId)
      if (sessionId !== null) void lists.openSession(sessionId)
    },
    { immediate: true },
  )
}
