import { createCoreApi } from '../../dev-api/core/create-core-api.ts'

const PLUGINS = '/api/v1/internal/dev/plugins'
/** Often, so that a test does not wait half a minute for the clean-up. */
const CLEANUP_MS = 300
/** Nobody's sign-in runs out while a session of fifteen minutes does. */
const TOKEN_TTL_S = 7200

/** A session at the double of PowerX Core, with the tokens that nobody may ever see. */
export interface CoreSession {
  readonly sessionId: string
  readonly reloadToken: string
  /** As the published CLI: no outcome, no duration, no number. */
  reload(report?: Record<string, unknown>): Promise<void>
}

/** PowerX Core of one test, whose clock the test can put forward. */
export async function startOwnCoreApi() {
  let ahead = 0
  const clock = {
    now: () => Date.now() + ahead,
    every(ms: number, run: () => void) {
      const timer = setInterval(run, ms)
      return () => clearInterval(timer)
    },
  }
  const api = createCoreApi({ clock, cleanupMs: CLEANUP_MS, tokenTtlS: TOKEN_TTL_S })
  const { port } = await api.listen(0, '127.0.0.1')
  const url = `http://127.0.0.1:${port}`

  async function ask(path: string, body: unknown, token?: string): Promise<Record<string, unknown>> {
    const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) }
    const answer = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) })
    const received = (await answer.json()) as Record<string, unknown>
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${JSON.stringify(received)}`)
    return received
  }

  return {
    url,
    /** What was registered before is that much older. */
    putForward: (ms: number) => void (ahead += ms),
    openStreams: api.openStreams,
    async register(pluginId: string, tenantId?: string): Promise<CoreSession> {
      const { accessToken } = await ask('/stub/auth/sign-in', { role: 'engineer', tenantId })
      const wish = { pluginId, developerId: 7, metadata: { 'backend.entry': 'bin/server' } }
      const answer = await ask(`${PLUGINS}/register`, wish, String(accessToken))
      const [sessionId, reloadToken] = [String(answer['sessionId']), String(answer['reloadToken'])]
      return {
        sessionId,
        reloadToken,
        reload: async (report = {}) => {
          await ask(`${PLUGINS}/reload`, { sessionId, reloadToken, bundleHash: 'h1', ...report }, reloadToken)
        },
      }
    },
    stop: () => api.dispose(),
  }
}

export type OwnCoreApi = Awaited<ReturnType<typeof startOwnCoreApi>>
