import { Command, InvalidArgumentError, Option } from 'commander'
import { isLoopback, isLoopbackUrl } from './loopback.ts'
import { SCENARIO_LIST, scenarioNamed, unknownScenario } from './scenarios.ts'

export interface FaultOptions {
  port: number
  host: string
  to: string
  scenario: string
  seed: number
}

const integer = (least: number, most: number) => (text: string) => {
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= least && value <= most) return value
  throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`)
}

const local = (isLocal: (text: string) => boolean) => (text: string) => {
  if (isLocal(text)) return text.replace(/\/+$/, '')
  throw new InvalidArgumentError('It must be on this machine.')
}

const toScenario = (text: string) => {
  if (scenarioNamed(text)) return text
  throw new InvalidArgumentError(unknownScenario(text))
}

/** Reads the command line; ends the process with one clear sentence when it is not valid. */
export const readOptions = (args: readonly string[], env: NodeJS.ProcessEnv): FaultOptions =>
  new Command('faults')
    .description('Stands between browser and Dev API and misbehaves on purpose, on loopback only')
    .addOption(
      new Option('--port <number>', '0 takes a free one')
        .env('DH_FAULTS_PORT')
        .default(5173)
        .argParser(integer(0, 65_535)),
    )
    .option('--host <address>', 'address to listen at', local(isLoopback), '127.0.0.1')
    .option(
      '--to <url>',
      'origin of the Dev API (else DH_API_PORT on this machine, else port 5172)',
      local(isLoopbackUrl),
      `http://127.0.0.1:${env.DH_API_PORT ?? 5172}`,
    )
    .option('--scenario <name>', 'what goes wrong', toScenario, 'calm')
    .option('--seed <number>', 'the same seed, the same misfortunes', integer(0, 2 ** 32 - 1), 1)
    .addHelpText('after', `\nScenarios:\n${SCENARIO_LIST}`)
    .parse([...args], { from: 'user' })
    .opts<FaultOptions>()
