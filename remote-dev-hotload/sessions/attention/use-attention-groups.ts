import { computed, shallowRef, watch, type ShallowRef } from 'vue'
import type { Session } from '../../../contracts/index.ts'
import { useSessions } from '../ports.ts'
import { tellsHeartbeats } from '../server-offers.ts'
import type { Evidence } from '../session-evidence.ts'
import { attentionOf, type AttentionItem, type AttentionKind } from './attention.ts'
import { useAttention } from './ports.ts'

type Groups = Readonly<Record<AttentionKind, readonly AttentionItem[]>>

/**
 * What the server named and what is known of the page's sessions, in groups; as fresh as `now`. Sorted anew when `now`
 * moves and with each answer, and not with each of hundreds of updates a second.
 */
export function useAttentionGroups(now: () => number): Readonly<ShallowRef<Groups>> {
  const { sessions, offers } = useSessions()
  const { attention } = useAttention()

  /** The stream tells of the known ones; rows of the last visit are older than any answer. */
  const named = computed(() => {
    const isOld = sessions.list.kind === 'remembered'
    const all = new Map<string, Session>()
    for (const session of asked.value.values()) {
      all.set(session.sessionId, (isOld ? undefined : sessions.byId(session.sessionId)) ?? session)
    }
    if (!isOld) for (const session of sessions.rows) all.set(session.sessionId, session)
    return [...all.values()]
  })
  const asked = computed(
    () => new Map([...attention.failed.items, ...attention.lost.items].map((one) => [one.sessionId, one])),
  )
  const askedLost = computed(() => new Set(attention.lost.items.map(({ sessionId }) => sessionId)))

  /** No sign of life was heard since the answer: what it said of the session still holds. */
  const isUnchanged = ({ sessionId, lastHeartbeatAt }: Session) =>
    asked.value.get(sessionId)?.lastHeartbeatAt === lastHeartbeatAt

  function evidenceOf(session: Session): Evidence {
    const { sessionId } = session
    const toldAt = isUnchanged(session) && 'at' in attention.state ? attention.state.at : null
    const heardAt = sessions.seenAt(sessionId)
    return {
      now: now(),
      seenAt: toldAt === null || heardAt === null ? (toldAt ?? heardAt) : Math.max(toldAt, heardAt),
      skewMs: sessions.skewMs,
      statusSince: sessions.statusSince(sessionId),
      tellsHeartbeats: tellsHeartbeats(offers.value),
    }
  }

  const sorted = (): Groups =>
    attentionOf({
      sessions: named.value,
      evidenceOf,
      isToldLost: (session) => askedLost.value.has(session.sessionId) && isUnchanged(session),
    })
  const groups = shallowRef(sorted())
  watch([now, () => attention.state, () => sessions.list, offers], () => (groups.value = sorted()))
  return groups
}
