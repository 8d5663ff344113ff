import { inject, type InjectionKey } from 'vue'
import type { Clock } from '../kernel/index.ts'
import type { CommandKind } from './command.ts'
import type { CommandStore } from './command-store.ts'
import type { ReloadStore } from './reload-store.ts'
import type { SessionQuery } from './session-query.ts'
import type { SessionStore } from './session-store.ts'

/** What the session views may ask for; the answers come back through the stores. */
export interface SessionsPort {
  readonly sessions: SessionStore
  readonly reloads: ReloadStore
  readonly commands: CommandStore
  readonly clock: Clock
  /** The signed-in user's id, for "you"; null when signed out. */
  readonly userId: () => string | null
  refresh(): void
  setQuery(query: SessionQuery): void
  open(sessionId: string | null): void
  /** The address of a session, for links that can be copied. */
  linkTo(sessionId: string): string
  /** Without network no command can be given; reading goes on. */
  readonly isOffline: () => boolean
  /** Does nothing while a command of this kind is on its way to this session. */
  send(kind: CommandKind, sessionId: string, reason: string | null): void
  /** One run over many sessions: a few requests at a time, an outcome for each. */
  sendAll(kind: CommandKind, sessionIds: readonly string[], reason: string | null): void
  /** Again: with the same key where no verdict was heard, so that it is carried out once. */
  retry(key: string): void
  /** The same for all of a run that may be tried again. */
  retryRun(runId: string): void
}

export const SessionsKey: InjectionKey<SessionsPort> = Symbol('dev-hotload sessions')

export function useSessions(): SessionsPort {
  const port = inject(SessionsKey)
  if (!port) throw new Error('Render session views inside a Dev Hotload door.')
  return port
}
