import { computed, shallowRef, type ComputedRef } from 'vue'
import type { Session } from '../../../contracts/index.ts'
import { useNow } from '../../ui/index.ts'
import { useSessions } from '../ports.ts'
import { othersOf, type OtherAct } from './who-else.ts'

export interface Others {
  /** `unknown`: the server has not told; what is heard by the way may still be there. */
  readonly state: ComputedRef<'loading' | 'known' | 'unknown'>
  /** Of each session that others have acted on lately; empty when none is known. */
  readonly acts: ComputedRef<readonly (readonly OtherAct[])[]>
  /** ms of the server's clock. */
  readonly serverNow: ComputedRef<number>
}

/** A run may be over hundreds of sessions, and each is a question of its own. */
const MOST_ASKED = 12
/** Nobody waits longer before they decide. */
const PATIENCE_MS = 5_000

/** Who else has acted on these sessions lately: asks once, and stays up to date while it is looked at. */
export function useOthers(asked: () => readonly Session[]): Others {
  const { sessions, commands, clock, userId, activityOf, loadActivity } = useSessions()
  const now = useNow(clock)
  const startedAt = now.value
  /** Null until all have answered. */
  const isTold = shallowRef<boolean | null>(null)

  const first = asked().slice(0, MOST_ASKED)
  const questions: readonly unknown[] = first.map(({ sessionId }) => loadActivity(sessionId))
  void Promise.all(questions).then(
    (answers) => {
      const isAll = first.length === asked().length
      // A port that does not say how it went leaves the verdict to the clock.
      if (answers.every((answer) => typeof answer === 'boolean')) isTold.value = isAll && !answers.includes(false)
    },
    () => (isTold.value = false),
  )

  const serverNow = computed(() => now.value + sessions.skewMs)
  const reader = computed(() => {
    const id = userId()
    const own = [...sessions.rows, ...asked()].filter(({ developer }) => developer.id === id)
    return {
      id,
      names: new Set(own.flatMap(({ developer }) => developer.name ?? [])),
      auditIds: new Set(commands.all.flatMap(({ auditId }) => auditId ?? [])),
    }
  })

  return {
    serverNow,
    state: computed(() => {
      if (isTold.value !== null) return isTold.value ? 'known' : 'unknown'
      return now.value - startedAt < PATIENCE_MS ? 'loading' : 'unknown'
    }),
    acts: computed(() =>
      asked()
        .map(({ sessionId }) => othersOf(activityOf(sessionId), reader.value, serverNow.value))
        .filter((acts) => acts.length > 0),
    ),
  }
}
