import type { LogRow, NewRow } from './log-row.ts'

/**
 * The lines that this browser keeps of one scope, oldest first, bounded. Plain data outside of any
 * reactivity: a view reads `row(seq)` and redraws when it is told that the version moved.
 */
export interface LogBuffer {
  /** Rows arriving live. A line whose id is known is dropped: replay is at least once. */
  append(rows: readonly NewRow[]): void
  /** Puts older rows before what is there already, without the lines that both have. */
  prepend(rows: readonly NewRow[]): void
  row(seq: number): LogRow | undefined
  /** Puts other rows in the place of one, e.g. the lines of a gap; lines that are there already are left out. */
  replace(seq: number, rows: readonly NewRow[]): void
  /** First seq that is kept. */
  readonly first: number
  /** The seq that the next row will get; `next - first` rows are kept. */
  readonly next: number
  /** Lines pushed out by the limit. */
  readonly dropped: number
  /** Changes when rows got other numbers: whoever scanned them must scan again. */
  readonly generation: number
  clear(): void
}

/** Trimming moves the whole array, so it waits until this share of the limit has piled up. */
const SLACK = 0.1

export function createLogBuffer(limit: number): LogBuffer {
  let rows: LogRow[] = []
  let first = 0
  let dropped = 0
  let generation = 0
  const ids = new Set<string>()

  const idOf = (row: NewRow) => (row.kind === 'line' ? `${row.sessionId}\n${row.entry.logId}` : null)
  const isNew = (row: NewRow) => {
    const id = idOf(row)
    if (id === null) return true
    if (ids.has(id)) return false
    ids.add(id)
    return true
  }

  function trim(): void {
    const over = rows.length - limit
    if (over <= limit * SLACK) return
    for (const row of rows.slice(0, over)) {
      const id = idOf(row)
      if (id !== null) ids.delete(id)
      if (row.kind === 'line') dropped++
    }
    rows = rows.slice(over)
    first += over
  }

  function renumber(all: readonly NewRow[]): void {
    rows = all.map((row, index) => ({ ...row, seq: first + index }) as LogRow)
    generation++
  }

  return {
    append(fresh) {
      for (const row of fresh) if (isNew(row)) rows.push({ ...row, seq: first + rows.length } as LogRow)
      trim()
    },
    prepend(older) {
      const kept = older.filter(isNew)
      if (kept.length === 0) return
      const room = Math.max(0, limit - rows.length)
      renumber([...(room === 0 ? [] : kept.slice(-room)), ...rows])
    },
    row: (seq) => rows[seq - first],
    replace(seq, instead) {
      const at = seq - first
      if (at < 0 || at >= rows.length) return
      renumber([...rows.slice(0, at), ...instead.filter(isNew), ...rows.slice(at + 1)])
      trim()
    },
    get first() {
      return first
    },
    get next() {
      return first + rows.length
    },
    get dropped() {
      return dropped
    },
    get generation() {
      return generation
    },
    clear() {
      rows = []
      ids.clear()
      dropped = 0
      generation++
    },
  }
}
