import { join } from 'node:path'
import { Command, InvalidArgumentError, Option } from 'commander'
import { ALERT_ENV, NO_TARGETS, readAlertTargets, type AlertTargets } from './escalation/alert-targets.ts'
import { PAGERDUTY_LEVEL, SLACK_CHANNEL } from './escalation/routing.ts'
import type { AllowedOrigins } from './rest/cors.ts'

export interface DevApiCliOptions {
  port: number
  profile: 'gateway' | 'core'
  host: string
  db: string
  tokenTtl: number
  corsOrigin: AllowedOrigins
  heartbeatMs: number
  terminateMs: number
  /** Seconds; only PowerX Core has one life for all sessions. */
  sessionTtl: number
  /** Who is told of notifications; PowerX Core takes none. */
  targets: AlertTargets
}

/** Options that one profile alone has a use for, and why the other one has none. */
const ONLY_FOR = {
  db: ['gateway', 'PowerX Core shows no history, so its double keeps everything in memory'],
  heartbeatMs: ['gateway', 'the stream of PowerX Core gives no sign of life'],
  terminateMs: ['gateway', 'PowerX Core ends a session at once'],
  sessionTtl: ['core', 'a session of the gateway lives as long as its CLI gives signs of life'],
} as const

const ALERT_HELP = `
Who is told of what the panel reports (gateway; environment only, since some of it is secret):
  ${ALERT_ENV.slack}  every report, to a webhook like Slack's, channel ${SLACK_CHANNEL}
  ${ALERT_ENV.pagerdutyUrl}      critical reports of three and more failed terminations in a row,
  ${ALERT_ENV.pagerdutyKey}        to PagerDuty Events v2 with this routing key, level ${PAGERDUTY_LEVEL}
  ${ALERT_ENV.panelUrl}          address of the panel, for a link in the messages`

const integer = (least: number, most: number) => (text: string) => {
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= least && value <= most) return value
  throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`)
}

const origins = (text: string): AllowedOrigins => {
  if (text === '*') return 'any'
  return text.split(',').map((part) => {
    const origin = URL.canParse(part.trim()) ? new URL(part.trim()).origin : 'null'
    if (origin === 'null') throw new InvalidArgumentError('It must be * or origins like http://localhost:5170.')
    return origin
  })
}

/** Reads the command line; ends the process with one clear sentence when it is not valid. */
export const readOptions = (args: readonly string[], env: NodeJS.ProcessEnv, root: string): DevApiCliOptions => {
  const program = new Command('dev-api')
    .description('Stand-in for the Dev API: the gateway with sessions, logs, alerts and audit, or PowerX Core.')
    .addOption(
      new Option('--port <number>', '0 takes a free one (env: DH_API_PORT)')
        .default(5172)
        .argParser(integer(0, 65_535)),
    )
    .addOption(
      new Option('--profile <name>', 'gateway: everything of contracts/ · core: PowerX Core as it answers today')
        .choices(['gateway', 'core'])
        .default('gateway'),
    )
    .option('--host <address>', 'address to listen at', '127.0.0.1')
    .option('--db <file>', 'gateway: database file, or :memory:', join(root, '.dev-hotload', 'dev-api.sqlite'))
    .option('--token-ttl <seconds>', 'life of an access token', integer(1, 86_400), 900)
    .addOption(
      new Option('--cors-origin <origins>', 'comma-separated origins, or *')
        .default('loopback', 'every origin on this machine')
        .argParser(origins),
    )
    .addOption(
      new Option('--terminate-ms <ms>', 'gateway: how long a CLI may take to end its session')
        .env('DH_TERMINATE_MS')
        .default(10_000)
        .argParser(integer(10, 600_000)),
    )
    .option('--heartbeat-ms <ms>', 'gateway: time between two signs of life of a stream', integer(10, 600_000), 15_000)
    .option('--session-ttl <seconds>', 'core: life of a session, reloads or not', integer(1, 86_400), 900)
    .addHelpText('after', ALERT_HELP)
    .showHelpAfterError('(--help tells more)')
  const given = env['DH_API_PORT'] ? ['--port', env['DH_API_PORT'], ...args] : args
  const options = program.parse(given, { from: 'user' }).opts<Omit<DevApiCliOptions, 'targets'>>()
  for (const [name, [profile, reason]] of Object.entries(ONLY_FOR)) {
    if (profile === options.profile || program.getOptionValueSource(name) !== 'cli') continue
    const flag = program.options.find((option) => option.attributeName() === name)?.long ?? name
    program.error(`error: ${flag} has no meaning for the profile ${options.profile}: ${reason}.`)
  }
  if (options.profile === 'core') return { ...options, targets: NO_TARGETS }
  const targets = readAlertTargets(env)
  if ('sentence' in targets) return program.error(`error: ${targets.sentence}`)
  return { ...options, targets }
}
