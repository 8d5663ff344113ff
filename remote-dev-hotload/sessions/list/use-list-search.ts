import { onScopeDispose, shallowRef, watch, type Ref } from 'vue'
import type { Clock } from '../../kernel/index.ts'
import type { SessionQuery } from './session-query.ts'

const PAUSE_MS = 250

export interface ListSearch {
  /** What stands in the search box; the list is asked a moment after the last key. */
  readonly text: Ref<string>
  /** Asks at once, for Enter. */
  flush(): void
  /** Forgets what was typed and not asked for yet. */
  reset(): void
}

interface SearchDeps {
  readonly query: () => SessionQuery
  readonly clock: Pick<Clock, 'after'>
  readonly ask: (query: SessionQuery) => void
}

/** The search box of the list: typing waits for a pause, and an answer never overwrites what is being typed. */
export function useListSearch({ query, clock, ask }: SearchDeps): ListSearch {
  const text = shallowRef(query().search)
  let sent = query().search
  let cancel: (() => void) | null = null

  function stop(): void {
    cancel?.()
    cancel = null
  }

  function flush(): void {
    stop()
    sent = text.value.trim()
    if (sent !== query().search) ask({ ...query(), search: sent, page: 1 })
  }

  watch(text, () => {
    stop()
    if (text.value.trim() !== sent) cancel = clock.after(PAUSE_MS, flush)
  })
  // Changed by a link, by Back or by "clear", not by this box.
  watch(
    () => query().search,
    (search) => {
      if (search !== sent) reset()
    },
  )
  onScopeDispose(stop)

  function reset(): void {
    stop()
    sent = query().search
    text.value = sent
  }

  return { text, flush, reset }
}
