import type { Clock } from '../kernel/index.ts'
import { createAsk } from './ask.ts'
import { createAuditReports, type AuditReports } from './audit-reports.ts'
import { createSingleRefresh, SignedOut, authHeaders, type Credentials } from './credentials.ts'
import type { Endpoints } from './endpoints.ts'
import { createHttp } from './http.ts'
import { createQueries, type Queries } from './queries.ts'
import { createCommands, type Commands } from './rest.ts'
import { createRevealLine, type RevealLine } from './reveal-line.ts'
import { createStream, withSince } from './stream/index.ts'
import { createTabStream, type TabEnvironment, type TabStream } from './tabs/index.ts'

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
  /** How long an answer may take, ms; 15 s when left out. */
  timeoutMs?: number
}

/** Everything the panel says to a Dev API of profile `gateway`, and everything it hears from it. */
export interface DevHotloadApiClient {
  readonly queries: Queries
  readonly commands: Commands
  /** What the panel does with a log is recorded before it does it. */
  readonly reports: AuditReports
  /** One line unmasked, after the look at it has been recorded. */
  readonly reveal: RevealLine
  /** One for all tabs of a person and tenant, where the browser can share. */
  readonly stream: TabStream
  /** Ends the stream and every running request; nothing is delivered afterwards. */
  dispose(): void
}

export function createDevHotloadApiClient(deps: ClientDeps): DevHotloadApiClient {
  const { endpoints, credentials } = deps
  const refresh = createSingleRefresh(credentials)
  const ended = new AbortController()
  const http = createHttp({ ...deps, refresh })
  const own = createStream({
    fetch: deps.fetch,
    clock: deps.clock,
    random: deps.random,
    url: (since) => withSince(endpoints.stream, since),
    headers: () => authHeaders(credentials, deps.uuid()),
    refresh,
    isSignedOut: (error) => error instanceof SignedOut,
  })
  const stream = createTabStream({
    ...deps.tabs,
    stream: own,
    clock: deps.clock,
    uuid: deps.uuid,
    scope() {
      const tenantId = credentials.tenantId()
      const userId = deps.userId()
      return tenantId === null || userId === null ? null : { tenantId, userId, streamUrl: endpoints.stream }
    },
  })
  const ask = createAsk({ ...deps, url: endpoints.graphql, refresh, signal: ended.signal })
  const queries = createQueries(ask)
  const reports = createAuditReports(http, endpoints)
  return {
    queries,
    commands: createCommands(http, endpoints),
    reports,
    reveal: createRevealLine({ ask, queries, reports, uuid: deps.uuid }),
    stream,
    dispose() {
      stream.dispose()
      own.stop()
      ended.abort()
    },
  }
}
