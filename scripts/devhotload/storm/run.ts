import { readFile } from 'node:fs/promises'
import { pause, type Clock } from '../../../host-stub/plugin-session/clock.ts'
import { createCredentials } from '../../../host-stub/plugin-session/credentials.ts'
import { createPersistence } from '../../../host-stub/plugin-session/delivery.ts'
import { createDevApiLink } from '../../../host-stub/plugin-session/dev-api-link.ts'
import { createHttp } from '../../../host-stub/plugin-session/http-exchange.ts'
import { createRandom } from '../../bench/server/random.ts'
import type { Terminal } from '../export/progress.ts'
import { blow } from './blow.ts'
import { endAll } from './end-all.ts'
import { switchFaults } from './fault-switch.ts'
import { EXIT, type StormOptions } from './options.ts'
import { createStormProgress } from './progress.ts'
import { registerAll } from './register-all.ts'
import { createStormLines } from './storm-lines.ts'
import { createTally, tellTally, tellUnsent } from './tally.ts'

export interface StormDeps {
  readonly fetch: typeof fetch
  readonly clock: Clock
  readonly uuid: () => string
  readonly env: NodeJS.ProcessEnv
  readonly stderr: Terminal
  /** Ends the storm; its sessions are then ended too. */
  readonly signal: AbortSignal
}

/** Null when the file cannot be read; '' when there is no token at all. */
async function readToken({ tokenFile }: StormOptions, env: NodeJS.ProcessEnv): Promise<string | null> {
  if (tokenFile === null) return (env['DH_TOKEN'] ?? '').trim()
  const text = await readFile(tokenFile, 'utf8').catch(() => '')
  return text.trim() || null
}

const sentenceOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** One storm: register, load, end. Resolves to the exit code; everything is said on `stderr`. */
export async function runStorm(options: StormOptions, deps: StormDeps): Promise<number> {
  const { clock, stderr, signal, uuid } = deps
  const say = (text: string) => void stderr.write(`${text}\n`)
  const token = await readToken(options, deps.env)
  if (token === null) {
    say(`There is no access token in ${options.tokenFile}.`)
    return EXIT.usage
  }
  const { api, tenant: tenantId, seed, seconds, faults } = options
  const credentials = createCredentials({
    fetch: deps.fetch,
    api,
    token: token || null,
    tenantId,
    developerId: null,
    role: 'ops',
  })
  const link = createDevApiLink(
    createHttp({ fetch: deps.fetch, base: api, credentials, newId: uuid, now: () => clock.now() }),
  )
  const random = createRandom(seed)
  const tally = createTally()
  const shared = {
    link,
    random,
    uuid,
    tally,
    signal,
    persist: createPersistence({ clock, random }),
    writeLines: createStormLines(seed, () => clock.now()),
  }

  let calm = async () => {}
  if (faults !== null) {
    try {
      calm = await switchFaults(options.faultsAt, faults, seed, deps.fetch)
    } catch (error) {
      say(sentenceOf(error))
      return EXIT.usage
    }
  }

  const { sessions, problem } = await registerAll(shared, options.sessions, credentials)
  tally.sessions = sessions.length
  if (problem !== null) say(problem)
  else if (!signal.aborted) {
    say(`${sessions.length} sessions registered at ${api}${seconds === 0 ? '. Ctrl-C ends the storm.' : ''}`)
    const progress = createStormProgress(stderr, seconds)
    const unsent = await blow(sessions, options, {
      clock,
      signal,
      onTick: (elapsed) => progress.update(elapsed, tally),
      wait: (ms) => pause(clock, ms, signal),
    })
    progress.stop()
    const slow = signal.aborted ? null : tellUnsent(unsent)
    if (slow !== null) say(slow)
  }

  await calm().catch(() => say(`The faults at ${options.faultsAt} could not be set back.`))
  const left = await endAll(sessions)
  if (tally.sessions > 0) say(tellTally(tally))
  if (left.length > 0) say(`${left.length} sessions could not be ended; they will expire: ${left.join(', ')}`)
  else if (tally.sessions > 0) say(`All ${tally.sessions} sessions are ended.`)
  if (problem !== null || left.length > 0) return EXIT.broken
  return signal.aborted ? EXIT.interrupted : EXIT.done
}
