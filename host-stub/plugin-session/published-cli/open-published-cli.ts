import { randomUUID } from 'node:crypto'
import { mkdtemp, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createBuilder } from '../builder.ts'
import { createSystemClock } from '../clock.ts'
import { createCredentials } from '../credentials.ts'
import { createPersistence } from '../delivery.ts'
import { createHttp } from '../http-exchange.ts'
import type { SessionOptions } from '../options.ts'
import { readManifest, type PluginManifest } from '../plugin-manifest.ts'
import { createPluginSource } from '../plugin-source.ts'
import { createRegistrar } from '../registrar.ts'
import type { createTerminal } from '../terminal.ts'
import { createWatcher } from '../watcher.ts'
import { coreBaseOf, createCoreLink, publishedHeaders } from './core-link.ts'
import { describeChange } from './file-event.ts'
import { createPublishedCli } from './published-cli.ts'

/** How long the published CLI waits for more changes of a save. */
const QUIET_MS = 250

/** PowerX Core knows developers by number. */
const developerNumber = (text: string | null): number => (/^[1-9]\d{0,14}$/.test(text ?? '') ? Number(text) : 1)

/** The way to PowerX Core from this machine. */
export const connectToCore = (options: SessionOptions) => {
  const clock = createSystemClock()
  // The stand-in's sign-in is no part of Core and stays at the origin.
  const credentials = createCredentials({ ...options, api: new URL(options.api).origin, fetch })
  const base = coreBaseOf(options.api)
  const http = createHttp({ base, credentials, fetch, newId: randomUUID, now: clock.now, headersOf: publishedHeaders })
  return { http, clock, base, persist: createPersistence({ clock, random: Math.random }) }
}

/** Puts the published CLI together from the real world: network, disk, time. */
export const openPublishedCli = async (
  options: SessionOptions,
  manifest: PluginManifest,
  terminal: ReturnType<typeof createTerminal>,
) => {
  const { dir } = options
  const { http, clock, base, persist } = connectToCore(options)
  const link = createCoreLink(http, randomUUID)
  const builder = createBuilder({ dir, now: clock.now, outDir: await mkdtemp(join(tmpdir(), 'dev-hotload-plugin-')) })
  const source = createPluginSource(manifest, { readManifest: () => readManifest(dir), build: builder.build })

  const describe = async () => {
    const { pluginId, version, entryPoints } = source.manifest()
    return {
      pluginId: options.pluginId ?? pluginId,
      version,
      entryPath: dir,
      ...(options.tenantId ? { tenant: options.tenantId } : {}),
      developerId: developerNumber(options.developerId),
      metadata: { 'backend.entry': entryPoints[0] ?? '' },
    }
  }

  const session = createPublishedCli({
    ...options,
    link,
    clock,
    register: (takeover, signal) =>
      createRegistrar({
        describe,
        onWait: (reason) => terminal.sentence(`Waiting for PowerX Core at ${base} (${reason}) …`),
        api: base,
        link,
        persist,
      }).register(takeover, signal),
    build: source.build,
    sizeOf: async (entryFile) => (await stat(entryFile)).size,
    tidy: builder.tidy,
    describeChange: (files) => describeChange(dir, files, clock.now()),
    openWatcher: (deps) => createWatcher({ ...deps, dir, clock, quietMs: QUIET_MS }),
    tell: (message, level = 'info') =>
      terminal.line({ ts: new Date(clock.now()).toISOString(), source: 'cli', level, message, reloadSequence: 0 }),
    onLive: (sessionId) =>
      terminal.sentence(`Session ${sessionId} is live: ${options.shell}/dev-hotload/sessions/${sessionId}`),
  })

  return { ...session, dispose: builder.dispose }
}
