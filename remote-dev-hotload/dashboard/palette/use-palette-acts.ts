import { assertNever } from '../../kernel/index.ts'
import { defaultQuery, useSessions, withoutFilters, type CommandKind, type SessionQuery } from '../../sessions/index.ts'
import type { OpenDialog } from '../open-dialog.ts'
import { useDashboard } from '../ports.ts'
import type { PaletteAct } from './palette-entries.ts'

export interface PaletteActDeps {
  show(dialog: OpenDialog): void
  /** The list with another question, brought to where it can be seen. */
  showList(query: SessionQuery): void
  /** The focus goes to what was asked for. */
  focus(zone: 'list' | 'detail'): void
}

export interface PaletteActs {
  run(act: PaletteAct): void
  /** Opens the question before a command; false when the session is not known here. */
  ask(command: CommandKind, sessionId: string | null): boolean
}

/** What the entries of the palette do. */
export function usePaletteActs({ show, showList, focus }: PaletteActDeps): PaletteActs {
  const { sessions, open } = useSessions()
  const { place, go, openTab, refresh, reconnect } = useDashboard()

  function ask(command: CommandKind, sessionId: string | null): boolean {
    const session = sessionId === null ? undefined : sessions.byId(sessionId)
    if (session) show({ kind: 'command', command, session })
    return session !== undefined
  }

  function filter(query: SessionQuery): void {
    showList({ ...query, page: 1 })
    focus('list')
  }

  function run(act: PaletteAct): void {
    const { query } = place.value
    switch (act.kind) {
      case 'open':
        open(act.sessionId)
        return focus('detail')
      case 'command':
        return void ask(act.command, act.sessionId)
      case 'tab':
        openTab(act.tab)
        return focus('detail')
      case 'room':
        go({ sessionId: null, room: act.room, alertState: '', auditId: null }, 'push')
        return focus('detail')
      case 'search':
        return filter({ ...defaultQuery, search: act.text })
      case 'clear-filters':
        return filter(withoutFilters(query))
      case 'mine':
        return filter({ ...query, mine: !query.mine })
      case 'stale':
        return filter({ ...query, stale: !query.stale })
      case 'refresh':
        return refresh()
      case 'reconnect':
        return reconnect()
      case 'settings':
      case 'help':
        return show({ kind: act.kind })
      default:
        return assertNever(act)
    }
  }

  return { run, ask }
}
