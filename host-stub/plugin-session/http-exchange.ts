import { z } from 'zod'
import { SignInError, type Credentials, type Identity } from './credentials.ts'
import type { Delivery } from './delivery.ts'

export interface Exchange<T> {
  method: 'GET' | 'POST' | 'DELETE'
  path: string
  schema: z.ZodType<T>
  /** JSON, unless `ndjson` is given. */
  json?: unknown
  ndjson?: string
  headers?: Record<string, string>
  /** Instead of the developer's token; such a one is never renewed. */
  bearer?: string
}

export interface HttpDeps {
  fetch: typeof fetch
  /** Origin and prefix, without a slash at the end. */
  base: string
  credentials: Credentials
  newId: () => string
  now: () => number
  /** Milliseconds. @default 10000 */
  timeoutMs?: number
  /** What goes beside the token. @default tenant and request id */
  headersOf?: (identity: Identity) => Record<string, string>
}

const errorSchema = z.object({ message: z.string().nullish(), error: z.string().nullish() })

const readBody = async (answer: Response): Promise<unknown> => {
  const text = await answer.text()
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const reasonOf = (answer: Response, body: unknown): string => {
  const said = errorSchema.safeParse(body)
  const words = said.success ? (said.data.message ?? said.data.error) : null
  return words ? `${words} (HTTP ${answer.status})` : `HTTP ${answer.status}`
}

/** `Retry-After` in seconds or as a date. */
const retryAfterMs = (answer: Response, now: number): number | undefined => {
  const header = answer.headers.get('retry-after')
  if (!header) return undefined
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined
}

const networkReason = (error: unknown): string => {
  const cause = error instanceof Error ? error.cause : null
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  return code || (error instanceof Error ? error.message : String(error))
}

/** One request and its answer as a value; a 401 renews the sign-in once. */
export const createHttp = (deps: HttpDeps) => {
  const { fetch, base, credentials, newId, now, timeoutMs = 10_000 } = deps
  const tenantAndRequest = ({ tenantId }: Identity): Record<string, string> => ({
    ...(tenantId ? { 'x-tenant-id': tenantId } : {}),
    'x-request-id': newId(),
  })
  const { headersOf = tenantAndRequest } = deps

  const authorized = async (
    headers: Record<string, string>,
    bearer: string | null,
    send: (all: HeadersInit) => Promise<Response>,
  ) => {
    let identity = await credentials.identity()
    const attempt = () =>
      send({
        ...headers,
        authorization: `Bearer ${bearer ?? identity.token}`,
        ...headersOf(identity),
      })
    const answer = await attempt()
    if (answer.status !== 401 || bearer) return answer
    await answer.body?.cancel()
    identity = await credentials.renew(identity.token)
    return attempt()
  }

  return {
    async exchange<T>({ method, path, schema, json, ndjson, headers = {}, bearer }: Exchange<T>): Promise<Delivery<T>> {
      const type = ndjson !== undefined ? 'application/x-ndjson' : 'application/json'
      const body = ndjson ?? (json === undefined ? undefined : JSON.stringify(json))
      try {
        const answer = await authorized(
          { ...headers, ...(body === undefined ? {} : { 'content-type': type }) },
          bearer ?? null,
          (all) => fetch(base + path, { method, headers: all, body, signal: AbortSignal.timeout(timeoutMs) }),
        )
        const received = await readBody(answer)
        const reason = reasonOf(answer, received)
        const { status } = answer
        if (status === 404 || status === 410) return { kind: 'gone', reason }
        if (status === 408 || status === 429 || status >= 500) {
          return { kind: 'later', reason, afterMs: retryAfterMs(answer, now()) }
        }
        if (!answer.ok) return { kind: 'refused', status, reason, body: received }
        const enveloped = z.object({ data: z.unknown() }).safeParse(received)
        const parsed = schema.safeParse(enveloped.success ? (enveloped.data.data ?? {}) : (received ?? {}))
        if (parsed.success) return { kind: 'done', data: parsed.data }
        return { kind: 'refused', status, reason: `${path} answered something unexpected`, body: received }
      } catch (error) {
        if (error instanceof SignInError) return { kind: 'refused', status: 401, reason: error.message, body: null }
        return { kind: 'later', reason: networkReason(error) }
      }
    },
    /** The bare answer, body unread; rejects when there is none. */
    open: (path: string, headers: Record<string, string>, signal: AbortSignal): Promise<Response> =>
      authorized(headers, null, (all) => fetch(base + path, { headers: all, signal })),
  }
}

export type Http = ReturnType<typeof createHttp>
