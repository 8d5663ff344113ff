import type { HostBreadcrumb } from '../../../contracts/index.ts'
import type { Clock } from '../../kernel/index.ts'
import type { Command, CommandStore } from '../../sessions/index.ts'
import { watchPhases } from './watch-phases.ts'

/** Phases that are worth a crumb: the rest is waiting, or on the way. */
const TOLD = new Set<Command['phase']>(['requested', 'accepted', 'done', 'failed', 'timed-out'])

export interface CrumbDeps {
  commands: Pick<CommandStore, 'all'>
  clock: Pick<Clock, 'now'>
  breadcrumb: (crumb: HostBreadcrumb) => void
}

/** A crumb for each word that a command comes to: requested, accepted, and one outcome. Durations count from the click. */
export const leaveCommandCrumbs = ({ commands, clock, breadcrumb }: CrumbDeps): (() => void) =>
  watchPhases(commands, ({ kind, sessionId, phase, requestedAt, endedAt, code }) => {
    if (!TOLD.has(phase)) return
    breadcrumb({
      action: `session.${kind}`,
      sessionId,
      result: phase,
      // The wall clock may have been set back meanwhile.
      duration: Math.max(0, (endedAt ?? clock.now()) - requestedAt),
      ...(code === null ? {} : { errorCode: code }),
    })
  })
