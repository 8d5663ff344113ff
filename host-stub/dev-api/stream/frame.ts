import { LOG_LEVELS } from '../../../contracts/index.ts'
import type { Caller } from '../auth/caller.ts'
import { toIso } from '../clock.ts'
import { allowedActions } from '../sessions/allowed-actions.ts'
import type { EventIds, EventPlace } from './event-id.ts'
import type { StreamEvent } from './stream-event.ts'

/** What a receiver wants to see. */
export interface FrameFilter {
  /** Empty: all sessions of the tenant. */
  sessionIds: ReadonlySet<string>
  logs: boolean
  /** Index in `LOG_LEVELS`. */
  minLevel: number
}

interface Levelled {
  level: (typeof LOG_LEVELS)[number]
}

const loudEnough = (entry: Levelled, minLevel: number) => LOG_LEVELS.indexOf(entry.level) >= minLevel

/** The log payload without the lines that are too quiet; `null` when nothing is left. */
const filterLog = ({ type, payload }: StreamEvent, minLevel: number): string | null => {
  if (minLevel === 0) return payload
  if (type === 'LogEntry') return loudEnough(JSON.parse(payload) as Levelled, minLevel) ? payload : null
  const { entries } = JSON.parse(payload) as { entries: Levelled[] }
  const loud = entries.filter((entry) => loudEnough(entry, minLevel))
  if (loud.length === entries.length) return payload
  return loud.length > 0 ? JSON.stringify({ entries: loud }) : null
}

const payloadFor = (event: StreamEvent, caller: Caller, { logs, minLevel }: FrameFilter): string | null => {
  if (event.type === 'LogEntry' || event.type === 'LogBatch') return logs ? filterLog(event, minLevel) : null
  if (!event.access) return event.payload
  // The payload is a JSON object with fields; the receiver's actions go in as its last one.
  return `${event.payload.slice(0, -1)},"allowedActions":${JSON.stringify(allowedActions(caller, event.access))}}`
}

const frame = (id: string, event: Omit<StreamEvent, 'seq' | 'n' | 'access'>): string => {
  const session = event.sessionId === null ? '' : `"sessionId":${JSON.stringify(event.sessionId)},`
  const data = `{"type":"${event.type}",${session}"tenantId":"${event.tenantId}","ts":"${toIso(event.at)}","payload":${event.payload}}`
  return `id: ${id}\nevent: ${event.type}\ndata: ${data}\n\n`
}

/** Writes events as bytes of the stream for one receiver. */
export const createFrameWriter = (ids: EventIds, caller: Caller, filter: FrameFilter) => ({
  /** `null` when the event is not for this receiver. */
  event(event: StreamEvent): string | null {
    if (filter.sessionIds.size > 0 && !filter.sessionIds.has(event.sessionId ?? '')) return null
    const payload = payloadFor(event, caller, filter)
    return payload === null ? null : frame(ids.write(event), { ...event, payload })
  },

  /** Says that events are missing; its own id is where the stream goes on. */
  gap(
    at: number,
    goesOnAfter: EventPlace,
    gap: { reason: string; fromId: string; toId: string; missed?: number },
  ): string {
    return frame(ids.write(goesOnAfter), {
      tenantId: caller.tenant.id,
      at,
      sessionId: null,
      type: 'StreamGap',
      payload: JSON.stringify(gap),
    })
  },

  /** Lets the client resume from here although it has seen no event yet. */
  cursor: (place: EventPlace): string => `id: ${ids.write(place)}\n\n`,
})

export type FrameWriter = ReturnType<typeof createFrameWriter>
