import type { Session } from '../../../contracts/index.ts'
import type { CommandKind } from './command.ts'
import { hasEnded } from '../session-status.ts'

/** Why a command cannot be given now; its sentence is `command.<word>`. */
export type CommandBar = 'ended' | 'running' | 'notAllowed' | 'offline'

export interface Circumstances {
  /** A command of this kind is on its way to this session. */
  readonly isRunning: boolean
  /** The browser has no network. */
  readonly isOffline: boolean
}

const ACTION: Readonly<Record<CommandKind, string | null>> = {
  terminate: 'TERMINATE',
  reload: 'RELOAD',
  // Everybody who may open the panel may ask for figures.
  'refresh-metrics': null,
}

/** What speaks against a command; null when nothing does. The most lasting reason first. */
export function barOf(kind: CommandKind, session: Session, { isRunning, isOffline }: Circumstances): CommandBar | null {
  if (hasEnded(session)) return 'ended'
  const action = ACTION[kind]
  if (action !== null && !session.allowedActions.includes(action)) return 'notAllowed'
  const isBusy = session.status === 'TERMINATING' || (kind === 'reload' && session.status === 'RELOADING')
  if (isRunning || (action !== null && isBusy)) return 'running'
  return isOffline ? 'offline' : null
}

/** Somebody else's, or nobody knows whose. */
export const isForeign = (session: Session, userId: string | null): boolean =>
  userId === null || session.developer.id !== userId
