import type { EventIds, EventPlace } from './event-id.ts'
import type { EventLog } from './event-log.ts'

/** Where a stream begins, and what is missing before that. */
export interface StartingPoint {
  from: EventPlace
  gap: { fromId: string; toId: string; missed?: number } | null
}

export interface Wish {
  tenantId: string
  lastEventId: string | null
  /** Milliseconds. */
  since: number | null
}

/** Finds the place to go on from: after the last event id, else since a time, else now. */
export const createStartingPoints = (log: EventLog, ids: EventIds) => {
  const afterId = (tenantId: string, lastEventId: string): StartingPoint => {
    const { last, pruned } = log.head(tenantId)
    const place = ids.read(lastEventId)
    const unknown = (): StartingPoint => ({ from: last, gap: { fromId: lastEventId, toId: ids.write(last) } })
    if (!place || place.n > last.n || place.seq > last.seq) return unknown()
    if (place.n === pruned.n && place.seq === pruned.seq) return { from: place, gap: null }
    if (place.n < pruned.n && place.seq < pruned.seq) {
      return { from: pruned, gap: { fromId: lastEventId, toId: ids.write(pruned), missed: pruned.n - place.n } }
    }
    const beforeFirst = place.seq === 0 && place.n === 0
    return beforeFirst || log.has(tenantId, place) ? { from: place, gap: null } : unknown()
  }

  return ({ tenantId, lastEventId, since }: Wish): StartingPoint => {
    if (lastEventId !== null) return afterId(tenantId, lastEventId)
    if (since === null) return { from: log.head(tenantId).last, gap: null }
    const { pruned } = log.head(tenantId)
    const from = log.placeBefore(tenantId, since)
    if (since > pruned.at) return { from, gap: null }
    return { from, gap: { fromId: ids.write({ seq: 0, n: 0 }), toId: ids.write(pruned) } }
  }
}

export type StartingPoints = ReturnType<typeof createStartingPoints>
