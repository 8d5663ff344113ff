import type { Session } from '../../../contracts/index.ts'
import type { CommandKind } from './command.ts'
import { isForeign } from './command-rules.ts'

/** What has to be typed before a list with somebody else's work in it is ended. */
export type Proof =
  | { readonly kind: 'none' }
  /** Nobody types twelve names: the figure shows that the list was looked at. */
  | { readonly kind: 'count'; readonly count: number; readonly foreign: number }

/** `ready` are the sessions that would be reached; one alone is named by its question. */
export function proofFor(kind: CommandKind, ready: readonly Session[], userId: string | null): Proof {
  const foreign = ready.filter((session) => isForeign(session, userId)).length
  return kind === 'terminate' && foreign > 0 && ready.length > 1
    ? { kind: 'count', count: ready.length, foreign }
    : { kind: 'none' }
}
