import { computed, type ComputedRef } from 'vue'
import { isFiltered, sessionTitle, useSessions } from '../../sessions/index.ts'
import { useCommandRules } from '../../sessions/commands/use-command-rules.ts'
import { useSessionWords } from '../../sessions/use-session-words.ts'
import { useDashboard } from '../ports.ts'
import type { PaletteModel, PaletteSession } from './palette-entries.ts'

/**
 * What the palette can reach, in the reader's words. The sessions are those of the moment it opens, so that none
 * comes, goes or moves under a finger; how each of them is stays up to date.
 */
export function usePaletteModel(): ComputedRef<PaletteModel> {
  const { sessions, offers } = useSessions()
  const { place } = useDashboard()
  const { whyNot } = useCommandRules()

  const { selected } = sessions
  const isListed = sessions.rows.some(({ sessionId }) => sessionId === selected?.sessionId)
  const known = [...(selected && !isListed ? [selected] : []), ...sessions.rows].map((first) => {
    const session = () => sessions.byId(first.sessionId) ?? first
    return { session, words: useSessionWords(session) }
  })

  const facts = computed(() =>
    known.map(({ session, words }): PaletteSession => {
      const now = session()
      return {
        sessionId: now.sessionId,
        pluginId: now.pluginId,
        name: sessionTitle(now),
        owner: words.owner.value,
        status: words.status.value,
        icon: words.look.value.icon,
        whyNot: {
          reload: whyNot('reload', now),
          terminate: whyNot('terminate', now),
          'refresh-metrics': whyNot('refresh-metrics', now),
        },
      }
    }),
  )
  return computed(() => {
    const { sessionId: openId, query } = place.value
    return {
      sessions: facts.value,
      openId,
      isMine: query.mine,
      isStale: query.stale,
      isFiltered: isFiltered(query),
      offers: offers.value,
    }
  })
}
