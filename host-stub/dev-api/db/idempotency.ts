import type { Clock } from '../clock.ts'
import { failed, type Outcome } from '../problem.ts'
import type { Database } from './open-database.ts'

export interface Once {
  tenantId: string
  /** A key is its sender's own. */
  actor: string
  /** Without a key the work is simply done. */
  key: string | null
  /** What the key was used for. */
  target: string
}

const KEPT_MS = 24 * 3_600_000

/** Does a piece of work once for each key and answers a repetition with the stored answer. */
export const createIdempotency = (db: Database, clock: Clock) => {
  const find = db.prepare<{ target: string; answer: string }>(
    'select target, answer from idempotency where tenant_id = ? and actor = ? and key = ?',
  )
  const insert = db.prepare('insert into idempotency values (?, ?, ?, ?, ?, ?)')

  return {
    /** Failures are not kept: whoever tries again is tried again. */
    once<T>({ tenantId, actor, key, target }: Once, work: () => Outcome<T>): Outcome<T> {
      return db.write(() => {
        if (key === null) return work()
        const known = find.first(tenantId, actor, key)
        if (known && known.target !== target) {
          return failed('bad-input', 'This idempotency key was used for something else.', { field: 'Idempotency-Key' })
        }
        if (known) return { ok: true, value: JSON.parse(known.answer) as T }
        const outcome = work()
        if (outcome.ok) insert.run(tenantId, actor, key, target, JSON.stringify(outcome.value), clock.now())
        return outcome
      })
    },
    prune: (): void => void db.prepare('delete from idempotency where created_at < ?').run(clock.now() - KEPT_MS),
  }
}

export type Idempotency = ReturnType<typeof createIdempotency>
