/**
 * What a shell's host must do to keep `contracts/host.ts`, as checks that run anywhere: in the shell's own unit tests
 * with its host object, or in its page through `npm run contract:host`.
 */
import { AUTH_CHECKS } from './auth.ts'
import { BASIC_CHECKS } from './basics.ts'
import type { CheckResult, CheckWorld, HostCheck } from './check.ts'
import { CONFIG_CHECKS } from './config.ts'
import { messageOf } from './members.ts'
import { NAVIGATION_CHECKS } from './navigation.ts'
import { WATCHED_CHECKS } from './watched.ts'

export type { Changeable, CheckResult, CheckWorld, Found, HostCheck, Trace } from './check.ts'

/** All of them, in the order in which they run. What looks for the token comes last: then it has been used. */
export const HOST_CHECKS: readonly HostCheck[] = [
  ...BASIC_CHECKS,
  ...CONFIG_CHECKS,
  ...WATCHED_CHECKS,
  ...NAVIGATION_CHECKS,
  ...AUTH_CHECKS,
]

async function carryOut({ id, title, fix, run }: HostCheck, host: unknown, world: CheckWorld): Promise<CheckResult> {
  try {
    const found = await run(host, world)
    switch (found.kind) {
      case 'ok':
        return { id, title, outcome: 'passed' }
      case 'open':
        return { id, title, outcome: 'open', why: found.why }
      case 'fault':
        return { id, title, outcome: 'failed', why: found.why, fix }
    }
  } catch (error) {
    return { id, title, outcome: 'failed', why: `It threw: ${messageOf(error)}`, fix }
  }
}

/** Runs every check, one after the other: they move through the same address. */
export async function runHostChecks(host: unknown, world: CheckWorld): Promise<CheckResult[]> {
  const results: CheckResult[] = []
  for (const check of HOST_CHECKS) results.push(await carryOut(check, host, world))
  return results
}
