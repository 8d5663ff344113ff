import type { AddressInfo } from 'node:net'
import type { Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import { createTokens } from '../auth/tokens.ts'
import { createSystemClock, type Clock } from '../clock.ts'
import { migrate } from '../db/migrations.ts'
import { openDatabase } from '../db/open-database.ts'
import { createSystemRandom, type Random } from '../random.ts'
import { createAnswers } from '../rest/answers.ts'
import { createCors, type AllowedOrigins } from '../rest/cors.ts'
import { createRouter } from '../rest/router.ts'
import { createSignInRoutes } from '../rest/sign-in-routes.ts'
import { createCoreAnswers } from './core-answers.ts'
import { createCoreAuth } from './core-auth.ts'
import { createCoreRoutes } from './core-routes.ts'
import { createCoreStreams } from './core-stream.ts'
import { createNotifier } from './notifier.ts'
import { createRegistry } from './registry.ts'
import { createReloadTokens } from './reload-tokens.ts'

export interface CoreApiOptions {
  clock?: Clock
  random?: Random
  /** Life of an access token and of a reload token in seconds. @default 900 */
  tokenTtlS?: number
  /** Life of a session in milliseconds; no reload prolongs it. @default 900000 */
  ttlMs?: number
  /** Milliseconds between two looks for sessions whose time is over. @default 30000 */
  cleanupMs?: number
  /** Live sessions of all tenants together. @default 25 */
  maxSessions?: number
  /** @default loopback */
  corsOrigins?: AllowedOrigins
  /** Hears of bugs; the request id is missing when no request was at fault. */
  onCrash?: (error: unknown, requestId?: string) => void
}

const ignore = () => {}

/** A test double of PowerX Core as it answers today. It keeps nothing: Core has no history that it could show. */
export const createCoreApi = (options: CoreApiOptions = {}) => {
  const { clock = createSystemClock(), random = createSystemRandom(), tokenTtlS = 900, onCrash = ignore } = options
  const { ttlMs = 15 * 60_000, cleanupMs = 30_000, maxSessions = 25, corsOrigins = 'loopback' } = options

  // Only for who is signed in: the same people and tokens as in the profile gateway.
  const db = openDatabase(':memory:')
  migrate(db)
  const tokens = createTokens({ db, clock, random, tokenTtlS })
  const reloadTokens = createReloadTokens({ clock, random, ttlS: tokenTtlS })
  const registry = createRegistry({ clock, random, reloadTokens, ttlMs, maxSessions })
  const notifier = createNotifier()
  const streams = createCoreStreams(notifier)
  const cors = createCors(corsOrigins)
  const answers = createAnswers(clock)

  const signIn = createRouter({ routes: createSignInRoutes(tokens, answers), answers, cors, random, onCrash })
  const core = createCoreRoutes({
    authenticate: createCoreAuth({ tokens, reloadTokens }),
    answers: createCoreAnswers(clock),
    registry,
    notifier,
    streams,
  })
  core.onError((error) => {
    onCrash(error)
    return new Response(null, { status: 500 })
  })

  const fetch = async (request: Request): Promise<Response> => {
    if (new URL(request.url).pathname.startsWith('/stub/')) return signIn(request)
    const answer = cors.preflight(request) ?? (await core.fetch(request))
    cors.decorate(request, answer.headers)
    return answer
  }

  const stopCleanUp = clock.every(cleanupMs, registry.cleanUp)
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

    /** Ends every stream and connection at once. */
    async dispose(): Promise<void> {
      stopCleanUp()
      streams.dispose()
      const closed = [...servers].map((server) => new Promise((resolve) => server.close(resolve)))
      servers.forEach((server) => server.closeAllConnections())
      await Promise.all(closed)
      db.dispose()
    },
  }
}

export type CoreApi = ReturnType<typeof createCoreApi>
