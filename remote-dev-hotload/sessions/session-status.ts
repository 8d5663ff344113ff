import type { Session, SessionStatus } from '../../contracts/index.ts'
import type { IconName } from '../ui/index.ts'

export interface StatusLook {
  readonly icon: IconName
  readonly tone: 'ok' | 'info' | 'warn' | 'error' | 'off'
}

const LOOKS: Readonly<Record<string, StatusLook>> = {
  PENDING: { icon: 'pending', tone: 'info' },
  ACTIVE: { icon: 'running', tone: 'ok' },
  RELOADING: { icon: 'reloading', tone: 'info' },
  FAILED: { icon: 'failed', tone: 'error' },
  TERMINATING: { icon: 'stopping', tone: 'warn' },
  TERMINATED: { icon: 'ended', tone: 'off' },
  EXPIRED: { icon: 'expired', tone: 'off' },
}

/** A status of a newer server is shown neutrally under its own word. */
export const statusLook = (status: SessionStatus): StatusLook => LOOKS[status] ?? { icon: 'unknown', tone: 'off' }

const ENDED = new Set<string>(['TERMINATED', 'EXPIRED'])

export const hasEnded = (session: Pick<Session, 'status'>): boolean => ENDED.has(session.status)

export const sessionTitle = (session: Pick<Session, 'pluginId' | 'pluginName'>): string =>
  session.pluginName ?? session.pluginId
