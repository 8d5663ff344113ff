import type { DevHotloadHost } from '../../../contracts/index.ts'
import { calmHost } from '../gate/calm-host.ts'
import { leaveCommandCrumbs } from '../telemetry/command-crumbs.ts'
import { createNoteAct } from '../telemetry/note-act.ts'
import { MASKS } from '../telemetry/masks.ts'
import { createTabCommandMemory } from './command-memory.ts'
import { createCommandSender, type CommandDeps, type CommandSender } from './send-command.ts'

/** The sender of this tab, which remembers what was on its way and leaves crumbs. A chunk of its own. */
export function createTabSender({
  host,
  ...deps
}: Omit<CommandDeps, 'memory'> & { host: DevHotloadHost }): CommandSender {
  const { clock, stores } = deps
  const memory = createTabCommandMemory(host, clock, window)
  const { open, breadcrumb } = calmHost(host).telemetry
  open(MASKS)
  const endCrumbs = leaveCommandCrumbs({ commands: stores.commands, clock, breadcrumb })
  const sender = createCommandSender({ ...deps, memory })
  return {
    ...sender,
    note: createNoteAct(breadcrumb, clock),
    dispose() {
      endCrumbs()
      sender.dispose()
    },
  }
}
