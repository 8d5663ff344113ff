import type { Clock } from '../clock.ts'
import type { Database } from '../db/open-database.ts'
import type { EventHub } from './event-hub.ts'
import type { EventPlace } from './event-id.ts'
import type { EventAccess, NewEvent, StreamEvent } from './stream-event.ts'

export interface EventLogDeps {
  db: Database
  clock: Clock
  hub: EventHub
  /** Events kept, over all tenants. */
  retention: number
  /** Characters of payload kept; the older half of the events goes when there are more. */
  retentionChars: number
}

/** Where a tenant's events begin and end. `last` is the newest, `pruned` the newest that is gone. */
export interface EventHead {
  last: EventPlace
  pruned: EventPlace & { at: number }
}

interface EventRow extends Omit<StreamEvent, 'access' | 'tenantId' | 'sessionId'> {
  tenant_id: string
  session_id: string | null
  access: string | null
}

interface HeadRow {
  last_seq: number
  last_n: number
  pruned_seq: number
  pruned_n: number
  pruned_at: number
}

const toEvent = ({ tenant_id, session_id, access, ...row }: EventRow): StreamEvent => ({
  ...row,
  tenantId: tenant_id,
  sessionId: session_id,
  access: access === null ? null : (JSON.parse(access) as EventAccess),
})

/** Every event of the stream, numbered and durable before anybody hears of it. */
export const createEventLog = ({ db, clock, hub, retention, retentionChars }: EventLogDeps) => {
  const heads = new Map<string, EventHead>()
  db.onRollback(() => heads.clear())
  const charsTo = (seq: number): number =>
    db.prepare<{ sum: number }>('select coalesce(sum(length(payload)), 0) as sum from events where seq <= ?').first(seq)
      ?.sum ?? 0
  let chars = charsTo(Number.MAX_SAFE_INTEGER)

  const insert = db.prepare(
    'insert into events (tenant_id, n, at, session_id, type, access, payload) values (?, ?, ?, ?, ?, ?, ?)',
  )
  const saveHead = db.prepare(
    `insert into event_heads (tenant_id, last_seq, last_n) values (?1, ?2, ?3)
     on conflict (tenant_id) do update set last_seq = ?2, last_n = ?3`,
  )
  const after = db.prepare<EventRow>('select * from events where tenant_id = ? and seq > ? order by seq limit ?')

  const head = (tenantId: string): EventHead => {
    let known = heads.get(tenantId)
    if (known) return known
    const row = db.prepare<HeadRow>('select * from event_heads where tenant_id = ?').first(tenantId)
    known = {
      last: { seq: row?.last_seq ?? 0, n: row?.last_n ?? 0 },
      pruned: { seq: row?.pruned_seq ?? 0, n: row?.pruned_n ?? 0, at: row?.pruned_at ?? 0 },
    }
    heads.set(tenantId, known)
    return known
  }

  const pruneTo = (seq: number): void => {
    db.prepare(
      `update event_heads set (pruned_seq, pruned_n, pruned_at) =
         (select seq, n, at from events e where e.tenant_id = event_heads.tenant_id and seq <= ?1 order by seq desc limit 1)
       where exists (select 1 from events e where e.tenant_id = event_heads.tenant_id and seq <= ?1)`,
    ).run(seq)
    chars -= charsTo(seq)
    db.prepare('delete from events where seq <= ?').run(seq)
    heads.clear()
  }

  const bounds = db.prepare<{ first: number | null; last: number | null }>(
    'select min(seq) as first, max(seq) as last from events',
  )

  return {
    head,

    /** Numbers and stores an event; whoever listens hears of it once the transaction is durable. */
    append({ tenantId, sessionId, type, payload, access }: NewEvent): void {
      db.write(() => {
        const text = typeof payload === 'string' ? payload : JSON.stringify(payload)
        const at = clock.now()
        const place = head(tenantId)
        const n = place.last.n + 1
        const { lastId: seq } = insert.run(tenantId, n, at, sessionId, type, access && JSON.stringify(access), text)
        saveHead.run(tenantId, seq, n)
        heads.set(tenantId, { ...place, last: { seq, n } })
        chars += text.length
        const event: StreamEvent = { seq, n, tenantId, at, sessionId, type, access: access ?? null, payload: text }
        db.afterCommit(() => hub.publish(event))
      })
    },

    /** The tenant's events after a place, oldest first. */
    readAfter: (tenantId: string, seq: number, limit: number): StreamEvent[] =>
      after.all(tenantId, seq, limit).map(toEvent),

    /** Whether this very event is (still) there. */
    has: (tenantId: string, { seq, n }: EventPlace): boolean =>
      db.prepare('select 1 from events where seq = ? and tenant_id = ? and n = ?').first(seq, tenantId, n) !==
      undefined,

    /** The tenant's newest event before a time. */
    placeBefore(tenantId: string, at: number): EventPlace {
      const before = db
        .prepare<EventPlace>(
          'select seq, n from events where tenant_id = ? and at < ? order by at desc, seq desc limit 1',
        )
        .first(tenantId, at)
      return before ?? head(tenantId).pruned
    },

    /** Drops what is older than the retention. */
    prune(): void {
      db.write(() => {
        const { first, last } = bounds.first() ?? { first: null, last: null }
        if (first === null || last === null) return
        const oldest = Math.max(first, last - retention + 1)
        if (oldest > first) pruneTo(oldest - 1)
        if (chars > retentionChars) pruneTo(Math.floor((oldest + last) / 2))
      })
    },
  }
}

export type EventLog = ReturnType<typeof createEventLog>
