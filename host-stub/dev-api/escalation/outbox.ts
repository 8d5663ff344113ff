import type { Clock } from '../clock.ts'
import type { Database } from '../db/open-database.ts'
import type { Target } from './routing.ts'
import { GIVE_UP_MS } from './wait.ts'

/** `refused`: the receiver will never take it. `given-up`: it was tried for long enough. */
export type DeliveryState = 'waiting' | 'delivered' | 'refused' | 'given-up'

export interface DeliveryRow {
  delivery_id: number
  notification_id: string
  target: Target
  body: string
  created_at: number
  due_at: number
  attempts: number
  /** The receiver asked for silence until then. */
  quiet_until: number
  state: DeliveryState
  last_answer: string | null
  done_at: number | null
}

/** Messages on their way to people, kept until somebody has taken them or they are too old to help. */
export const createOutbox = (db: Database, clock: Clock) => {
  const insert = db.prepare(
    'insert into deliveries (notification_id, target, body, created_at, due_at) values (?1, ?2, ?3, ?4, ?4)',
  )
  const next = db.prepare<DeliveryRow>(
    `select * from deliveries where target = ?1 and state = 'waiting' and due_at <= ?2
     order by due_at, delivery_id limit 1`,
  )
  const quiet = db.prepare<{ until: number | null }>(
    'select max(quiet_until) as until from deliveries where target = ?',
  )
  const tooOld = db.prepare<DeliveryRow>(
    `select * from deliveries where target = ?1 and state = 'waiting' and created_at <= ?2`,
  )
  const finish = db.prepare(
    `update deliveries set state = ?2, done_at = ?3, attempts = attempts + ?4, last_answer = coalesce(?5, last_answer)
     where delivery_id = ?1`,
  )
  const postpone = db.prepare(
    `update deliveries set attempts = attempts + 1, last_answer = ?2, due_at = ?3, quiet_until = ?4
     where delivery_id = ?1`,
  )

  return {
    /** To be called in the transaction that stores what the message is about. */
    add: (notificationId: string, target: Target, body: object): void =>
      void insert.run(notificationId, target, JSON.stringify(body), clock.now()),

    /** The message that is to be tried now, if its receiver did not ask for silence. */
    next(target: Target): DeliveryRow | undefined {
      const now = clock.now()
      return (quiet.first(target)?.until ?? 0) > now ? undefined : next.first(target, now)
    },

    finish: ({ delivery_id }: DeliveryRow, state: 'delivered' | 'refused', answer: string): void =>
      void finish.run(delivery_id, state, clock.now(), 1, answer),

    /** After a failed attempt; `quietMs` holds for every message to this receiver. */
    postpone({ delivery_id }: DeliveryRow, answer: string, pauseMs: number, quietMs: number): void {
      const now = clock.now()
      postpone.run(delivery_id, answer, now + Math.max(pauseMs, quietMs), quietMs > 0 ? now + quietMs : 0)
    },

    /** Ends what has waited for too long, and answers it. */
    giveUp(target: Target): DeliveryRow[] {
      const rows = tooOld.all(target, clock.now() - GIVE_UP_MS)
      rows.forEach(({ delivery_id }) => finish.run(delivery_id, 'given-up', clock.now(), 0, null))
      return rows
    },
  }
}

export type Outbox = ReturnType<typeof createOutbox>
