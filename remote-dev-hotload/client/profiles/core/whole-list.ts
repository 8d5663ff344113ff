import type { Session } from '../../../../contracts/index.ts'
import { err, ok, type Clock, type Result } from '../../../kernel/index.ts'
import { apiError, type ApiError } from '../../api-error.ts'
import { isRaw } from '../../decode/index.ts'
import type { Http } from '../../http.ts'
import { listUrl } from './address.ts'
import { askCore } from './read-answer.ts'
import { decodeCoreSession } from './session-view.ts'
import { standingOf } from './tenant.ts'

/** All sessions of the tenant, newest first, as Core shows them. */
export interface WholeList {
  readonly sessions: readonly Session[]
  /** ms of our clock. */
  readonly askedAt: number
  readonly rejected: number
}

export interface WholeListDeps {
  http: Http
  base: string
  clock: Pick<Clock, 'now' | 'monotonic'>
  tenantId: () => string | null
  signal: AbortSignal
  /** The server has said what its clock shows, ms. */
  onTime: (serverNow: number) => void
}

export interface WholeListReader {
  /** Whoever asks while an answer is on its way, or has just come, gets that one. */
  read(): Promise<Result<WholeList, ApiError>>
  /** Something has changed: what is known or on its way is older than that. */
  outdated(): void
  /** Whether the newest answers name it. */
  has(sessionId: string): boolean
  /** It was asked for by itself and is the tenant's. */
  add(sessionId: string): void
  /** Another tenant. */
  forget(): void
}

/** What Core gives at most. */
const PAGE = 200
/** More are not read: that is years of sessions, and each page is a question. */
const MOST_PAGES = 50
/** One draw of the panel asks several questions, and the list answers all of them. */
const FRESH_MS = 1_000
/** Ended sessions do not change, but they can be purged. */
const WHOLE_EVERY_MS = 300_000

const hasEnded = ({ status }: Session): boolean => status === 'TERMINATED' || status === 'EXPIRED'

export function createWholeListReader(deps: WholeListDeps): WholeListReader {
  const { http, base, clock, tenantId, signal, onTime } = deps
  let version = 0
  let era = 0
  let known: (WholeList & { readonly version: number; readonly at: number; readonly wholeAt: number }) | null = null
  let running: { readonly version: number; readonly answer: Promise<Result<WholeList, ApiError>> } | null = null
  const own = new Set<string>()

  /** True when everything behind this page is known and has ended. */
  function endsHere(seen: ReadonlyMap<string, Session>, last: Session | undefined): boolean {
    if (!known || !last || clock.monotonic() - known.wholeAt > WHOLE_EVERY_MS) return false
    const isKnown = known.sessions.some(({ sessionId }) => sessionId === last.sessionId)
    return isKnown && known.sessions.every((session) => hasEnded(session) || seen.has(session.sessionId))
  }

  /** What was known behind the last one that was read. */
  function restAfter(seen: ReadonlyMap<string, Session>, last: Session | undefined): readonly Session[] {
    const all = known?.sessions ?? []
    const at = all.findIndex(({ sessionId }) => sessionId === last?.sessionId)
    return all.slice(at + 1).filter(({ sessionId }) => !seen.has(sessionId))
  }

  async function begin(mine: number): Promise<Result<WholeList, ApiError>> {
    const [tenant, askedIn, askedAt] = [tenantId(), era, clock.now()]
    // A session that starts meanwhile pushes the others one further, and they come twice.
    const seen = new Map<string, Session>()
    let [offset, rejected, rest, isWhole] = [0, 0, [] as readonly Session[], true]
    for (let pages = 1; ; pages++) {
      const answer = await askCore(http, { method: 'GET', url: listUrl(base, PAGE, offset), signal })
      if (!answer.ok) return answer
      // Half of it would be another tenant's.
      if (askedIn !== era || tenant !== tenantId()) return err(apiError('DH_API_001'))
      const { data, answeredAt, requestId } = answer.value
      if (answeredAt !== null) onTime(answeredAt)
      const items: unknown = Array.isArray(data) ? data : isRaw(data) ? (data['items'] ?? []) : null
      if (!Array.isArray(items)) return err(apiError('DH_API_003', { status: 200, requestId }))
      let last: Session | undefined
      for (const item of items as unknown[]) {
        if (isRaw(item) && standingOf(item, tenant) === 'foreign') continue
        const session = decodeCoreSession(item, tenant)
        if (!session) rejected++
        else seen.set(session.sessionId, (last = session))
      }
      offset += items.length
      if (items.length < pageSizeOf(data) || pages >= MOST_PAGES) break
      if (endsHere(seen, last)) {
        rest = restAfter(seen, last)
        isWhole = false
        break
      }
    }
    const at = clock.monotonic()
    const wholeAt = isWhole ? at : (known?.wholeAt ?? at)
    const list = { sessions: [...seen.values(), ...rest], askedAt, rejected, version: mine, at, wholeAt }
    // A later question may have been answered first.
    if (known && known.version > mine) return ok(list)
    known = list
    own.clear()
    for (const { sessionId } of list.sessions) own.add(sessionId)
    return ok(list)
  }

  return {
    read() {
      if (running?.version === version) return running.answer
      if (known?.version === version && clock.monotonic() - known.at < FRESH_MS) return Promise.resolve(ok(known))
      const mine = version
      const answer = begin(mine).finally(() => {
        if (running?.answer === answer) running = null
      })
      running = { version: mine, answer }
      return answer
    },
    outdated: () => void version++,
    has: (sessionId) => own.has(sessionId),
    add: (sessionId) => void own.add(sessionId),
    forget() {
      version++
      era++
      known = running = null
      own.clear()
    },
  }
}

/** A server may give less than it was asked for, and says so. */
function pageSizeOf(data: unknown): number {
  const limit = isRaw(data) ? data['limit'] : null
  return typeof limit === 'number' && limit > 0 ? Math.min(limit, PAGE) : PAGE
}
