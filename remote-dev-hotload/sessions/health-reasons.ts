import type { Session } from '../../contracts/index.ts'
import { longReload, UNSEEN_MS, type Evidence, type Heartbeat } from './session-evidence.ts'

/** A sentence below `health.reason`. Texts of a server or a CLI come as named values and are only ever shown as text. */
export interface HealthReason {
  readonly key: string
  readonly named: Readonly<Record<string, string | number>>
}

const MOST_CHARS = 300

/** One line of a foreign text; what turns the direction of writing would turn our sentence around it too. */
function quoted(text: string | null | undefined): string | null {
  const line = (text ?? '')
    .slice(0, MOST_CHARS * 4)
    .replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\s]+/gu, ' ')
    .trim()
  if (line === '') return null
  return line.length > MOST_CHARS ? `${line.slice(0, MOST_CHARS)}…` : line
}

const plain = (key: string): HealthReason => ({ key, named: {} })
const said = (key: string, text: string | null): HealthReason =>
  text === null ? plain(key) : { key: `${key}Said`, named: { text } }
const ageOf = (heartbeat: Heartbeat): number => ('ageMs' in heartbeat ? heartbeat.ageMs : 0)

export const unknown = ({ status }: Session): HealthReason => ({
  key: 'unknown',
  named: { text: quoted(status) ?? '?' },
})

export function running({ statusReason }: Session, { now, seenAt }: Evidence, { kind }: Heartbeat): HealthReason {
  if (seenAt === null || now - seenAt > UNSEEN_MS) return plain('runningUnseen')
  const text = quoted(statusReason)
  if (text !== null) return said('running', text)
  return plain(kind === 'untold' ? 'runningUntold' : 'running')
}

export function reloading(session: Session, evidence: Evidence): HealthReason {
  const long = longReload(session, evidence)
  if (!long) return said('reloading', quoted(session.statusReason))
  const { elapsedMs, usualMs } = long
  return usualMs === null
    ? { key: 'reloadingLong', named: { elapsedMs } }
    : { key: 'reloadingLongUsual', named: { elapsedMs, usualMs } }
}

export const reloadFailed = ({ lastReload, statusReason }: Session): HealthReason =>
  said('reloadFailed', quoted(lastReload?.error) ?? quoted(statusReason))

export const failed = ({ lastReload, statusReason }: Session): HealthReason =>
  said('failed', quoted(statusReason) ?? (lastReload?.success === false ? quoted(lastReload.error) : null))

export const silent = (word: 'late' | 'lost', heartbeat: Heartbeat): HealthReason => ({
  key: word,
  named: { ageMs: ageOf(heartbeat) },
})

/** `isFixed`: no sign of life extends the session's time. */
export const expiry = (word: 'expiring' | 'overdue', leftMs: number, isFixed: boolean): HealthReason => ({
  key: isFixed && word === 'expiring' ? 'expiringFixed' : word,
  named: { leftMs: Math.abs(leftMs) },
})

export const ending = ({ statusReason }: Session, heartbeat: Heartbeat): HealthReason =>
  heartbeat.kind === 'lost'
    ? { key: 'endingLost', named: { ageMs: ageOf(heartbeat) } }
    : said('ending', quoted(statusReason))

export const expired = (isFixed: boolean): HealthReason => plain(isFixed ? 'expiredFixed' : 'expired')

/** By whom and why, as far as the server tells. */
export function ended({ terminationNote, statusReason }: Session): HealthReason {
  const note = quoted(terminationNote)
  const text = quoted(statusReason)
  if (note === null || note === text) return said('ended', text)
  return text === null ? { key: 'endedNote', named: { note } } : { key: 'endedNoteSaid', named: { note, text } }
}
