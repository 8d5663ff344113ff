import { readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createAdaptorServer } from '@hono/node-server'
import { Hono } from 'hono'
import type { ShellOptions } from '../shell/server/options.ts'
import { securityHeaders } from '../shell/server/security-headers.ts'
import { createShellApp } from '../shell/server/shell-app.ts'
import { nuxtPolicy } from './nuxt-policy.ts'

/** The shells beside the stand-in: Nuxt as PowerX Admin is, and a page without a framework. */
export type ShellKind = 'nuxt' | 'plain'

export const SHELL_KINDS: readonly ShellKind[] = ['nuxt', 'plain']

const FOLDERS: Record<ShellKind, string> = {
  nuxt: fileURLToPath(new URL('../shell-nuxt/dist/public', import.meta.url)),
  plain: fileURLToPath(new URL('../shell-plain', import.meta.url)),
}

const POLICY = 'Content-Security-Policy'

async function policyOf(kind: ShellKind, options: ShellOptions): Promise<string> {
  const strict = securityHeaders(options)[POLICY] ?? ''
  return kind === 'plain' ? strict : nuxtPolicy(strict, await readFile(join(FOLDERS.nuxt, 'index.html'), 'utf8'))
}

/** Serves a shell with the stand-in's config, sign-in and page rules. Rejects when it is not built or the port is taken. */
export async function serveShell(kind: ShellKind, options: ShellOptions): Promise<{ url: string; stop(): void }> {
  const policy = await policyOf(kind, options)
  const shell = createShellApp({ options, dist: FOLDERS[kind], fetch })
  const app = new Hono()
  app.use(async (c, next) => {
    await next()
    c.res.headers.set(POLICY, policy)
  })
  app.route('/', shell)
  const server = createAdaptorServer({ fetch: app.fetch })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, options.host, resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://${options.host}:${port}`,
    stop() {
      server.close()
      if ('closeAllConnections' in server) server.closeAllConnections()
    },
  }
}
