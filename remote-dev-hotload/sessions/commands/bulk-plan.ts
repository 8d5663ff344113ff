import type { Session } from '../../../contracts/index.ts'
import { isConflict, isOpen, mayRetry, type Command } from './command.ts'

/** Who a run of commands would reach, and who is left out and why. */
export interface BulkPlan {
  readonly ready: readonly Session[]
  readonly leftOut: readonly { readonly session: Session; readonly why: string }[]
}

export function planBulk(sessions: readonly Session[], whyNot: (session: Session) => string | null): BulkPlan {
  const judged = sessions.map((session) => ({ session, why: whyNot(session) }))
  return {
    ready: judged.filter(({ why }) => why === null).map(({ session }) => session),
    leftOut: judged.flatMap(({ session, why }) => (why === null ? [] : [{ session, why }])),
  }
}

/** How far a run is. */
export interface BulkCount {
  readonly total: number
  readonly open: number
  readonly done: number
  readonly failed: number
  readonly timedOut: number
  /** In that state already: nothing was left to do. */
  readonly conflict: number
  readonly canRetry: number
}

export function countRun(commands: readonly Command[]): BulkCount {
  const count = (is: (command: Command) => boolean) => commands.filter(is).length
  return {
    total: commands.length,
    open: count(isOpen),
    done: count(({ phase }) => phase === 'done'),
    failed: count((command) => command.phase === 'failed' && !isConflict(command)),
    timedOut: count(({ phase }) => phase === 'timed-out'),
    conflict: count(isConflict),
    canRetry: count(mayRetry),
  }
}
