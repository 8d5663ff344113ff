import type { LogEntry } from '../../../contracts/index.ts'
import type { ApiError, Queries } from '../../client/index.ts'
import { ok, type Result } from '../../kernel/index.ts'
import type { GapPlace } from '../../logs/index.ts'

const PAGE = 2_000
/** More than this is read with an export, not in a panel. */
const MOST_PAGES = 50

/** The lines between the two neighbours of a gap, oldest first; `isWhole` when the server had them all. */
export interface Between {
  readonly entries: readonly LogEntry[]
  readonly isWhole: boolean
}

/** Reads on from the line before the gap until the line after it; without one before, backwards from the one after. */
export async function loadBetween(
  queries: Pick<Queries, 'logs'>,
  sessionId: string,
  { after, before }: GapPlace,
): Promise<Result<Between, ApiError>> {
  const entries: LogEntry[] = []
  if (after === null) {
    const page = await queries.logs({ sessionId, limit: PAGE, beforeId: before })
    return page.ok ? ok({ entries: page.value.items, isWhole: !page.value.hasBefore }) : page
  }
  let from = after
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const page = await queries.logs({ sessionId, limit: PAGE, afterId: from })
    if (!page.ok) return page
    const end = before === null ? -1 : page.value.items.findIndex((entry) => entry.logId === before)
    if (end >= 0) return ok({ entries: [...entries, ...page.value.items.slice(0, end)], isWhole: true })
    entries.push(...page.value.items)
    const last = page.value.items.at(-1)
    if (!page.value.hasAfter || !last) return ok({ entries, isWhole: true })
    from = last.logId
  }
  return ok({ entries, isWhole: false })
}
