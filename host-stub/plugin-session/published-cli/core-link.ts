import { z } from 'zod'
import type { Identity } from '../credentials.ts'
import type { Delivery } from '../delivery.ts'
import type { Registration } from '../dev-api-link.ts'
import type { Http } from '../http-exchange.ts'
import type { FileEvent } from './file-event.ts'

/** What `px-plugin dev` says of itself. PowerX Core reads ids and metadata and nothing else. */
export interface CoreRegisterRequest {
  pluginId: string
  version: string
  entryPath: string
  tenant?: string
  developerId: number
  metadata: Record<string, string>
}

/** A bundle that is in use from now on; neither number nor outcome nor duration of the reload. */
export interface CoreReloadRequest {
  bundleHash: string
  bundleSize: number
  buildDuration: number
  strategy: 'full' | 'diff' | 'rollback'
  /** Objects, where PowerX Core reads text: it refuses each reload that has some. */
  changedFiles?: FileEvent[]
  metadata?: Record<string, unknown>
}

const registrationSchema = z.object({
  sessionId: z.string(),
  reloadToken: z.string(),
  status: z.string().nullish(),
  expiresAt: z.string().nullish(),
})
const anything = z.unknown()
const ROOT = '/internal/dev/plugins'

/** Where PowerX Core serves when only an origin is given. */
export const coreBaseOf = (api: string): string =>
  new URL(api).pathname === '/' ? `${new URL(api).origin}/api/v1` : api

/** What the published CLI sends beside its token; it names neither tenant nor request. */
export const publishedHeaders = ({ token }: Identity): Record<string, string> => ({
  'x-api-key': token,
  'user-agent': 'px-plugin-go-cli/1.0',
})

/** PowerX Core as the published CLI sees it: three addresses, and nothing that the server could say to it. */
export const createCoreLink = (http: Http, newId: () => string) => ({
  register: (request: CoreRegisterRequest): Promise<Delivery<Registration>> =>
    http.exchange({ method: 'POST', path: `${ROOT}/register`, json: request, schema: registrationSchema }),

  reload: ({ sessionId, reloadToken }: Registration, request: CoreReloadRequest): Promise<Delivery<unknown>> =>
    http.exchange({
      method: 'POST',
      path: `${ROOT}/reload`,
      json: { sessionId, reloadToken, ...request },
      headers: { 'x-reload-id': newId() },
      bearer: reloadToken,
      schema: anything,
    }),

  end: (sessionId: string): Promise<Delivery<unknown>> =>
    http.exchange({ method: 'DELETE', path: `${ROOT}/register/${encodeURIComponent(sessionId)}`, schema: anything }),
})

export type CoreLink = ReturnType<typeof createCoreLink>
