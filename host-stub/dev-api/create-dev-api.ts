import type { AddressInfo } from 'node:net'
import type { Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import { createAuthenticate } from './auth/authenticate.ts'
import { TENANTS } from './auth/people.ts'
import { createSessionAccess } from './auth/session-access.ts'
import { createTokens } from './auth/tokens.ts'
import { startChores } from './chores.ts'
import { createSystemClock, type Clock } from './clock.ts'
import { createDomain } from './domain.ts'
import { NO_TARGETS, type AlertTargets } from './escalation/alert-targets.ts'
import { createDispatcher } from './escalation/dispatcher.ts'
import { createPost } from './escalation/post.ts'
import { createGateway } from './graphql/gateway.ts'
import { DEFAULT_LIMITS, type Limits } from './limits.ts'
import { createSystemRandom, type Random } from './random.ts'
import { createAnswers } from './rest/answers.ts'
import { createCliRoutes } from './rest/cli-routes.ts'
import { createCors, type AllowedOrigins } from './rest/cors.ts'
import { createGraphqlRoutes } from './rest/graphql-routes.ts'
import { createPanelRoutes } from './rest/panel-routes.ts'
import { createRouter } from './rest/router.ts'
import { createSignInRoutes } from './rest/sign-in-routes.ts'
import { DEFAULT_TIMING, type SessionTiming } from './sessions/timing.ts'
import { openStorage } from './storage.ts'
import { createStreams } from './stream/open-stream.ts'

export interface DevApiOptions {
  /** Path of the database file, or `:memory:`. */
  db: string
  clock?: Clock
  random?: Random
  /** Life of an access token in seconds. @default 900 */
  tokenTtlS?: number
  /** Milliseconds between two signs of life of a stream. @default 15000 */
  heartbeatMs?: number
  /** @default loopback */
  corsOrigins?: AllowedOrigins
  timing?: Partial<SessionTiming>
  limits?: Partial<Limits>
  /** Who is told of notifications. @default nobody */
  targets?: AlertTargets
  /** Milliseconds after which an attempt to tell somebody has failed. @default 10000 */
  postTimeoutMs?: number
  /** Hears of bugs; the request id is missing when no request was at fault. */
  onCrash?: (error: unknown, requestId?: string) => void
  /** Hears one sentence, without secrets, when somebody could not be told. */
  onUndelivered?: (sentence: string) => void
}

const ignore = () => {}

/** The stand-in for the Dev API, profile `gateway`. */
export const createDevApi = (options: DevApiOptions) => {
  const { db: path, clock = createSystemClock(), random = createSystemRandom(), tokenTtlS = 900 } = options
  const { heartbeatMs = 15_000, corsOrigins = 'loopback', onCrash = ignore, onUndelivered = ignore } = options
  const { targets = NO_TARGETS, postTimeoutMs = 10_000 } = options
  const timing = { ...DEFAULT_TIMING, ...options.timing }
  const limits = { ...DEFAULT_LIMITS, ...options.limits }

  const storage = openStorage(path, clock, limits)
  const post = createPost({ clock, fetch: globalThis.fetch, timeoutMs: postTimeoutMs })
  const dispatcher = createDispatcher({ outbox: storage.outbox, targets, post, onUndelivered, onCrash })
  const domain = createDomain({ ...storage, clock, random, timing, limits, targets, dispatcher })
  const parts = { ...storage, ...domain, clock, random, sessions: storage.store }

  const tokens = createTokens({ db: storage.db, clock, random, tokenTtlS })
  const authenticate = createAuthenticate(tokens)
  const answers = createAnswers(clock)
  const streams = createStreams({
    log: storage.events,
    hub: storage.hub,
    ids: storage.ids,
    clock,
    heartbeatMs,
    bufferChars: limits.streamBufferChars,
    replayPage: limits.replayPage,
    maxStreams: limits.maxStreams,
  })
  const doors = { ...parts, answers, authenticate }
  const answer = createRouter({
    routes: [
      ...createSignInRoutes(tokens, answers),
      ...createCliRoutes({ ...doors, access: createSessionAccess(authenticate, storage.store) }),
      ...createPanelRoutes({ ...doors, streams }),
      ...createGraphqlRoutes({ ...doors, gateway: createGateway({ ...parts, onCrash }) }),
    ],
    answers,
    cors: createCors(corsOrigins),
    random,
    onCrash,
  })

  const running = new Set<Promise<Response>>()
  const fetch = (request: Request): Promise<Response> => {
    const answered = answer(request).finally(() => running.delete(answered))
    running.add(answered)
    return answered
  }

  const watches = TENANTS.map(({ id }) => domain.pulse.watch(id))
  const stopChores = startChores({ clock, storage, domain, dispatcher, onCrash })
  const servers = new Set<Server>()

  return {
    /** Answers one request without a socket. */
    fetch,

    /** Rejects when the port cannot be had; port 0 takes a free one. */
    listen: (port: number, host: string): Promise<{ port: number }> =>
      new Promise((resolve, reject) => {
        const server = createAdaptorServer({ fetch, overrideGlobalObjects: false }) as Server
        server.once('error', reject)
        server.listen(port, host, () => {
          servers.add(server)
          resolve({ port: (server.address() as AddressInfo).port })
        })
      }),

    openStreams: streams.size,

    /** Ends every stream and connection at once; what was answered has been stored. */
    async dispose(): Promise<void> {
      stopChores()
      watches.forEach((stop) => stop())
      streams.dispose()
      const closed = [...servers].map((server) => new Promise((resolve) => server.close(resolve)))
      servers.forEach((server) => server.closeAllConnections())
      // A request whose connection is gone still runs, and would ask a database that is gone too.
      await Promise.allSettled([...closed, ...running, dispatcher.dispose()])
      storage.db.dispose()
    },
  }
}

export type DevApi = ReturnType<typeof createDevApi>
