import { ACTIONS } from '../../../contracts/index.ts'
import { mayUsePanel, type Caller } from '../auth/caller.ts'
import type { EventAccess } from '../stream/stream-event.ts'

export type KnownAction = (typeof ACTIONS)[number]

/** What a caller may do to a session: operators all, engineers all with their own, others only save its log. */
export const allowedActions = (caller: Caller, { owners, live }: EventAccess): readonly KnownAction[] => {
  if (!mayUsePanel(caller)) return []
  const inCharge = caller.person.isTenantAdmin || owners.includes(caller.person.id)
  if (!inCharge) return ['EXPORT_LOGS']
  return live ? ACTIONS : ['EXPORT_LOGS', 'REVEAL_MASKED']
}
