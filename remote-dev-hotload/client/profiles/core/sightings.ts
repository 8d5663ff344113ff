import type { Reload, Session } from '../../../../contracts/index.ts'
import type { StreamEvent } from '../../decode/index.ts'
import { startOf } from './session-view.ts'

/** What was seen of a session beside the list, which tells neither its start nor its reloads nor how it ended. */
interface Sighting {
  startedAt: string | null
  /** When its time is over, ms of the server's clock; known once it was seen alive. */
  plannedEnd: number | null
  reloads: number
  failures: number
  lastReload: Reload | null
  /** `heardAt`: ms of our clock. */
  end: { readonly heardAt: number; readonly at: string | null; readonly note: string | null } | null
}

export interface Moment {
  /** When the question for the session was asked, ms of our clock. */
  readonly askedAt: number
  /** ms of the server's clock. */
  readonly serverNow: number
}

/** Keeps what the stream tells once, and puts it to what the list tells again and again. */
export interface Sightings {
  learn(event: StreamEvent, now: number): void
  /** When the newest reload of the session was heard, ms; 0 when none was. */
  lastReloadAt(sessionId: string): number
  hasEnded(sessionId: string): boolean
  complete(session: Session, moment: Moment): Session
  clear(): void
}

/** The stream tells of all tenants: what nobody asks for again is forgotten. */
const MOST_SESSIONS = 2_000

export function createSightings(): Sightings {
  const known = new Map<string, Sighting>()

  function of(sessionId: string): Sighting {
    const found = known.get(sessionId) ?? {
      ...{ startedAt: null, plannedEnd: null, reloads: 0, failures: 0, lastReload: null, end: null },
    }
    known.delete(sessionId)
    known.set(sessionId, found)
    const [oldest] = known.keys()
    if (known.size > MOST_SESSIONS && oldest !== undefined) known.delete(oldest)
    return found
  }

  return {
    learn(event, now) {
      if (event.kind === 'session-updated') {
        if (event.patch.startedAt) of(event.sessionId).startedAt ??= event.patch.startedAt
      } else if (event.kind === 'session-reloaded') {
        const seen = of(event.sessionId)
        seen.reloads++
        if (event.reload.success === false) seen.failures++
        seen.lastReload = event.reload
      } else if (event.kind === 'session-terminated') {
        const { note, endedAt } = event.end
        of(event.sessionId).end ??= { heardAt: now, at: endedAt ?? event.ts, note }
      }
    },
    lastReloadAt: (sessionId) => Date.parse(known.get(sessionId)?.lastReload?.at ?? '') || 0,
    hasEnded: (sessionId) => Boolean(known.get(sessionId)?.end),
    complete(session, moment) {
      const seen = of(session.sessionId)
      const fate = fateOf(session, seen, moment)
      const isOver = fate.status === 'TERMINATED' || fate.status === 'EXPIRED'
      return {
        ...session,
        ...fate,
        startedAt: seen.startedAt ?? (seen.plannedEnd === null ? session.startedAt : startOf(iso(seen.plannedEnd))),
        lastReload: seen.lastReload ?? session.lastReload,
        lastReloadAt: seen.lastReload?.at ?? session.lastReloadAt,
        reloadCount: Math.max(seen.reloads, session.reloadCount),
        metrics: { ...session.metrics, reloadCount: seen.reloads, reloadFailureCount: seen.failures },
        allowedActions: isOver ? [] : ['TERMINATE'],
      }
    },
    clear: () => known.clear(),
  }
}

type Fate = Pick<Session, 'status' | 'endedAt' | 'terminationNote'>

const iso = (at: number): string => new Date(at).toISOString()

/**
 * Whether it lives, and how it came to its end. Core ends what is over its time without a word and with the word of
 * a terminate; with the end it also moves `expiresAt` there, which tells the two apart for who knows the planned one.
 */
function fateOf(session: Session, seen: Sighting, { askedAt, serverNow }: Moment): Fate {
  const { status, terminationNote } = session
  const expires = Date.parse(session.expiresAt)
  const hasExpiry = expires > 0
  if (status === 'EXPIRED') return { status, endedAt: session.endedAt ?? session.expiresAt, terminationNote }
  if (seen.end && (status === 'TERMINATED' || askedAt <= seen.end.heardAt)) {
    const { at, note } = seen.end
    return { status: note === 'expired' ? 'EXPIRED' : 'TERMINATED', endedAt: at, terminationNote: note }
  }
  if (status === 'TERMINATED') {
    const { plannedEnd } = seen
    if (plannedEnd !== null && hasExpiry && expires >= plannedEnd)
      return { status: 'EXPIRED', endedAt: iso(plannedEnd), terminationNote }
    const isPast = hasExpiry && expires <= serverNow
    return { status, endedAt: session.endedAt ?? (isPast ? session.expiresAt : null), terminationNote }
  }
  if (hasExpiry) seen.plannedEnd = expires
  return hasExpiry && expires <= serverNow
    ? { status: 'EXPIRED', endedAt: session.expiresAt, terminationNote }
    : { status, endedAt: session.endedAt, terminationNote }
}
