import { resolve } from 'node:path'
import { Command, Option } from 'commander'

/** What the command line and the environment say. */
export interface SessionOptions {
  /** Absolute. */
  dir: string
  api: string
  shell: string
  token: string | null
  tenantId: string | null
  developerId: string | null
  role: string
  /** Instead of the one in the manifest, e.g. for a second session of the same plugin. */
  pluginId: string | null
  takeover: boolean
  stay: boolean
  quiet: boolean
  /** Which server it speaks to; `auto` asks it. */
  profile: 'auto' | 'gateway' | 'core'
}

interface Flags {
  dir: string
  api?: string
  shell?: string
  token?: string
  tenant?: string
  role: string
  pluginId?: string
  takeover: boolean
  stay: boolean
  quiet: boolean
  profile: SessionOptions['profile']
}

const withoutSlash = (url: string) => url.replace(/\/+$/, '')

/** Reads the options; prints help or a mistake and ends the process as command line tools do. */
export const readOptions = (args: readonly string[], env: NodeJS.ProcessEnv, cwd: string): SessionOptions => {
  const flags = new Command('plugin-session')
    .description('Watches and builds a plugin, runs it, and reports to the Dev API, like px-plugin dev --watch')
    .requiredOption('--dir <path>', "the plugin's folder")
    .option('--api <url>', 'Dev API (else PX_DEV_API_BASE, else DH_API_PORT on this machine, else port 5172)')
    .option('--shell <url>', 'where the panel is, for the link (else DH_SHELL_PORT on this machine, else port 5170)')
    .option('--token <token>', 'token for the Dev API (else PX_DEV_API_TOKEN, else a stand-in sign-in)')
    .option('--tenant <uuid>', "tenant of the session (else PX_DEV_TENANT_ID, else the sign-in's)")
    .option('--role <role>', 'who signs in at the stand-in Dev API', 'engineer')
    .option('--plugin-id <id>', 'another id than the one in plugin.json')
    .option('--takeover', 'end a live session of this plugin first', false)
    .option('--stay', 'open another session when this one is lost', false)
    .addOption(
      new Option('--profile <name>', 'gateway: all that contracts/ offers · core: as the published CLI to PowerX Core')
        .choices(['auto', 'gateway', 'core'])
        .default('auto'),
    )
    .option('--quiet', "do not print the plugin's own output", false)
    .parse([...args], { from: 'user' })
    .opts<Flags>()

  return {
    dir: resolve(cwd, flags.dir),
    api: withoutSlash(flags.api ?? env.PX_DEV_API_BASE ?? `http://127.0.0.1:${env.DH_API_PORT ?? 5172}`),
    shell: withoutSlash(flags.shell ?? `http://127.0.0.1:${env.DH_SHELL_PORT ?? 5170}`),
    token: flags.token ?? env.PX_DEV_API_TOKEN ?? null,
    tenantId: flags.tenant ?? env.PX_DEV_TENANT_ID ?? null,
    developerId: env.PX_DEV_DEVELOPER_ID ?? null,
    role: flags.role,
    pluginId: flags.pluginId ?? null,
    takeover: flags.takeover,
    stay: flags.stay,
    quiet: flags.quiet,
    profile: flags.profile,
  }
}
