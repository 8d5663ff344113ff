import { computed, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue'
import type { Session } from '../../../contracts/index.ts'
import type { FailedReload } from '../../alerts/news/index.ts'
import { hasEnded, sessionTitle, type SessionsPort } from '../../sessions/index.ts'

export interface FailedReloads {
  /** The newest reload of a session that the reader has to do with has failed. */
  readonly isFailing: ComputedRef<boolean>
  /** Those that have failed just now; each is in it once. */
  readonly latest: ShallowRef<readonly FailedReload[]>
}

const told = (session: Session): FailedReload | null => {
  const { sessionId, lastReload } = session
  if (lastReload?.success !== false || hasEnded(session)) return null
  return { sessionId, sequence: lastReload.sequence, title: sessionTitle(session), error: lastReload.error }
}

/** Reloads that fail, of the reader's own sessions and of the open one: of everybody's it would be a nuisance. */
export function useFailedReloads({ sessions, userId }: Pick<SessionsPort, 'sessions' | 'userId'>): FailedReloads {
  const concerning = computed(() => {
    const { rows, selected } = sessions
    const mine = rows.filter(({ developer }) => developer.id === userId())
    return selected && !mine.includes(selected) ? [...mine, selected] : mine
  })
  const failed = computed(() => concerning.value.map(told).filter((reload) => reload !== null))
  const latest = shallowRef<readonly FailedReload[]>([])
  /** The newest failure of each session that was seen, 0 for none: what was so from the start is no news. */
  let seen = new Map<string, number>()

  watch(
    concerning,
    (now) => {
      const news = failed.value.filter(({ sessionId, sequence }) => (seen.get(sessionId) ?? Infinity) < sequence)
      seen = new Map(now.map(({ sessionId }) => [sessionId, seen.get(sessionId) ?? 0]))
      for (const { sessionId, sequence } of failed.value) seen.set(sessionId, sequence)
      if (news.length > 0) latest.value = news
    },
    { immediate: true },
  )

  return { isFailing: computed(() => failed.value.length > 0), latest }
}
