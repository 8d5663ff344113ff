import type { ServerOffers } from '../../../contracts/index.ts'
import { tellsHeartbeats, type CommandKind } from '../../sessions/index.ts'
import type { IconName, Text } from '../../ui/index.ts'
import { TABS, type RoomName, type TabName } from '../place.ts'

/** What an entry does when it is chosen. */
export type PaletteAct =
  | { readonly kind: 'open'; readonly sessionId: string }
  | { readonly kind: 'command'; readonly command: CommandKind; readonly sessionId: string }
  | { readonly kind: 'tab'; readonly tab: TabName }
  | { readonly kind: 'room'; readonly room: RoomName }
  | { readonly kind: 'search'; readonly text: string }
  | { readonly kind: 'refresh' | 'reconnect' | 'settings' | 'help' | 'clear-filters' | 'mine' | 'stale' }

export type PaletteGroup = 'sessions' | 'commands' | 'views' | 'acts' | 'search'

export interface PaletteEntry {
  /** The same as long as it means the same, so that it can be remembered. */
  readonly id: string
  readonly group: PaletteGroup
  readonly icon: IconName
  readonly title: string
  readonly detail: string | null
  /** Found by these as well: ids, and the English words of tools. */
  readonly keywords: readonly string[]
  /** Why it cannot be chosen now. */
  readonly why: string | null
  readonly act: PaletteAct
}

/** A session as far as the palette names it, in the reader's words. */
export interface PaletteSession {
  readonly sessionId: string
  readonly pluginId: string
  readonly name: string
  readonly owner: string
  readonly status: string
  readonly icon: IconName
  readonly whyNot: Readonly<Record<CommandKind, string | null>>
}

/** What the palette can reach. */
export interface PaletteModel {
  readonly sessions: readonly PaletteSession[]
  readonly openId: string | null
  readonly isMine: boolean
  readonly isStale: boolean
  readonly isFiltered: boolean
  readonly offers: ServerOffers
}

type Say = Text['t']

const COMMANDS = ['reload', 'terminate', 'refresh-metrics'] as const
const ROOMS = ['overview', 'alerts', 'activity'] as const
const COMMAND_ICONS = { reload: 'reload', terminate: 'terminate', 'refresh-metrics': 'refresh' } as const
const ROOM_ICONS = { overview: 'info', alerts: 'warn', activity: 'waiting' } as const
/** One letter is not yet a search. */
const SHORTEST_SEARCH = 2

/** Everything that can be chosen, before it is narrowed down to what the query finds. */
export function buildEntries(model: PaletteModel, query: string, t: Say): readonly PaletteEntry[] {
  const opened = model.sessions.find(({ sessionId }) => sessionId === model.openId)
  return [
    ...model.sessions.map((session) => openEntry(session, t)),
    ...commandEntries(model, opened, query, t),
    ...(opened ? TABS.map((tab) => tabEntry(tab, opened, model, t)) : []),
    ...ROOMS.map((room) => roomEntry(room, model, t)),
    ...actEntries(model, t),
    ...searchEntry(query, t),
  ]
}

const openEntry = ({ sessionId, pluginId, name, owner, status, icon }: PaletteSession, t: Say): PaletteEntry => ({
  id: `session:${sessionId}`,
  group: 'sessions',
  icon,
  title: name,
  detail: t('palette.session', { owner, status }),
  keywords: [sessionId, pluginId, owner, status],
  why: null,
  act: { kind: 'open', sessionId },
})

/** Those of the open session; of another one only when the query names the act, else the list would be full of them. */
function commandEntries(model: PaletteModel, opened: PaletteSession | undefined, query: string, t: Say) {
  return COMMANDS.flatMap((command) => {
    const isNamed = namesAct(query, [t(`command.${command}.act`), command])
    const near = opened ? [opened] : []
    const others = isNamed ? model.sessions.filter((session) => session !== opened) : []
    return [...near, ...others].map((session): PaletteEntry => {
      const { sessionId, pluginId, name, owner, whyNot } = session
      return {
        id: `${command}:${sessionId}`,
        group: 'commands',
        icon: COMMAND_ICONS[command],
        title: t(`palette.command.${command}`, { name }),
        detail: session === opened ? t('palette.opened') : owner,
        keywords: [command, pluginId, sessionId, owner],
        why: whyNot[command],
        act: { kind: 'command', command, sessionId },
      }
    })
  })
}

/** True when the query begins with the act's word, or with the beginning of it. */
function namesAct(query: string, words: readonly string[]): boolean {
  const text = query.trim().toLowerCase()
  const [first = ''] = text.split(/\s+/u)
  return words
    .map((word) => word.toLowerCase())
    .some((word) => text.startsWith(word) || (first.length >= 2 && word.startsWith(first)))
}

/** What the server must offer for a view to show more than a sentence. */
const NEEDS = { logs: 'logs', metrics: 'metrics', alerts: 'alerts', activity: 'audit' } as const

function isEmptyView(view: TabName | RoomName, { offers }: PaletteModel): boolean {
  const need = Object.entries(NEEDS).find(([name]) => name === view)?.[1]
  return need !== undefined && !offers[need]
}

/** The view can still be gone to, as by a link: it says why it is empty. */
const tabEntry = (tab: TabName, { name }: PaletteSession, model: PaletteModel, t: Say): PaletteEntry => ({
  id: `tab:${tab}`,
  group: 'views',
  icon: 'next',
  title: t(`tab.${tab}`),
  detail: isEmptyView(tab, model) ? t('palette.notOffered') : name,
  keywords: [tab],
  why: null,
  act: { kind: 'tab', tab },
})

const roomEntry = (room: (typeof ROOMS)[number], model: PaletteModel, t: Say): PaletteEntry => ({
  id: `room:${room}`,
  group: 'views',
  icon: ROOM_ICONS[room],
  title: t(`palette.room.${room}`),
  detail: t(isEmptyView(room, model) ? 'palette.notOffered' : 'palette.everySession'),
  keywords: [room],
  why: null,
  act: { kind: 'room', room },
})

function actEntries({ isMine, isStale, isFiltered, offers }: PaletteModel, t: Say): readonly PaletteEntry[] {
  const entry = (
    kind: Exclude<PaletteAct['kind'], 'open' | 'command' | 'tab' | 'room' | 'search'>,
    icon: IconName,
    title: string,
    why: string | null = null,
  ): PaletteEntry => ({
    id: `act:${kind}`,
    group: 'acts',
    icon,
    title,
    detail: null,
    keywords: [kind],
    why,
    act: { kind },
  })
  return [
    entry('mine', 'filter', t(isMine ? 'palette.act.everybodys' : 'palette.act.mine')),
    entry(
      'stale',
      'filter',
      t(isStale ? 'palette.act.notOnlyStale' : 'palette.act.stale'),
      isStale || tellsHeartbeats(offers) ? null : t('palette.noHeartbeats'),
    ),
    entry('clear-filters', 'close', t('palette.act.clearFilters'), isFiltered ? null : t('palette.notFiltered')),
    entry('refresh', 'refresh', t('palette.act.refresh')),
    entry('reconnect', 'live', t('palette.act.reconnect')),
    entry('settings', 'settings', t('palette.act.settings')),
    entry('help', 'keyboard', t('palette.act.help')),
  ]
}

/** The list knows one page; the server knows all. */
function searchEntry(query: string, t: Say): readonly PaletteEntry[] {
  const text = query.trim()
  if ([...text].length < SHORTEST_SEARCH) return []
  const title = t('palette.searchAll', { text })
  const act = { kind: 'search', text } as const
  return [{ id: 'search', group: 'search', icon: 'search', title, detail: null, keywords: [], why: null, act }]
}
