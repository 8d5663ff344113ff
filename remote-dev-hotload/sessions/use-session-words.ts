import { computed, type ComputedRef } from 'vue'
import type { Session } from '../../contracts/index.ts'
import { useText, useWhen } from '../ui/index.ts'
import { healthReason, healthWord } from './health-words.ts'
import { useSessions } from './ports.ts'
import { tellsHeartbeats } from './server-offers.ts'
import { healthOf, type Health } from './session-health.ts'
import type { StatusLook } from './session-status.ts'
import { useSharedNow } from './shared-now.ts'

export interface SessionWords {
  readonly look: ComputedRef<StatusLook>
  /** The one word for how it is, in the reader's language, or the server's own word when there is none. */
  readonly status: ComputedRef<string>
  /** The sentence that says why. */
  readonly reason: ComputedRef<string | null>
  /** The owner's name, marked when it is the reader. */
  readonly owner: ComputedRef<string>
  readonly health: ComputedRef<Health>
}

/** How a session is named wherever it appears. Judged anew each second; a view is drawn anew only for another verdict. */
export function useSessionWords(session: () => Session): SessionWords {
  const { sessions, clock, userId, offers } = useSessions()
  const text = useText()
  const when = useWhen()
  const now = useSharedNow(clock)

  const health = computed<Health>((before) => {
    const one = session()
    const id = one.sessionId
    const next = healthOf(one, {
      now: now.value,
      seenAt: sessions.seenAt(id),
      skewMs: sessions.skewMs,
      statusSince: sessions.statusSince(id),
      tellsHeartbeats: tellsHeartbeats(offers.value),
    })
    return before && isSame(before, next) ? before : next
  })
  return {
    look: computed(() => health.value),
    status: computed(() => healthWord(health.value, session().status, text)),
    reason: computed(() => healthReason(health.value.reason, text, when)),
    owner: computed(() => {
      const { id, name } = session().developer
      return id === userId() ? text.t('sessions.you', { name: name ?? id }) : (name ?? id)
    }),
    health,
  }
}

const isSame = (a: Health, b: Health): boolean =>
  a.word === b.word &&
  a.icon === b.icon &&
  a.isLost === b.isLost &&
  JSON.stringify(a.reason) === JSON.stringify(b.reason)
