import type { DevHotloadHost } from '../../../contracts/index.ts'
import { createTabCommandMemory } from './command-memory.ts'
import { createCommandSender, type CommandDeps, type CommandSender } from './send-command.ts'

/** The sender of this tab, which remembers what was on its way. A chunk of its own. */
export function createTabSender({
  host,
  ...deps
}: Omit<CommandDeps, 'memory' | 'telemetry'> & { host: DevHotloadHost }): CommandSender {
  const memory = createTabCommandMemory(host, deps.clock, window)
  return createCommandSender({ ...deps, memory, telemetry: host.telemetry })
}
