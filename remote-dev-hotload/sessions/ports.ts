import { inject, type InjectionKey } from 'vue'
import type { Clock } from '../kernel/index.ts'
import type { CommandKind, CommandStore } from './command-store.ts'
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
  send(kind: CommandKind, sessionId: string, reason: string | null): void
}

export const SessionsKey: InjectionKey<SessionsPort> = Symbol('dev-hotload sessions')

export function useSessions(): SessionsPort {
  const port = inject(SessionsKey)
  if (!port) throw new Error('Render session views inside a Dev Hotload door.')
  return port
}
