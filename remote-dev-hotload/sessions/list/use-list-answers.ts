import { shallowRef, watch, type ShallowRef } from 'vue'
import type { SessionStore } from '../session-store.ts'
import type { SessionQuery } from './session-query.ts'

export interface ListAnswers {
  /** The rows on screen answer an older question. */
  readonly isWaiting: Readonly<ShallowRef<boolean>>
}

interface AnswerDeps {
  readonly sessions: SessionStore
  readonly pages: () => number
  readonly ask: (query: SessionQuery) => void
  /** The first answer to a changed question is here. */
  readonly answered: () => void
}

/** Watches which question the rows answer. A page behind the last one, as after sessions ended, becomes the last one. */
export function useListAnswers({ sessions, pages, ask, answered }: AnswerDeps): ListAnswers {
  const isWaiting = shallowRef(false)
  watch(
    () => sessions.query,
    () => (isWaiting.value = true),
  )
  watch(
    () => sessions.list,
    (list) => {
      if (list.kind === 'loading' || list.kind === 'remembered') return
      const last = pages()
      if (list.kind === 'ready' && sessions.query.page > last) return ask({ ...sessions.query, page: last })
      if (!isWaiting.value) return
      isWaiting.value = false
      answered()
    },
  )
  return { isWaiting }
}
