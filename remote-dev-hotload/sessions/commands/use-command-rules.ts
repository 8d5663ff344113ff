import type { Session } from '../../../contracts/index.ts'
import { useText } from '../../ui/index.ts'
import type { CommandKind } from './command.ts'
import { barOf } from './command-rules.ts'
import { useSessions } from '../ports.ts'

/** Why a command cannot be given now, in words; null when it can. One rule for rows, header, palette and runs. */
export function useCommandRules(): { whyNot(kind: CommandKind, session: Session): string | null } {
  const { commands, isOffline, offers } = useSessions()
  const { t } = useText()
  return {
    whyNot(kind, session) {
      const isRunning = commands.openFor(session.sessionId, kind) !== null
      const bar = barOf(kind, session, { isRunning, isOffline: isOffline(), offers: offers.value })
      if (bar === 'notOffered') return t(`command.${kind}.notOffered`)
      return bar && t(`command.${bar}`, { owner: session.developer.name ?? session.developer.id })
    },
  }
}
