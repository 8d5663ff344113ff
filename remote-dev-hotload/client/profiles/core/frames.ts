import type { StreamEventType } from '../../../../contracts/index.ts'
import { EVENT_ALIASES } from '../../../../contracts/index.ts'
import { isRaw } from '../../decode/index.ts'
import { readEventJson } from '../../decode/event-json.ts'
import type { Raw } from '../../decode/record.ts'
import type { StreamFrame } from '../../stream/index.ts'
import type { Sightings } from './sightings.ts'
import { standingOf } from './tenant.ts'

export interface FrameTranslation {
  /** ms of the server's clock, as far as it is known: Core dates nothing. */
  readonly serverNow: number
  readonly tenantId: string | null
  readonly sightings: Pick<Sightings, 'lastReloadAt' | 'hasEnded'>
}

/**
 * A bare frame of Core → the same event in the words of the contract, stamped on receipt, so that whoever comes after
 * reads one language. Null when it is of another tenant or was told before. What is none of the three events of Core
 * goes on as it is, for the decoder to judge.
 */
export function translateFrame(frame: StreamFrame, { serverNow, tenantId, sightings }: FrameTranslation) {
  const read = readEventJson(frame.data)
  if (!read.ok) return frame
  const { type, sessionId, payload: sent, ts } = read.value
  if (typeof type !== 'string' || (typeof sessionId !== 'string' && typeof sessionId !== 'number')) return frame
  // A time of its own has an event of the contract only.
  if (typeof ts === 'string') return frame
  const raw = isRaw(sent) ? sent : {}
  const id = String(sessionId)
  const at = (ms: number) => new Date(ms).toISOString()
  const told = (event: StreamEventType, ms: number, payload: object): StreamFrame => ({
    id: frame.id,
    ownId: frame.ownId,
    event,
    data: JSON.stringify({ type: event, sessionId: id, ts: at(ms), payload }),
  })
  switch (EVENT_ALIASES[type] ?? type) {
    case 'SessionStarted':
      // It names no expiry, so it is no session yet; the list has to be asked for that.
      return standingOf(raw, tenantId) === 'foreign'
        ? null
        : told('SessionUpdated', serverNow, { status: 'ACTIVE', startedAt: at(serverNow) })
    case 'SessionReloaded': {
      // Reloads without a number are told apart by when they were heard.
      const heardAt = Math.max(serverNow, sightings.lastReloadAt(id) + 1)
      return told('SessionReloaded', heardAt, { ...reloadOf(raw), at: at(heardAt) })
    }
    case 'SessionTerminated':
      if (sightings.hasEnded(id)) return null
      return told('SessionTerminated', serverNow, { note: textOf(raw['note']), endedAt: at(serverNow) })
    default:
      return frame
  }
}

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
const numberOf = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) ? value : 0)

/**
 * The published CLI reports neither outcome nor duration nor number, and Core passes on the zero values of Go: all of
 * them together mean "not reported", not "failed".
 */
function reloadOf(raw: Raw): object {
  const sequence = numberOf(raw['sequence'])
  const durationMs = numberOf(raw['durationMs'])
  const error = textOf(raw['error'])
  const success = typeof raw['success'] === 'boolean' ? raw['success'] : null
  const isUnreported = success !== true && error === null && durationMs === 0 && sequence === 0
  const changed: unknown = raw['changed'] ?? raw['changedFiles']
  return {
    sequence,
    durationMs: durationMs === 0 && sequence === 0 ? null : durationMs,
    success: isUnreported ? null : success,
    error,
    changedFiles: Array.isArray(changed) ? changed.filter((file) => typeof file === 'string') : [],
  }
}
