import type { SESSION_STATUSES } from '../../../../contracts/records.ts'
import { createRandom } from '../random.ts'

export type KnownStatus = (typeof SESSION_STATUSES)[number]

export interface PoolReload {
  readonly reloadId: string
  readonly sequence: number
  readonly at: number
  readonly durationMs: number
  readonly buildTimeMs: number
  readonly success: boolean
}

/** One session of the tenant; times are ms since the epoch. */
export interface PoolSession {
  /** Counts the sessions in the order of their making. */
  readonly no: number
  readonly sessionId: string
  readonly pluginId: string
  readonly pluginName: string
  readonly developerId: string
  readonly developerName: string
  readonly startedAt: number
  /** What a search looks through, in lower case. */
  readonly searchText: string
  /** Its heartbeats have stopped for good. */
  readonly isLost: boolean
  status: KnownStatus
  statusReason: string | null
  lastHeartbeatAt: number
  endedAt: number | null
  note: string | null
  lastReload: PoolReload | null
  reloadFailureCount: number
  errorCount: number
  /** The count when the page first heard of it; null before. */
  toldErrors: number | null
  warnCount: number
  logRatePerSec: number
}

export interface SessionPool {
  readonly sessions: readonly PoolSession[]
  byId(sessionId: string): PoolSession | undefined
  /** A session that starts at `now`. */
  add(now: number): PoolSession
}

/** The person whose browser it is. */
export const USER_ID = 'u-1'

const PLUGINS = 400
const PEOPLE = 120
const OLDEST_MS = 3 * 86_400_000
const SILENT_MS = 20 * 60_000
const LOST_SHARE = 0.02
const STATUSES: readonly [status: KnownStatus, share: number][] = [
  ['ACTIVE', 0.78],
  ['TERMINATED', 0.08],
  ['FAILED', 0.06],
  ['EXPIRED', 0.04],
  ['RELOADING', 0.02],
  ['PENDING', 0.02],
]
const THINGS = 'Orders Invoices Catalog Pricing Returns Loyalty Shipping Search Chat Reports'.split(' ')
const FIRST = 'Ana Bo Chen Dina Emil Fatima Goran Hana Igor Jin'.split(' ')
const LAST = 'Abel Berg Costa Dahl Evans Fischer Gupta Haas Ito Jensen Kovac Lund'.split(' ')

export const hasEnded = ({ status }: Pick<PoolSession, 'status'>): boolean =>
  status === 'TERMINATED' || status === 'EXPIRED'

/** `count` sessions that are the same in every run but for the moment `now` that their times hang on. */
export function createSessionPool(count: number, seed: number, now: number): SessionPool {
  const random = createRandom(seed)
  const below = (limit: number) => Math.floor(random() * limit)
  const hex = (length: number) => Array.from({ length }, () => below(16).toString(16)).join('')
  const sessions: PoolSession[] = []
  const ids = new Map<string, PoolSession>()

  function make(startedAt: number, status: KnownStatus, at: number): PoolSession {
    const no = sessions.length + 1
    const plugin = below(PLUGINS)
    const person = below(PEOPLE)
    const sessionId = `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`
    const pluginId = `com.powerx.${THINGS[plugin % THINGS.length]!.toLowerCase()}-${plugin}`
    const pluginName = `${THINGS[plugin % THINGS.length]} ${plugin}`
    const developerName = `${FIRST[person % FIRST.length]} ${LAST[Math.floor(person / FIRST.length)]}`
    const isLost = random() < LOST_SHARE
    const isNew = startedAt === at
    const session: PoolSession = {
      no,
      sessionId,
      pluginId,
      pluginName,
      developerId: person === 0 ? USER_ID : `u-dev-${person}`,
      developerName,
      startedAt,
      searchText: `${pluginId} ${pluginName} ${developerName} ${sessionId}`.toLowerCase(),
      isLost,
      status,
      statusReason: status === 'FAILED' ? 'The build stopped.' : null,
      lastHeartbeatAt: isLost ? Math.max(startedAt, at - SILENT_MS) : at,
      endedAt: hasEnded({ status }) ? at - below(SILENT_MS) : null,
      note: status === 'EXPIRED' ? 'expired' : null,
      lastReload: isNew ? null : makeReload(1 + below(40), startedAt + below(at - startedAt)),
      reloadFailureCount: below(3),
      // Never none, so that every row has a figure to be compared.
      errorCount: 1 + below(300),
      toldErrors: null,
      warnCount: below(500),
      logRatePerSec: below(50) / 10,
    }
    sessions.push(session)
    ids.set(sessionId, session)
    return session
  }

  const makeReload = (sequence: number, at: number): PoolReload => ({
    reloadId: `r-${sequence}`,
    sequence,
    at,
    durationMs: 20 + below(970),
    buildTimeMs: 5 + below(200),
    success: true,
  })

  for (let made = 0; made < count; made++) make(now - 60_000 - below(OLDEST_MS), pickStatus(random()), now)
  return { sessions, byId: (sessionId) => ids.get(sessionId), add: (at) => make(at, 'ACTIVE', at) }
}

function pickStatus(dice: number): KnownStatus {
  let rest = dice
  return (STATUSES.find(([, share]) => (rest -= share) < 0) ?? STATUSES[0]!)[0]
}
