import { Hono } from 'hono'
import { createAuthProxy } from './auth-proxy.ts'
import { createCspReports, CSP_REPORTS_PATH } from './csp-reports.ts'
import type { ShellOptions } from './options.ts'
import { createPageFiles } from './page-files.ts'
import { securityHeaders } from './security-headers.ts'
import { stubConfigBody } from './stub-config.ts'

/** What the server's routes need from outside. */
export interface ShellAppDeps {
  options: Pick<ShellOptions, 'api' | 'remoteUrl' | 'config'>
  /** Folder of the built shell. */
  dist: string
  fetch: typeof fetch
  /** Patience with the Dev API; 10 s unless told. */
  proxyTimeoutMs?: number
}

/** Every route of the shell's server. */
export function createShellApp({ options, dist, fetch, proxyTimeoutMs = 10_000 }: ShellAppDeps): Hono {
  const app = new Hono()
  const headers = Object.entries(securityHeaders(options))
  const { files, page } = createPageFiles(dist)

  app.use(async (c, next) => {
    await next()
    for (const [name, value] of headers) c.res.headers.set(name, value)
  })
  app.get('/stub/config.json', (c) => c.json(stubConfigBody(options), 200, { 'Cache-Control': 'no-store' }))
  app.all('/stub/auth/*', createAuthProxy({ api: options.api, fetch, timeoutMs: proxyTimeoutMs }))
  app.route(CSP_REPORTS_PATH, createCspReports())
  app.all('/stub/*', (c) => c.json({ error: 'not found' }, 404))
  // The page itself is answered below, with its own caching rule.
  app.use('/*', (c, next) => (c.req.path === '/' || c.req.path === '/index.html' ? next() : files(c, next)))
  app.get('/assets/*', (c) => c.text('Not found', 404))
  app.get('/*', page)
  return app
}
