import { computed, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue'
import type { Session } from '../../../contracts/index.ts'
import type { SessionStore } from '../session-store.ts'
import { extend, nothingSelected, toggle, toggleAll, type Selection } from './selection.ts'

export interface TickedSessions {
  readonly selection: Readonly<ShallowRef<Selection>>
  /** As last heard of, also of other pages, in the order they were ticked. */
  readonly sessions: ComputedRef<readonly Session[]>
  /** How many of them are not on this page. */
  readonly elsewhere: ComputedRef<number>
  tick(sessionId: string, isExtending: boolean): void
  tickAll(): void
  clear(): void
}

/** Which sessions are ticked. By id, so that paging, sorting and updates change nothing about it. */
export function useTickedSessions(store: SessionStore): TickedSessions {
  const selection = shallowRef<Selection>(nothingSelected)
  const lastKnown = new Map<string, Session>()
  const order = () => store.rows.map(({ sessionId }) => sessionId)

  function change(next: Selection): void {
    selection.value = next
    for (const id of lastKnown.keys()) if (!next.ids.has(id)) lastKnown.delete(id)
    remember()
  }

  /** The store forgets what its page does not name. */
  function remember(): void {
    for (const session of store.rows)
      if (selection.value.ids.has(session.sessionId)) lastKnown.set(session.sessionId, session)
  }

  watch(
    () => (selection.value.ids.size > 0 ? store.rows : null),
    () => remember(),
  )
  // Another tenant or user: nothing of the old one may be acted on.
  watch(
    () => store.list.kind,
    (kind) => kind === 'loading' && change(nothingSelected),
  )

  return {
    selection,
    sessions: computed(() =>
      [...selection.value.ids]
        .map((id) => store.byId(id) ?? lastKnown.get(id))
        .filter((session) => session !== undefined),
    ),
    elsewhere: computed(() => {
      const here = new Set(order())
      return [...selection.value.ids].filter((id) => !here.has(id)).length
    }),
    tick: (id, isExtending) => change(isExtending ? extend(selection.value, id, order()) : toggle(selection.value, id)),
    tickAll: () => change(toggleAll(selection.value, order())),
    clear: () => change(nothingSelected),
  }
}
