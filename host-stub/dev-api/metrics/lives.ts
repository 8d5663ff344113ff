import type { Database } from '../db/open-database.ts'
import type { Scope, Span } from './series.ts'

interface Life {
  started_at: number
  ended_at: number | null
}

/** How many sessions were alive at the end of each step, or are now for the step that has not ended. */
export const createLives = (db: Database) => {
  const lives = db.prepare<Life>(
    `select started_at, ended_at from sessions
     where tenant_id = ?1 and (?2 is null or no = ?2) and started_at < ?4 and (ended_at is null or ended_at >= ?3)`,
  )

  return ({ tenantId, sessionNo }: Scope, { from, to, stepMs }: Span, now: number): number[] => {
    const size = Math.ceil((to - from) / stepMs)
    // Where the number changes, so that a thousand sessions cost as much as a thousand steps and not their product.
    const changes = new Int32Array(size + 1)
    const stepOf = (at: number) => Math.min(size, Math.max(0, Math.floor((at - from) / stepMs)))
    for (const { started_at, ended_at } of lives.all(tenantId, sessionNo, from, Math.min(to, now + 1))) {
      const [start, end] = [stepOf(started_at), ended_at === null ? size : stepOf(ended_at)]
      changes[start] = (changes[start] ?? 0) + 1
      changes[end] = (changes[end] ?? 0) - 1
    }
    let alive = 0
    return Array.from({ length: size }, (_, step) => (alive += changes[step] ?? 0))
  }
}
