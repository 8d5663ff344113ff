import { Command, InvalidArgumentError, Option } from 'commander'
import { isLoopbackUrl } from '../../../host-stub/faults/loopback.ts'
import { SCENARIO_LIST, scenarioNamed, unknownScenario } from '../../../host-stub/faults/scenarios.ts'

export interface StormOptions {
  readonly api: string
  readonly sessions: number
  /** Log lines a second, over all sessions; as the other rates, 0 is none. */
  readonly lines: number
  /** Reloads that succeed, a second. */
  readonly reloads: number
  /** Reloads that fail, a second; each raises an alert or makes it count on. */
  readonly alerts: number
  /** Sessions whose CLI is never heard of again. */
  readonly lost: number
  /** Scenario of the fault server while the storm lasts; null leaves it alone. */
  readonly faults: string | null
  readonly faultsAt: string
  /** 0: until it is interrupted. */
  readonly seconds: number
  readonly seed: number
  readonly tenant: string | null
  readonly tokenFile: string | null
}

export const EXIT = { done: 0, broken: 1, usage: 2, interrupted: 130 } as const

const HELP = `
What it does
  It registers sessions of its own, like so many CLIs, and lets them report: log lines, reloads, heartbeats. Every
  tenth of them is the one whose reloads fail; three in a row are a critical alert. What the panel asks of a session
  (reload, terminate) is done. At the end, or with Ctrl-C, it ends every session that it has registered; a second
  Ctrl-C does not wait for that, and the sessions then expire by themselves.

Token
  From the environment variable DH_TOKEN or from --token-file, never from an argument. Without one it signs in at the
  stand-in Dev API as ops.

Faults
  --faults sets the scenario of the fault server that stands between panel and Dev API (npm start -- --faults calm),
  and afterwards sets back the one that was on. The storm itself does not go through it. Scenarios:
${SCENARIO_LIST}

Exit codes
  0 done · 1 broken off, or sessions are left behind · 2 the command was not understood or there is no fault server
  130 interrupted, sessions ended

Examples
  npm run devhotload:storm -- --sessions 50 --lines 1000
  npm run devhotload:storm -- --sessions 1 --lines 0 --alerts 500 --seconds 10      # 5 000 alerts that are one
  npm run devhotload:storm -- --lost 3 --faults flaky --seconds 0`

const whole = (least: number, most: number) => (text: string) => {
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= least && value <= most) return value
  throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`)
}

/** Below one a second too: 0.2 is one in five seconds. */
function rate(text: string): number {
  const value = Number(text)
  if (/^\d+(\.\d+)?$/.test(text) && value <= 100_000) return value
  throw new InvalidArgumentError('It must be a number from 0 to 100000.')
}

function address(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url.href.replace(/\/+$/, '')
  throw new InvalidArgumentError('It must be an address like http://127.0.0.1:5172.')
}

function scenario(name: string): string {
  if (scenarioNamed(name)) return name
  throw new InvalidArgumentError(unknownScenario(name))
}

interface Flags extends Pick<
  StormOptions,
  'api' | 'sessions' | 'lines' | 'reloads' | 'alerts' | 'lost' | 'faultsAt' | 'seconds' | 'seed'
> {
  faults?: string
  tenant?: string
  tokenFile?: string
  anywhere?: boolean
}

/** Reads the command line; prints help or one clear sentence and ends the process when there is nothing to do. */
export function readStormOptions(args: readonly string[], env: NodeJS.ProcessEnv): StormOptions {
  const local = (port: string) => `http://127.0.0.1:${port}`
  const program = new Command('devhotload:storm')
    .description('Loads a Dev API with dev sessions that log, reload, fail and fall silent')
    .addOption(
      new Option('--api <url>', 'address of the Dev API')
        .env('DH_API_URL')
        .default(local(env['DH_API_PORT'] ?? '5172'))
        .argParser(address),
    )
    .option('--sessions <n>', 'sessions to register', whole(1, 1_000), 10)
    .option('--lines <n>', 'log lines a second, over all sessions', rate, 100)
    .option('--reloads <n>', 'reloads a second that succeed', rate, 1)
    .option('--alerts <n>', 'reloads a second that fail; each raises an alert or makes it count on', rate, 0)
    .option('--lost <n>', 'how many of the sessions fall silent at once', whole(0, 1_000), 0)
    .addOption(new Option('--faults <scenario>', 'scenario of the fault server meanwhile').argParser(scenario))
    .addOption(
      new Option('--faults-at <url>', 'address of the fault server')
        .default(local(env['DH_FAULTS_PORT'] ?? '5173'))
        .argParser(address),
    )
    .option('--seconds <n>', 'how long; 0 until Ctrl-C', whole(0, 86_400), 60)
    .option('--seed <n>', 'the same seed, the same lines', whole(0, 2 ** 32 - 1), 1)
    .option('--tenant <id>', 'tenant of the sessions (else the one that the sign-in or the token names)')
    .option('--token-file <file>', 'file with an access token (else env: DH_TOKEN, else the stand-in signs in)')
    .option('--anywhere', 'the Dev API may be on another machine')
    .addHelpText('after', HELP)
    .showHelpAfterError('(--help tells more)')
    .allowExcessArguments(false)
    .exitOverride((error) => process.exit(error.exitCode === 0 ? EXIT.done : EXIT.usage))
  const { faults, tenant, tokenFile, anywhere, ...rest } = program.parse(args, { from: 'user' }).opts<Flags>()
  if (!isLoopbackUrl(rest.api) && !anywhere)
    program.error(`error: ${rest.api} is not on this machine; --anywhere says that you mean it`)
  if (rest.lost > rest.sessions) program.error('error: --lost cannot be more than --sessions')
  return { ...rest, faults: faults ?? null, tenant: tenant ?? null, tokenFile: tokenFile ?? null }
}
