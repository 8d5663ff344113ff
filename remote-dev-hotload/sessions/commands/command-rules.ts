import type { ServerOffers, Session } from '../../../contracts/index.ts'
import type { CommandKind } from './command.ts'
import { hasEnded } from '../session-status.ts'

/** Why a command cannot be given now; its sentence is `command.<word>`, for `notOffered` that of the command. */
export type CommandBar = 'notOffered' | 'ended' | 'running' | 'notAllowed' | 'offline'

export interface Circumstances {
  /** A command of this kind is on its way to this session. */
  readonly isRunning: boolean
  /** The browser has no network. */
  readonly isOffline: boolean
  readonly offers: ServerOffers
}

const ACTION: Readonly<Record<CommandKind, string | null>> = {
  terminate: 'TERMINATE',
  reload: 'RELOAD',
  // Everybody who may open the panel may ask for figures.
  'refresh-metrics': null,
}

/** Whether this server takes such a command at all. */
export function isOffered(kind: CommandKind, { reloadCommand, metrics }: ServerOffers): boolean {
  if (kind === 'reload') return reloadCommand
  return kind === 'terminate' || metrics
}

/** What speaks against a command; null when nothing does. The most lasting reason first. */
export function barOf(
  kind: CommandKind,
  session: Session,
  { isRunning, isOffline, offers }: Circumstances,
): CommandBar | null {
  if (!isOffered(kind, offers)) return 'notOffered'
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
