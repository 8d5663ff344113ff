import { SignInError, type Credentials } from '../../../host-stub/plugin-session/credentials.ts'
import type { Delivery } from '../../../host-stub/plugin-session/delivery.ts'
import type { Registration } from '../../../host-stub/plugin-session/dev-api-link.ts'
import { createStormSession, type StormSession, type StormSessionDeps } from './storm-session.ts'

const AT_ONCE = 8
const NAMES = 'orders invoices catalog pricing returns loyalty shipping search chat reports'.split(' ')

export interface Registered {
  /** Also those that had been registered when something went wrong: they have to be ended. */
  readonly sessions: StormSession[]
  readonly problem: string | null
}

const refusalOf = (delivery: { kind: 'refused' | 'gone'; status?: number; reason: string }): string =>
  delivery.status === 401
    ? 'The Dev API does not accept the sign-in. Set DH_TOKEN or name a file with --token-file.'
    : `The Dev API refuses a session: ${delivery.reason}`

/** A sign-in rejects; what it rejects with is a refusal, or the network. */
function failureOf(error: unknown): Exclude<Delivery<never>, { kind: 'done' }> {
  const reason = error instanceof Error ? error.message : String(error)
  if (error instanceof SignInError) return { kind: 'refused', status: 401, reason, body: null }
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : null
  return { kind: 'later', reason: cause && 'code' in cause ? String(cause.code) : reason }
}

/** Registers so many sessions, under names that are free. */
export async function registerAll(
  deps: Omit<StormSessionDeps, 'registration'>,
  count: number,
  credentials: Credentials,
): Promise<Registered> {
  const { link, persist, signal } = deps
  const run = deps.uuid().slice(0, 6)
  const sessions: StormSession[] = []
  let problem: string | null = null

  const ask = async (index: number): Promise<Delivery<Registration>> => {
    const name = NAMES[index % NAMES.length]!
    const identity = await credentials.identity().catch(failureOf)
    if ('kind' in identity) return identity
    return link.register({
      pluginId: `com.storm.${name}-${run}-${index + 1}`,
      developerId: identity.developerId ?? 'storm',
      pluginVersion: '1.0.0',
      entryPoints: ['src/index.ts'],
      manifest: { name: `Storm ${name} ${index + 1}` },
      metadata: { storm: run },
      watchFileLimit: 0,
      cliVersion: 'storm',
    })
  }

  function keep(delivery: Exclude<Delivery<Registration>, { kind: 'later' }> | { kind: 'abandoned' }): void {
    if (delivery.kind === 'done') sessions.push(createStormSession({ ...deps, registration: delivery.data }))
    else if (delivery.kind !== 'abandoned') problem ??= refusalOf(delivery)
  }

  // The first one alone and once: whether anybody is there is told at once, and not after many tries.
  const first = await ask(0)
  if (first.kind === 'later')
    return { sessions, problem: `No Dev API answers (${first.reason}). npm start, or npm run dev-api, starts one.` }
  keep(first)

  let next = 1
  const work = async () => {
    while (next < count && problem === null && !signal.aborted) {
      const index = next++
      keep(await persist(() => ask(index), { signal }))
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return { sessions, problem }
}
