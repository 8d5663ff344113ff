import { onTestFinished } from 'vitest'
import type { Role } from '../auth/people.ts'
import { createDevApi, type DevApiOptions } from '../create-dev-api.ts'
import { createManualClock } from './manual-clock.ts'
import { readStream } from './read-stream.ts'

export type Json = Record<string, unknown>

export interface Answer {
  status: number
  body: Json
  /** `body.data`. */
  data: Json
  headers: Headers
}

export interface Ask {
  method?: string
  body?: unknown
  headers?: Record<string, string>
}

const CLI = '/internal/dev/plugins'

/** A running Dev API on a free port, ended with the test, and people who talk to it. */
export const startTestApi = async (options: Partial<DevApiOptions> = {}) => {
  const clock = createManualClock()
  const crashes: unknown[] = []
  const api = createDevApi({ db: ':memory:', clock, onCrash: (error) => crashes.push(error), ...options })
  const { port } = await api.listen(0, '127.0.0.1')
  const base = `http://127.0.0.1:${port}`
  let disposed = false
  const dispose = async () => {
    if (disposed) return
    disposed = true
    await api.dispose()
    if (crashes.length > 0) throw crashes[0]
  }
  onTestFinished(dispose)

  const ask = async (path: string, { method, body, headers }: Ask = {}): Promise<Answer> => {
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body)
    const response = await fetch(base + path, {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      body: text,
      headers: { 'content-type': 'application/json', ...headers },
    })
    const received = (await response.json().catch(() => ({}))) as Json
    const data = (received['data'] ?? {}) as Json
    return { status: response.status, body: received, data, headers: response.headers }
  }

  const signIn = async (role: Role, tenantId?: string) => {
    const { body } = await ask('/stub/auth/sign-in', { body: { role, tenantId } })
    const tenant = (body['tenant'] as { id: string }).id
    const headers = { authorization: `Bearer ${String(body['accessToken'])}`, 'x-tenant-id': tenant }
    const as = (path: string, wish: Ask = {}) => ask(path, { ...wish, headers: { ...headers, ...wish.headers } })

    return {
      tenant,
      headers,
      refreshToken: String(body['refreshToken']),
      ask: as,
      post: (path: string, body: unknown = {}, more: Record<string, string> = {}) => as(path, { body, headers: more }),
      /** A command of the panel for a session. */
      command: (verb: string, sessionId: string, body: unknown = {}, more: Record<string, string> = {}) =>
        as(`${CLI}/register/${sessionId}/${verb}`, { body, headers: more }),
      async graphql(query: string, variables: Json = {}) {
        const answer = await as('/internal/admin/graphql', { body: { query, variables } })
        const errors = (answer.body['errors'] ?? []) as { message: string; extensions: Json }[]
        return { ...answer, errors, code: errors[0]?.extensions['code'] }
      },
      async stream(query = '', more: Record<string, string> = {}) {
        const line = new AbortController()
        const response = await fetch(`${base}${CLI}/stream${query}`, {
          headers: { ...headers, ...more },
          signal: line.signal,
        })
        onTestFinished(() => line.abort())
        return readStream(response, () => line.abort())
      },
      /** A session of a plugin, and its CLI. */
      async register(pluginId: string, more: Json = {}) {
        const { data, status, body } = await as(`${CLI}/register`, {
          body: { pluginId, developerId: 'u-engineer', ...more },
        })
        if (status !== 201) throw new Error(JSON.stringify(body))
        const sessionId = String(data['sessionId'])
        const reloadToken = String(data['reloadToken'])
        const own = { authorization: `Bearer ${reloadToken}` }
        const at = `${CLI}/register/${sessionId}`
        return {
          sessionId,
          reloadToken,
          answer: data,
          reload: (report: Json = {}, reloadId?: string) =>
            ask(`${CLI}/reload`, {
              body: { sessionId, reloadToken, ...report },
              headers: reloadId ? { 'x-reload-id': reloadId } : {},
            }),
          logs: (lines: unknown, key?: string) =>
            ask(`${at}/logs`, { body: lines, headers: { ...own, ...(key ? { 'idempotency-key': key } : {}) } }),
          heartbeat: () => ask(`${at}/heartbeat`, { method: 'POST', headers: own }),
          end: (note = 'bye') => ask(`${at}?note=${note}`, { method: 'DELETE', headers: own }),
        }
      },
    }
  }

  return { api, base, clock, ask, signIn, dispose }
}

export type TestApi = Awaited<ReturnType<typeof startTestApi>>
export type Person = Awaited<ReturnType<TestApi['signIn']>>
