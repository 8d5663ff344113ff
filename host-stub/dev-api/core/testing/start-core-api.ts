import { onTestFinished } from 'vitest'
import type { Role } from '../../auth/people.ts'
import { createManualClock } from '../../testing/manual-clock.ts'
import { createCoreApi, type CoreApiOptions } from '../create-core-api.ts'
import { createCountedRandom } from './counted-random.ts'

export type Json = Record<string, unknown>

export interface Wish {
  method?: string
  body?: unknown
  headers?: Record<string, string>
}

/** Where Core serves; the shell's proxy may take `/api/v1` away. */
export const PLUGINS = '/internal/dev/plugins'

/** The double on a free port, ended with the test, and people who talk to it. */
export const startCoreApi = async (options: CoreApiOptions = {}) => {
  const clock = createManualClock()
  const crashes: unknown[] = []
  const onCrash = (error: unknown) => void crashes.push(error)
  const api = createCoreApi({ clock, random: createCountedRandom(), onCrash, ...options })
  const { port } = await api.listen(0, '127.0.0.1')
  const base = `http://127.0.0.1:${port}`
  onTestFinished(async () => {
    await api.dispose()
    if (crashes.length > 0) throw crashes[0]
  })

  const ask = async (path: string, { method, body, headers = {} }: Wish = {}) => {
    const response = await fetch(base + path, {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      body: typeof body === 'string' || body === undefined ? body : JSON.stringify(body),
      headers,
    })
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.startsWith('application/json')
    const received = (isJson ? JSON.parse(text) : {}) as Json
    return { status: response.status, text, body: received, data: (received['data'] ?? {}) as Json, response }
  }

  const signIn = async (role: Role, tenantId?: string) => {
    const { body } = await ask('/stub/auth/sign-in', { body: { role, tenantId } })
    const headers = { authorization: `Bearer ${String(body['accessToken'])}` }
    const as = (path: string, wish: Wish = {}) => ask(path, { ...wish, headers: { ...headers, ...wish.headers } })
    return {
      tenant: (body['tenant'] as { id: string }).id,
      headers,
      ask: as,
      /** A session as the published CLI registers it. */
      async register(pluginId: string, more: Json = {}) {
        const { data, text, status } = await as(`${PLUGINS}/register`, { body: { pluginId, developerId: 7, ...more } })
        if (status !== 201) throw new Error(text)
        const [sessionId, reloadToken] = [String(data['sessionId']), String(data['reloadToken'])]
        return {
          sessionId,
          reloadToken,
          answer: data,
          reload: (report: Json = {}) =>
            ask(`${PLUGINS}/reload`, {
              body: { sessionId, reloadToken, ...report },
              headers: { authorization: `Bearer ${reloadToken}` },
            }),
          end: (note = '') => as(`${PLUGINS}/sessions/${sessionId}?note=${note}`, { method: 'DELETE' }),
        }
      },
      list: async (query = '') => {
        const { data } = await as(`${PLUGINS}/sessions${query}`)
        return data['items'] as Json[]
      },
    }
  }

  return { api, base, clock, ask, signIn }
}

export type CoreTestApi = Awaited<ReturnType<typeof startCoreApi>>
