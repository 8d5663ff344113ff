import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { etag } from 'hono/etag'

/** Names with a content hash never change what they hold. */
const HASHED = /-[\w-]{8,}\.(js|css|woff2?|svg|png)$/

/** The built panel as files: readable for every origin, nothing else, and never a page in place of a missing file. */
export const createRemoteApp = (dist: string): Hono => {
  const app = new Hono()
  app.use(async (context, next) => {
    await next()
    const { headers } = context.res
    headers.set('access-control-allow-origin', '*')
    headers.set('cross-origin-resource-policy', 'cross-origin')
    headers.set('x-content-type-options', 'nosniff')
    const lasting = context.res.status < 400 && HASHED.test(context.req.path)
    headers.set('cache-control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache')
  })
  // Entry and manifest are asked for each time: unchanged, that is an answer without a body.
  app.use(etag())
  app.use(serveStatic({ root: dist }))
  app.notFound((context) => context.text('There is no such file.', 404))
  return app
}
