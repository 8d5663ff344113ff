import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import type { Context, MiddlewareHandler } from 'hono'

const YEAR = 'public, max-age=31536000, immutable'

/** Only a browser that opens a page gets the page; a missing script must stay a 404 and not turn into HTML. */
export function isNavigation(c: Context): boolean {
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return false
  const mode = c.req.header('sec-fetch-mode')
  if (mode !== undefined) return mode === 'navigate'
  return (c.req.header('accept') ?? '').includes('text/html')
}

/** The built shell under `dist`: its files, and its one page for every address that a person opens. */
export function createPageFiles(dist: string): { files: MiddlewareHandler; page: (c: Context) => Promise<Response> } {
  const serveFile = serveStatic({ root: dist })
  const files: MiddlewareHandler = async (c, next) => {
    const answer = await serveFile(c, async () => undefined)
    if (answer === undefined) return next()
    // Only names with a hash in them never change their content.
    answer.headers.set('Cache-Control', c.req.path.startsWith('/assets/') ? YEAR : 'no-cache')
    return answer
  }
  const page = async (c: Context): Promise<Response> => {
    if (!isNavigation(c)) return c.text('Not found', 404)
    try {
      return c.html(await readFile(join(dist, 'index.html'), 'utf8'), 200, { 'Cache-Control': 'no-cache' })
    } catch {
      return c.text('The shell is not built yet: run "npm run build:shell".', 503)
    }
  }
  return { files, page }
}
