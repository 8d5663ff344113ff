import { randomUUID } from 'node:crypto'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createBuilder } from './builder.ts'
import { createSystemClock } from './clock.ts'
import { createCredentials } from './credentials.ts'
import { createPersistence } from './delivery.ts'
import { createDevApiLink } from './dev-api-link.ts'
import { createHttp } from './http-exchange.ts'
import type { SessionOptions } from './options.ts'
import { readManifest, type PluginManifest } from './plugin-manifest.ts'
import { createPluginProcess } from './plugin-process.ts'
import { createPluginSource } from './plugin-source.ts'
import { createRegistrar } from './registrar.ts'
import { createSession } from './session.ts'
import type { createTerminal } from './terminal.ts'
import { createWatcher } from './watcher.ts'

const CLI_VERSION = 'plugin-session/0.1.0'
const WATCH_FILE_LIMIT = 10_000

/** The plugin is somebody's code: it does not get the developer's token. */
const pluginEnv = ({ PX_DEV_API_TOKEN: _, ...env }: NodeJS.ProcessEnv): NodeJS.ProcessEnv => env

/** Puts a session together from the real world: network, disk, processes, time. */
export const openSession = async (
  options: SessionOptions,
  manifest: PluginManifest,
  terminal: ReturnType<typeof createTerminal>,
  env: NodeJS.ProcessEnv,
) => {
  const { dir, api } = options
  const clock = createSystemClock()
  const persist = createPersistence({ clock, random: Math.random })
  const credentials = createCredentials({ ...options, fetch })
  const link = createDevApiLink(createHttp({ base: api, credentials, fetch, newId: randomUUID, now: clock.now }))
  const builder = createBuilder({ dir, now: clock.now, outDir: await mkdtemp(join(tmpdir(), 'dev-hotload-plugin-')) })
  const source = createPluginSource(manifest, { readManifest: () => readManifest(dir), build: builder.build })

  const describe = async (buildHash: string | undefined) => {
    const current = source.manifest()
    return {
      pluginId: options.pluginId ?? current.pluginId,
      developerId: (await credentials.identity()).developerId ?? userInfo().username,
      pluginVersion: current.version,
      buildHash,
      entryPoints: current.entryPoints,
      manifest: current,
      metadata: { nodeVersion: process.version, platform: process.platform, arch: process.arch, pid: process.pid },
      watchFileLimit: WATCH_FILE_LIMIT,
      cliVersion: CLI_VERSION,
    }
  }

  const session = createSession({
    ...options,
    register: (buildHash, takeover, signal) =>
      createRegistrar({
        describe: () => describe(buildHash),
        onWait: (reason) => terminal.sentence(`Waiting for the Dev API at ${api} (${reason}) …`),
        api,
        link,
        persist,
      }).register(takeover, signal),
    openPlugin: (deps) =>
      createPluginProcess({
        ...deps,
        sandbox: fileURLToPath(new URL('./sandbox.mjs', import.meta.url)),
        env: pluginEnv(env),
        dir,
        clock,
      }),
    openWatcher: (deps) => createWatcher({ ...deps, dir, clock }),
    onLine: terminal.line,
    onLive: (sessionId) =>
      terminal.sentence(`Session ${sessionId} is live: ${options.shell}/dev-hotload/sessions/${sessionId}/logs`),
    build: source.build,
    needsFullReload: source.needsFullReload,
    tidy: builder.tidy,
    random: Math.random,
    newId: randomUUID,
    link,
    persist,
    clock,
  })

  return { ...session, dispose: builder.dispose }
}
