import { join } from 'node:path'
import { Command, InvalidArgumentError, Option } from 'commander'
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
}

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
    .description('Stand-in for the Dev API: sessions, logs, alerts and audit over REST, GraphQL and SSE.')
    .addOption(
      new Option('--port <number>', '0 takes a free one (env: DH_API_PORT)')
        .default(5172)
        .argParser(integer(0, 65_535)),
    )
    .addOption(new Option('--profile <name>', 'which server to play').choices(['gateway', 'core']).default('gateway'))
    .option('--host <address>', 'address to listen at', '127.0.0.1')
    .option('--db <file>', 'database file, or :memory:', join(root, '.dev-hotload', 'dev-api.sqlite'))
    .option('--token-ttl <seconds>', 'life of an access token', integer(1, 86_400), 900)
    .addOption(
      new Option('--cors-origin <origins>', 'comma-separated origins, or *')
        .default('loopback', 'every origin on this machine')
        .argParser(origins),
    )
    .addOption(
      new Option('--terminate-ms <ms>', 'how long a CLI may take to end its session (env: DH_TERMINATE_MS)')
        .env('DH_TERMINATE_MS')
        .default(10_000)
        .argParser(integer(10, 600_000)),
    )
    .option('--heartbeat-ms <ms>', 'time between two signs of life of a stream', integer(10, 600_000), 15_000)
    .showHelpAfterError('(--help tells more)')
  const given = env['DH_API_PORT'] ? ['--port', env['DH_API_PORT'], ...args] : args
  return program.parse(given, { from: 'user' }).opts<DevApiCliOptions>()
}
