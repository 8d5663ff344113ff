import type { DevHotloadHost } from '../../../contracts/index.ts'
import { importChunk } from '../../kernel/index.ts'
import { createLaterSender } from './later-sender.ts'
import type { CommandDeps, CommandSender } from './send-command.ts'

export interface PanelSenderDeps extends Omit<CommandDeps, 'memory'> {
  host: DevHotloadHost
  /** Resolves once what has been answered is on screen. */
  whenDrawn: () => Promise<void>
}

/** The commands of this panel; their code is asked for after the first table. */
export function createPanelSender({ host, whenDrawn, ...deps }: PanelSenderDeps): CommandSender {
  const { stores, clock, uuid } = deps
  return createLaterSender({
    when: whenDrawn,
    async load(again) {
      const create = await importChunk(async () => (await import('./tab-sender.ts')).createTabSender, again)
      return create({ ...deps, host })
    },
    missed(kind, sessionId, reason) {
      const key = uuid()
      const at = clock.now()
      stores.commands.begin({ key, kind, sessionId, title: sessionId, reason, runId: null, requestedAt: at })
      stores.commands.failed(key, { code: 'DH_LOAD_001', at })
    },
  })
}
