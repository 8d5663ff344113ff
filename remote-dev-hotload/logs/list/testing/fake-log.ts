import type { LogEntry } from '../../../../contracts/index.ts'
import type { LogRow, NewRow } from '../../engine/log-row.ts'
import type { LogFold, LogView } from '../../engine/log-view.ts'

/** A log and its view for tests of the list: rows in an array, shown ones by a predicate. */
export interface FakeLog {
  readonly view: LogView
  row(seq: number): LogRow | undefined
  append(...rows: NewRow[]): void
  prepend(...rows: NewRow[]): void
  dropFront(count: number): void
  show(when: (row: LogRow) => boolean): void
  fold(seq: number, fold: LogFold): void
}

/** A line with sensible rest. */
export function fakeLine(message: string, patch: Partial<LogEntry> = {}): NewRow {
  return {
    kind: 'line',
    sessionId: 'session-1',
    entry: {
      logId: message,
      ts: '2026-11-23T10:41:05.380Z',
      level: 'info',
      source: 'build',
      message,
      fields: null,
      reloadSequence: null,
      traceId: null,
      ...patch,
    },
  }
}

export const fakeLines = (count: number, from = 0): NewRow[] =>
  Array.from({ length: count }, (_, index) => fakeLine(`line ${from + index}`))

export function createFakeLog(...first: NewRow[]): FakeLog {
  let rows: LogRow[] = []
  let shown: number[] = []
  let when: (row: LogRow) => boolean = () => true
  let version = 0
  const folds = new Map<number, LogFold>()
  const base = () => rows[0]?.seq ?? 0
  const row = (seq: number) => rows[seq - base()]
  const refresh = () => {
    version++
    shown = rows.filter(when).map(({ seq }) => seq)
  }
  const withSeq = (added: readonly NewRow[], from: number) =>
    added.map((item, index) => ({ ...item, seq: from + index }) as LogRow)

  const view: LogView = {
    get length() {
      return shown.length
    },
    get version() {
      return version
    },
    seqAt: (position) => shown[position]!,
    positionOf(seq) {
      let low = 0
      let high = shown.length
      while (low < high) {
        const middle = (low + high) >> 1
        if (shown[middle]! < seq) low = middle + 1
        else high = middle
      }
      return low
    },
    isShown: (seq) => shown.includes(seq),
    foldOf: (seq) => folds.get(seq) ?? null,
    headOf: (seq) => (shown.includes(seq) ? seq : null),
    rowsOf: (seq) => Array.from({ length: (folds.get(seq)?.last ?? seq) - seq + 1 }, (_, index) => seq + index),
    countAfter(seq) {
      const lines = shown.filter((at) => at > seq).map(row)
      const isError = (item: LogRow | undefined) => item?.kind === 'line' && item.entry.level === 'error'
      return { lines: lines.length, errors: lines.filter(isError).length }
    },
    search: null,
    problem: null,
    setFilter: () => Promise.resolve(),
    setFold: () => {},
    refresh,
    dispose: () => {},
  }
  const log: FakeLog = {
    view,
    row,
    append(...added) {
      rows = [...rows, ...withSeq(added, base() + rows.length)]
      refresh()
    },
    prepend(...added) {
      rows = [...withSeq(added, base() - added.length), ...rows]
      refresh()
    },
    dropFront(count) {
      rows = rows.slice(count)
      refresh()
    },
    show(next) {
      when = next
      refresh()
    },
    fold: (seq, fold) => void folds.set(seq, fold),
  }
  log.append(...first)
  return log
}
