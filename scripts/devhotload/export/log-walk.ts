import type { LogEntry } from '../../../contracts/index.ts'
import type { ApiError } from '../../../remote-dev-hotload/client/api-error.ts'
import { ok, type Result } from '../../../remote-dev-hotload/kernel/index.ts'
import type { LogServer } from './log-server.ts'

export interface WalkWish {
  readonly sessionId: string
  readonly level: string
  readonly search: string
  readonly limit: number
  /** Wall-clock ms; null for everything that the server keeps. */
  readonly since: number | null
}

/** Where a walk begins: after a line, with the line before another, or with the newest page, which is all there is. */
export type WalkStart =
  | { readonly kind: 'after'; readonly id: string }
  | { readonly kind: 'before'; readonly id: string }
  | { readonly kind: 'newest' }

/** What lies ahead of a walk. `endId` is the newest line: what arrives later is not part of it. */
export interface WalkPlan {
  readonly start: WalkStart
  readonly endId: string | null
  readonly total: number
}

const isSince = (entry: LogEntry, since: number | null): boolean => since === null || !(Date.parse(entry.ts) < since)

/**
 * Goes back through ids and times to the first line. Pages of the server are named by the lines beside them, so
 * that the oldest one has no name that could be asked for directly.
 */
export async function planWalk(server: LogServer, wish: WalkWish): Promise<Result<WalkPlan, ApiError>> {
  const { since, ...rest } = wish
  let beforeId: string | undefined
  let endId: string | null = null
  let total = 0
  for (;;) {
    const page = await server.page({ ...rest, isBrief: true, ...(beforeId === undefined ? {} : { beforeId }) })
    if (!page.ok) return page
    const { items, hasBefore } = page.value
    endId ??= items.at(-1)?.logId ?? null
    const meant = items.filter((entry) => isSince(entry, since))
    total += meant.length
    const last = items.at(-1)
    // Clocks of a CLI jump: only a whole page of older lines is the end of what is meant.
    if (last && meant.length === 0) return ok({ start: { kind: 'after', id: last.logId }, endId, total })
    const second = items[1]?.logId ?? beforeId
    if (!hasBefore || !items[0]) {
      return ok({ start: second === undefined ? { kind: 'newest' } : { kind: 'before', id: second }, endId, total })
    }
    beforeId = items[0].logId
  }
}

export interface WalkPage {
  readonly entries: readonly LogEntry[]
  /** Id of the last line that was looked at, meant or not: the walk goes on after it. */
  readonly lastId: string
  /** Lines that did not keep the contract and are left out. */
  readonly rejected: number
}

/** The lines of a plan, oldest first, a page at a time; ends with the line `endId` or where the log ends. */
export async function* walk(
  server: LogServer,
  { since, ...wish }: WalkWish,
  { start, endId }: Pick<WalkPlan, 'start' | 'endId'>,
): AsyncGenerator<Result<WalkPage, ApiError>> {
  let from = start
  for (;;) {
    const answer = await server.page({
      ...wish,
      ...(from.kind === 'after' ? { afterId: from.id } : {}),
      ...(from.kind === 'before' ? { beforeId: from.id, limit: 1 } : {}),
    })
    if (!answer.ok) {
      yield answer
      return
    }
    const { items, rejected, hasAfter } = answer.value
    const end = items.findIndex((entry) => entry.logId === endId)
    const reached = end === -1 ? items : items.slice(0, end + 1)
    const last = reached.at(-1)
    if (last === undefined) return
    yield ok({ entries: reached.filter((entry) => isSince(entry, since)), lastId: last.logId, rejected })
    if (end !== -1 || !hasAfter) return
    from = { kind: 'after', id: last.logId }
  }
}
