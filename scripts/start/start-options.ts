import { resolve } from 'node:path'
import { Command, InvalidArgumentError, Option } from 'commander'
import { ALERT_ENV } from '../../host-stub/dev-api/escalation/alert-targets.ts'
import { SCENARIO_LIST, SCENARIO_NAMES, unknownScenario } from '../../host-stub/faults/scenarios.ts'

/** What `npm start -- …` and the environment say. */
export interface StartOptions {
  /** Which server the Dev API plays and the plugin session speaks to; the panel finds out by itself. */
  profile: 'gateway' | 'core'
  /** `null`: no plugin session. */
  plugin: string | null
  /** The Dev API's database file; `null` leaves its own default. */
  db: string | null
  /** Life of an access token as the Dev API takes it; `null` leaves its own default. */
  tokenTtl: string | null
  build: boolean
  /** What is to go wrong between browser and Dev API; `null`: nothing. */
  faults: { scenario: string; seed: number } | null
}

const toScenario = (name: string): string => {
  if (SCENARIO_NAMES.some((known) => known === name)) return name
  throw new InvalidArgumentError(unknownScenario(name))
}

const toSeed = (text: string): number => {
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('It must be a whole number of up to nine digits.')
}

const SAMPLE = 'host-stub/plugin-session/sample-plugin'

interface Flags {
  profile: StartOptions['profile']
  plugin?: string | boolean
  db?: string
  tokenTtl?: string
  build: boolean
  faults?: string
  seed: number
}

/** Reads the options; prints help or a mistake and ends the process as command line tools do. */
export const readStartOptions = (args: readonly string[], env: NodeJS.ProcessEnv, root: string): StartOptions => {
  const program = new Command('npm start --')
    .description('Starts the Dev API, the panel, the shell and a sample plugin session')
    .addOption(
      new Option('--profile <name>', 'gateway: everything that the panel can show · core: PowerX Core as it is today')
        .choices(['gateway', 'core'])
        .default('gateway'),
    )
    .option('--plugin <dir>', 'plugin to run (else DH_PLUGIN_DIR, else the sample plugin)')
    .option('--no-plugin', 'start no plugin session')
    .option('--db <file>', 'gateway: database of the Dev API (else DH_DB, else .dev-hotload/dev-api.sqlite)')
    .option('--token-ttl <seconds>', 'life of an access token')
    .option('--no-build', 'use the panel and the shell as they were built last')
    .option('--faults <scenario>', 'let things go wrong between browser and Dev API', toScenario)
    .option('--seed <number>', 'with --faults: the same seed, the same misfortunes', toSeed, 1)
    .addHelpText('after', `\nFault scenarios:\n${SCENARIO_LIST}`)
    .addHelpText(
      'after',
      `\nAlerts: ${Object.values(ALERT_ENV).join(', ')}\n(taken by the Dev API alone; npm run dev-api -- --help tells what they mean)`,
    )
    .addHelpText(
      'after',
      '\nPorts: DH_SHELL_PORT (5170), DH_REMOTE_PORT (5171), DH_API_PORT (5172), DH_FAULTS_PORT (5173)',
    )
    .parse([...args], { from: 'user' })
  const flags = program.opts<Flags>()
  if (flags.profile === 'core' && flags.db !== undefined) {
    program.error('error: --db has no meaning for the profile core: PowerX Core shows no history, nothing is kept.')
  }

  const plugin = typeof flags.plugin === 'string' ? flags.plugin : (env.DH_PLUGIN_DIR ?? SAMPLE)
  const asked = env.npm_config_local_prefix && env.INIT_CWD ? env.INIT_CWD : process.cwd()
  return {
    plugin: flags.plugin === false ? null : resolve(plugin === SAMPLE ? root : asked, plugin),
    profile: flags.profile,
    db: flags.profile === 'core' ? null : (flags.db ?? env.DH_DB ?? null),
    tokenTtl: flags.tokenTtl ?? null,
    build: flags.build,
    faults: flags.faults === undefined ? null : { scenario: flags.faults, seed: flags.seed },
  }
}
