import { z } from 'zod'
import type { Delivery } from './delivery.ts'
import type { Http } from './http-exchange.ts'
import type { LogLine } from './log-line.ts'

/** What the panel wants of a session; heard by heartbeat and by stream. */
export const commandSchema = z.object({
  status: z.string().nullish(),
  pendingReload: z.object({ reloadId: z.string() }).nullish(),
})
export type CommandUpdate = z.output<typeof commandSchema>

const registrationSchema = z.object({
  sessionId: z.string(),
  reloadToken: z.string(),
  status: z.string().nullish(),
  expiresAt: z.string().nullish(),
})
/** A session as its CLI knows it; the token stays in memory. */
export type Registration = z.output<typeof registrationSchema>

export interface RegisterRequest {
  pluginId: string
  developerId: string
  pluginVersion: string
  buildHash?: string
  entryPoints: string[]
  manifest: unknown
  metadata: Record<string, unknown>
  watchFileLimit: number
  cliVersion: string
}

/** Durations are milliseconds. */
export interface ReloadReport {
  sequence: number
  durationMs: number
  buildTimeMs: number
  changedFiles: string[]
  trigger: 'start' | 'file' | 'panel'
  mode: 'hot' | 'full'
  success: boolean
  error?: string
  buildHash?: string
}

const anything = z.unknown()
const ROOT = '/internal/dev/plugins'

/** The Dev API as a CLI sees it, one verb an endpoint; every answer is a value. */
export const createDevApiLink = (http: Http) => ({
  register: (request: RegisterRequest): Promise<Delivery<Registration>> =>
    http.exchange({ method: 'POST', path: `${ROOT}/register`, json: request, schema: registrationSchema }),

  /** The server takes a `reloadId` once, however often it is sent. */
  reportReload: ({ sessionId, reloadToken }: Registration, reloadId: string, report: ReloadReport) =>
    http.exchange({
      method: 'POST',
      path: `${ROOT}/reload`,
      json: { sessionId, reloadToken, ...report },
      headers: { 'x-reload-id': reloadId },
      schema: anything,
    }),

  sendLogs: ({ sessionId, reloadToken }: Registration, lines: readonly LogLine[], key: string) =>
    http.exchange({
      method: 'POST',
      path: `${ROOT}/register/${encodeURIComponent(sessionId)}/logs`,
      ndjson: lines.map((line) => `${JSON.stringify(line)}\n`).join(''),
      headers: { 'idempotency-key': key },
      bearer: reloadToken,
      schema: anything,
    }),

  heartbeat: (sessionId: string): Promise<Delivery<CommandUpdate>> =>
    http.exchange({
      method: 'POST',
      path: `${ROOT}/register/${encodeURIComponent(sessionId)}/heartbeat`,
      schema: commandSchema,
    }),

  end: (sessionId: string, note: string) =>
    http.exchange({
      method: 'DELETE',
      path: `${ROOT}/register/${encodeURIComponent(sessionId)}?note=${encodeURIComponent(note)}`,
      schema: anything,
    }),

  openStream: (sessionId: string, lastEventId: string | null, signal: AbortSignal): Promise<Response> =>
    http.open(
      `${ROOT}/stream?sessionId=${encodeURIComponent(sessionId)}&logs=0`,
      { accept: 'text/event-stream', ...(lastEventId ? { 'last-event-id': lastEventId } : {}) },
      signal,
    ),
})

export type DevApiLink = ReturnType<typeof createDevApiLink>

const living = z.object({ sessionId: z.string(), developerId: z.string().nullish() })

/** Finds in the body of a 409 which session stands in the way. */
export const livingSessionOf = (body: unknown): { sessionId: string; developerId?: string | null } | null => {
  if (typeof body !== 'object' || body === null) return null
  const { details, data } = body as Record<string, unknown>
  for (const place of [details, data, body]) {
    const found = living.safeParse(place)
    if (found.success) return found.data
  }
  return null
}
