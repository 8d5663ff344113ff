import type { LogEntry, Reload } from '../../../contracts/index.ts'
import type { ApiError, Queries } from '../../client/index.ts'
import { isSince } from '../../dashboard/candidate/index.ts'
import { ok, type Result } from '../../kernel/index.ts'

export interface LogSinceWish {
  readonly sessionId: string
  readonly reload: Reload
  /** Ended, no further page is asked for. */
  readonly signal: AbortSignal
  /** Told how many lines were read so far. */
  readonly onLines: (lines: number) => void
}

export interface LogSince {
  /** In order of the log. */
  readonly entries: readonly LogEntry[]
  /** The beginning is missing: there were more lines than are read. */
  readonly isCut: boolean
}

const LOG_PAGE = 1_000
/** What a person can still look through, and a handful of questions to the server. */
const MOST_LINES = 5_000

/** The lines since a reload: backwards, page by page, until a page begins before the reload did. */
export async function readLogSince(
  queries: Pick<Queries, 'logs'>,
  { sessionId, reload, signal, onLines }: LogSinceWish,
): Promise<Result<LogSince, ApiError>> {
  // Its first lines are written while it is built, and it is told of when it has ended.
  const began = Date.parse(reload.at) - (reload.durationMs ?? 0) - (reload.buildTimeMs ?? 0)
  const pages: (readonly LogEntry[])[] = []
  let read = 0
  for (;;) {
    const beforeId = pages.at(-1)?.[0]?.logId ?? null
    const answer = await queries.logs({ sessionId, limit: Math.min(LOG_PAGE, MOST_LINES - read), beforeId })
    if (!answer.ok) return answer
    const { items, hasBefore } = answer.value
    pages.push(items)
    read += items.length
    onLines(read)
    const [oldest] = items
    // After an empty page the same one would be asked for for ever.
    const isWhole = !hasBefore || oldest === undefined || Date.parse(oldest.ts) < began
    if (!isWhole && read < MOST_LINES && !signal.aborted) continue
    const entries = pages.reverse().flatMap((page) => page.filter((entry) => isSince(entry, reload)))
    return ok({ entries, isCut: !isWhole })
  }
}
