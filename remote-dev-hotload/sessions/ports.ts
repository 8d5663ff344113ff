import { inject, type InjectionKey, type Ref, type ShallowRef } from 'vue'
import type { AuditEntry, Reload, ServerOffers } from '../../contracts/index.ts'
import type { Clock } from '../kernel/index.ts'
import type { CommandKind } from './commands/command.ts'
import type { CommandStore } from './commands/command-store.ts'
import type { ReloadStore } from './detail/reload-store.ts'
import type { SessionQuery } from './list/session-query.ts'
import type { TableLook } from './list/table-look.ts'
import type { SessionStore } from './session-store.ts'

/** What the session views may ask for; the answers come back through the stores. */
export interface SessionsPort {
  /** What this server can be asked for; known for sure a moment after the panel opens. */
  readonly offers: Readonly<Ref<ServerOffers>>
  readonly sessions: SessionStore
  readonly reloads: ReloadStore
  readonly commands: CommandStore
  readonly clock: Clock
  /** The signed-in user's id, for "you"; null when signed out. */
  readonly userId: () => string | null
  refresh(): void
  /** To the shell's sign-in and back to this place; left out where there is none. */
  signIn?(): void
  setQuery(query: SessionQuery): void
  readonly tableLook: Readonly<ShallowRef<TableLook>>
  setTableLook(look: TableLook): void
  open(sessionId: string | null): void
  /** Another tab of a session, as named in its address. */
  openTab(sessionId: string, tab: 'logs' | 'reloads' | 'metrics' | 'alerts' | 'details' | 'activity'): void
  /** One reload in the timeline; null closes it. */
  openReload(sessionId: string, sequence: number | null): void
  /** Sequence of the reload that is open in its tab. */
  readonly openSequence: () => number | null
  /** The log, stopped at that line. */
  openLine(sessionId: string, logId: string): void
  /** The log, filtered for errors. */
  openErrors(sessionId: string): void
  /** The address of a session, for links that can be copied. */
  linkTo(sessionId: string): string
  /** The full address of one reload of a session. */
  linkToReload(sessionId: string, reload: Pick<Reload, 'sequence'>): string
  /** The reloads before the oldest one that is known. */
  loadOlderReloads(sessionId: string): void
  /** Newest first: who did what to this session, as far as it is known here. */
  activityOf(sessionId: string): readonly AuditEntry[]
  /** Asks for it; resolves to whether an answer came. */
  loadActivity(sessionId: string): Promise<boolean>
  /** Somebody else's session is ended only after its name was typed. */
  readonly asksForName: () => boolean
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
