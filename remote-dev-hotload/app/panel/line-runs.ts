import type { LogEntry } from '../../../contracts/index.ts'

/** Neighbouring lines of one session become one append: a thousand events of one line cost as much as one of a thousand. */
export interface LineRuns {
  add(sessionId: string, entries: readonly LogEntry[]): void
  /** Hands over what has been gathered. */
  end(): void
}

export function createLineRuns(append: (sessionId: string, entries: readonly LogEntry[]) => void): LineRuns {
  let sessionId = ''
  let entries: LogEntry[] = []

  function end(): void {
    if (entries.length === 0) return
    const run = entries
    entries = []
    append(sessionId, run)
  }

  return {
    add(from, more) {
      if (from !== sessionId) end()
      sessionId = from
      for (const entry of more) entries.push(entry)
    },
    end,
  }
}
