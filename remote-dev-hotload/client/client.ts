import { importChunk, type Clock } from '../kernel/index.ts'
import type { AlertActs } from './alert-acts.ts'
import { createAsk } from './ask.ts'
import { createAuditReports, type AuditReports } from './audit-reports.ts'
import { createSingleRefresh, type Credentials } from './credentials.ts'
import type { Endpoints } from './endpoints.ts'
import { createHttp } from './http.ts'
import { createLaterStream } from './later-stream.ts'
import type { Notifications } from './notifications.ts'
import {
  chosenAlertActs,
  chosenCommands,
  chosenNotifications,
  chosenQueries,
  chosenReports,
  createProfileChoice,
  type ProfileName,
} from './profiles/index.ts'
import { createQueries, type Queries } from './queries.ts'
import { createCommands, type Commands } from './rest.ts'
import { createRevealLine, type RevealLine } from './reveal-line.ts'
import type { TabEnvironment, TabStream } from './tabs/index.ts'

export interface ClientDeps {
  fetch: typeof fetch
  clock: Clock
  random: () => number
  uuid: () => string
  credentials: Credentials
  endpoints: Endpoints
  /** Who is signed in; with the tenant it decides which tabs share a stream. */
  userId: () => string | null
  tabs: TabEnvironment
  /** The kind of server; `auto` finds out by the first questions. `gateway` when left out. */
  profile?: ProfileName | 'auto'
  /** A listener of the stream has thrown. When left out, its error becomes an unhandled rejection. */
  onMistake?: (error: unknown) => void
  /** Resolves once what has been answered is on screen: until then no code is asked for that it does not need. */
  whenDrawn?: () => Promise<void>
  /** How long an answer may take, ms; 15 s when left out. */
  timeoutMs?: number
}

/** The kind of server that answers. */
export interface ServerProfile {
  /** Null until the server has told. */
  known(): ProfileName | null
  /** Told once, when it becomes known. */
  onKnown(listener: (name: ProfileName) => void): () => void
}

/** Everything the panel says to a Dev API of either profile, and everything it hears from it. */
export interface DevHotloadApiClient {
  readonly profile: ServerProfile
  readonly queries: Queries
  readonly commands: Commands
  /** Acknowledge and snooze; `DH_API_501` where the server has no alerts. */
  readonly alertActs: AlertActs
  /** What the panel does with a log is recorded before it does it. */
  readonly reports: AuditReports
  /** What people are to be told of who do not look at this panel. */
  readonly notifications: Notifications
  /** One line unmasked, after the look at it has been recorded. */
  readonly reveal: RevealLine
  /** One for all tabs of a person and tenant, where the browser can share. */
  readonly stream: TabStream
  /** False for a session that the tenant's list does not name, where the stream tells of all tenants. */
  isOurs(sessionId: string): boolean
  /** Ends the stream and every running request; nothing is delivered afterwards. */
  dispose(): void
}

export function createDevHotloadApiClient(deps: ClientDeps): DevHotloadApiClient {
  const { endpoints, credentials } = deps
  const refresh = createSingleRefresh(credentials)
  const ended = new AbortController()
  const http = createHttp({ ...deps, refresh })
  const ask = createAsk({ ...deps, url: endpoints.graphql, refresh, signal: ended.signal })
  const choice = createProfileChoice({
    wish: deps.profile ?? 'gateway',
    gateway: createQueries(ask),
    tenantId: credentials.tenantId,
    async loadCore(again) {
      const create = await importChunk(
        async () => (await import('./profiles/core/core-profile.ts')).createCoreProfile,
        again,
      )
      return create({
        ...deps,
        http,
        base: endpoints.base,
        tenantId: credentials.tenantId,
        signal: ended.signal,
      })
    },
  })
  const stream = createLaterStream({
    ...deps,
    when: deps.whenDrawn ?? (() => Promise.resolve()),
    async load(again) {
      const create = await importChunk(async () => (await import('./live-stream.ts')).createLiveStream, again)
      return create({ ...deps, refresh, choice })
    },
  })
  const queries = chosenQueries(choice)
  const reports = chosenReports(choice, createAuditReports(http, endpoints))
  const endings = [
    stream.onFrame((frame) => choice.core()?.learn(frame)),
    stream.onStatus(({ name }) => (name === 'live' ? choice.core()?.outdated() : undefined)),
  ]
  return {
    profile: { known: choice.known, onKnown: choice.onKnown },
    queries,
    commands: chosenCommands(choice, createCommands(http, endpoints)),
    alertActs: chosenAlertActs(choice, async (again) => {
      const create = await importChunk(async () => (await import('./alert-acts.ts')).createAlertActs, again)
      return create(ask)
    }),
    reports,
    notifications: chosenNotifications(choice, async (again) => {
      const create = await importChunk(async () => (await import('./notifications.ts')).createNotifications, again)
      return create(http, endpoints)
    }),
    reveal: createRevealLine({ ask, queries, reports, uuid: deps.uuid }),
    stream,
    isOurs: (sessionId) => choice.core()?.has(sessionId) ?? true,
    dispose() {
      for (const end of endings) end()
      stream.dispose()
      ended.abort()
    },
  }
}
