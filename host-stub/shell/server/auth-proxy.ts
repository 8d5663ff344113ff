import type { Context } from 'hono'

/** What the proxy reaches the Dev API with. */
export interface AuthProxyDeps {
  /** Origin of the Dev API. */
  api: string
  fetch: typeof fetch
  /** How long the Dev API may take. */
  timeoutMs: number
}

const PASSED_ON = ['content-type', 'accept', 'accept-language', 'x-request-id']

/**
 * Hands `/stub/auth/*` on, so that a browser that is signed out, or may not see the panel, never talks to the Dev
 * API's origin. Answers 502 when nobody is there.
 */
export function createAuthProxy({ api, fetch, timeoutMs }: AuthProxyDeps) {
  return async (c: Context): Promise<Response> => {
    const url = new URL(c.req.url)
    const headers = new Headers()
    for (const name of PASSED_ON) {
      const value = c.req.header(name)
      if (value !== undefined) headers.set(name, value)
    }
    const bodyless = c.req.method === 'GET' || c.req.method === 'HEAD'
    try {
      const answer = await fetch(`${api}${url.pathname}${url.search}`, {
        method: c.req.method,
        headers,
        ...(bodyless ? {} : { body: await c.req.arrayBuffer() }),
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
      })
      return new Response(answer.status === 204 ? null : await answer.arrayBuffer(), {
        status: answer.status,
        headers: {
          'content-type': answer.headers.get('content-type') ?? 'application/octet-stream',
          'cache-control': 'no-store',
        },
      })
    } catch {
      return c.json({ error: 'dev-api unreachable' }, 502)
    }
  }
}
