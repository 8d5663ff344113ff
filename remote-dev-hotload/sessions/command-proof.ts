import type { Session } from '../../contracts/index.ts'
import type { CommandKind } from './command.ts'
import { isForeign } from './command-rules.ts'
import { sessionTitle } from './session-status.ts'

/** What has to be typed before somebody else's work is ended. */
export type Proof =
  | { readonly kind: 'none' }
  | { readonly kind: 'name'; readonly name: string; readonly owner: string }
  /** Nobody types twelve names: the figure shows that the list was looked at. */
  | { readonly kind: 'count'; readonly count: number; readonly foreign: number }

/** `single` when one session was asked about; `ready` are those that would be reached. */
export function proofFor(
  kind: CommandKind,
  single: Session | null,
  ready: readonly Session[],
  userId: string | null,
): Proof {
  if (kind !== 'terminate') return { kind: 'none' }
  if (single) {
    const owner = single.developer.name ?? single.developer.id
    return isForeign(single, userId) ? { kind: 'name', name: sessionTitle(single), owner } : { kind: 'none' }
  }
  const foreign = ready.filter((session) => isForeign(session, userId)).length
  return foreign > 0 ? { kind: 'count', count: ready.length, foreign } : { kind: 'none' }
}

/** Each of them names the session; a plugin's name may be hard to type. */
export const namesOf = (session: Session): readonly string[] => [
  sessionTitle(session).trim(),
  session.pluginId,
  session.sessionId,
]
