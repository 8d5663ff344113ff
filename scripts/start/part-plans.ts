import { ALERT_ENV } from '../../host-stub/dev-api/escalation/alert-targets.ts'
import type { PartPlan } from './part.ts'
import type { Ports } from './ports.ts'
import type { StartOptions } from './start-options.ts'

/** Where everything is served in this run. */
export interface Addresses {
  shell: string
  remote: string
  api: string
  /** What the panel talks to instead of the Dev API, when things are to go wrong. */
  faults: string | null
  /** What a person opens. */
  panel: string
}

export const addressesOf = ({ shell, remote, api, faults }: Ports): Addresses => ({
  shell: `http://127.0.0.1:${shell}`,
  remote: `http://127.0.0.1:${remote}`,
  api: `http://127.0.0.1:${api}`,
  faults: faults === null ? null : `http://127.0.0.1:${faults}`,
  panel: `http://127.0.0.1:${shell}/dev-hotload`,
})

// Whose keys may wake people: a plugin's own build runs in one of the parts.
const NO_ALERT_KEYS = Object.fromEntries(Object.values(ALERT_ENV).map((name) => [name, undefined]))

/** How each part is started, in the order in which they need each other. */
export const planParts = (root: string, ports: Ports, options: StartOptions): PartPlan[] => {
  const at = addressesOf(ports)
  const program = (file: string, ...args: string[]) => ['--import', 'tsx', file, ...args]
  const here = { cwd: root, env: NO_ALERT_KEYS }
  const planFaults = (): PartPlan[] => {
    if (options.faults === null || ports.faults === null) return []
    const { scenario, seed } = options.faults
    const args = ['--port', String(ports.faults), '--to', at.api, '--scenario', scenario, '--seed', String(seed)]
    return [
      {
        name: 'faults',
        title: `the fault server (${scenario}, seed ${seed})`,
        args: program('host-stub/faults/main.ts', ...args),
        ready: /^Faults are ready: /,
        ...here,
      },
    ]
  }
  const plans: PartPlan[] = [
    {
      name: 'dev-api',
      title: options.profile === 'core' ? 'the double of PowerX Core' : 'the Dev API',
      args: program(
        'host-stub/dev-api/main.ts',
        ...['--port', String(ports.api), '--profile', options.profile],
        ...(options.db ? ['--db', options.db] : []),
        ...(options.tokenTtl ? ['--token-ttl', options.tokenTtl] : []),
      ),
      ready: /^Dev API is ready: /,
      cwd: root,
      env: {},
    },
    ...planFaults(),
    {
      name: 'remote',
      title: "the panel's files",
      args: program('scripts/serve-remote.ts', '--port', String(ports.remote)),
      ready: /^Remote is ready: /,
      ...here,
    },
    {
      name: 'shell',
      title: 'the shell',
      args: program(
        'host-stub/shell/server/main.ts',
        ...['--port', String(ports.shell), '--api', at.api, '--remote', at.remote],
        // The sign-in stays calm: only what the panel itself asks goes through the faults.
        ...(at.faults === null ? [] : ['--config', `PX_DEV_API_BASE_URL=${at.faults}`]),
      ),
      ready: /^Shell is ready: /,
      ...here,
    },
  ]
  if (options.plugin === null) return plans
  const where = ['--dir', options.plugin, '--api', at.api, '--shell', at.shell]
  const session = [...where, '--profile', options.profile, '--takeover', '--stay', '--quiet']
  return [
    ...plans,
    {
      name: 'plugin-session',
      title: 'a plugin session',
      args: program('host-stub/plugin-session/main.ts', ...session),
      ready: /^Session \S+ is live: /,
      ...here,
    },
  ]
}
