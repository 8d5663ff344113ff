import { computed, type ComputedRef } from 'vue'
import type { Session } from '../../contracts/index.ts'
import { useText } from '../ui/index.ts'
import { useSessions } from './ports.ts'
import { statusLook, type StatusLook } from './session-status.ts'

export interface SessionWords {
  readonly look: ComputedRef<StatusLook>
  /** The status in the reader's language, or the server's own word when there is none. */
  readonly status: ComputedRef<string>
  /** The owner's name, marked when it is the reader. */
  readonly owner: ComputedRef<string>
}

/** How a session is named wherever it appears. */
export function useSessionWords(session: () => Session): SessionWords {
  const { userId } = useSessions()
  const { t, has } = useText()
  return {
    look: computed(() => statusLook(session().status)),
    status: computed(() => {
      const { status } = session()
      return has(`status.${status}`) ? t(`status.${status}`) : status
    }),
    owner: computed(() => {
      const { id, name } = session().developer
      return id === userId() ? t('sessions.you', { name: name ?? id }) : (name ?? id)
    }),
  }
}
