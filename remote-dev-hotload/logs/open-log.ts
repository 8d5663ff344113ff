import type { LogEntry, Reload } from '../../contracts/index.ts'
import { createLogBuffer, type BufferOptions, type LogBuffer } from './engine/log-buffer.ts'
import type { LogGap, LogMark, LogRow, NewRow } from './engine/log-row.ts'
import { insertHistory } from './insert-history.ts'
import { nextLine, otherRows } from './other-rows.ts'
import { createReloadMarks } from './reload-marks.ts'
import { weave } from './reload-weave.ts'

/** Where the older lines of a scope stand. `none`: the server keeps no common history of all sessions. */
export type HistoryState = 'loading' | 'loaded' | 'failed' | 'none'

/** How the question for the page before the oldest line goes. `full`: this browser has no room for it. */
export type OlderState = 'idle' | 'loading' | 'failed' | 'full'

export interface ScopeLog {
  readonly buffer: LogBuffer
  readonly history: HistoryState
  /** False only when the server has said that nothing is older, and retention has dropped nothing since. */
  readonly hasOlder: boolean
  readonly older: OlderState
  /** Dividers where the stream came back: rows on screen, and nothing that was ever logged. */
  readonly dividers: number
}

/** A gap and the lines on both sides of it; null at the ends of the log. */
export interface GapPlace {
  readonly gap: LogGap
  readonly after: string | null
  readonly before: string | null
}

/** What one open log is told. The book finds the logs that care and reports the change. */
export interface OpenLog extends ScopeLog {
  history: HistoryState
  older: OlderState
  appendLines(sessionId: string, entries: readonly LogEntry[]): void
  appendReload(sessionId: string, reload: Reload): void
  append(row: NewRow): void
  appendGap(gap: LogGap): void
  appendResumed(mark: LogMark): void
  markGap(seq: number, fill: LogGap['fill']): GapPlace | null
  placeOf(gap: LogGap): number | undefined
  fillGap(gap: LogGap, entries: readonly LogEntry[], isWhole: boolean): void
  applyHistory(entries: readonly LogEntry[], reloads: readonly Reload[], hasBefore: boolean): void
  applyOlder(entries: readonly LogEntry[], reloads: readonly Reload[], hasBefore: boolean): boolean
  applyKept(entries: readonly LogEntry[]): void
  clear(): void
}

const linesOf = (sessionId: string, entries: readonly LogEntry[]): NewRow[] =>
  entries.map((entry) => ({ kind: 'line', sessionId, entry }))

const isDivider = (row: LogRow): boolean => row.kind === 'mark' && row.mark.downMs !== undefined

/** `sessionId` is null for the log of all sessions. */
export function createOpenLog(sessionId: string | null, limit: number, options: BufferOptions): OpenLog {
  const buffer = createLogBuffer(limit, options)
  const marks = createReloadMarks(buffer, sessionId !== null)
  const own = sessionId ?? ''
  const startOf = (): HistoryState => (sessionId === null ? 'none' : 'loading')
  /** `dropped` when the server said that nothing is older. */
  let endedAt: number | null = null
  let wasResumed = false
  /** Lines of this browser's memory at the front, and `dropped` when they were put there. */
  let remembered = { lines: 0, dropped: 0 }

  const placeOf = (gap: LogGap) => {
    for (const row of otherRows(buffer)) if (row.kind === 'gap' && row.gap === gap) return row.seq
    return undefined
  }

  /** What the server says goes over what was remembered: all of it that does not join the server's lines is taken away. */
  function joinRemembered(entries: readonly LogEntry[]): readonly LogEntry[] {
    const count = remembered.lines - (buffer.dropped - remembered.dropped)
    remembered = { lines: 0, dropped: 0 }
    if (count <= 0) return entries
    const old: LogEntry[] = []
    for (let seq = buffer.first; seq < buffer.first + count; seq++) {
      const row = buffer.row(seq)
      if (row?.kind === 'line') old.push(row.entry)
    }
    buffer.replace(buffer.first, [], count)
    const ids = new Set(entries.map(({ logId }) => logId))
    const isShared = ({ logId }: LogEntry) => ids.has(logId)
    const [from, to] = [old.findIndex(isShared), old.findLastIndex(isShared)]
    return from < 0 ? entries : [...old.slice(0, from), ...entries, ...old.slice(to + 1)]
  }

  const log: OpenLog = {
    buffer,
    history: startOf(),
    older: 'idle',
    get hasOlder() {
      return sessionId !== null && endedAt !== buffer.dropped
    },
    get dividers() {
      let count = 0
      if (wasResumed) for (const row of otherRows(buffer)) if (isDivider(row)) count++
      return count
    },
    appendLines: (of, entries) => buffer.append(marks.rowsOf(of, entries)),
    appendReload: (of, reload) => marks.apply(of, reload),
    append: (row) => buffer.append([row]),
    appendGap(gap) {
      const since = Date.parse(nextLine(buffer, buffer.next, -1)?.entry.ts ?? '')
      buffer.append([{ kind: 'gap', gap: Number.isNaN(since) ? gap : { ...gap, since } }])
    },
    appendResumed(mark) {
      const last = buffer.row(buffer.next - 1)
      if (!last) return
      // Nothing came since the last time: a shaky line must not fill a quiet log with dividers.
      if (last.kind === 'mark' && last.mark.downMs !== undefined) buffer.update(last.seq, { kind: 'mark', mark })
      else buffer.append([{ kind: 'mark', mark }])
      wasResumed = true
    },
    markGap(seq, fill) {
      const row = buffer.row(seq)
      if (row?.kind !== 'gap') return null
      const gap = { ...row.gap, fill }
      buffer.update(seq, { kind: 'gap', gap })
      const idOf = (step: 1 | -1) => nextLine(buffer, seq, step)?.entry.logId ?? null
      return { gap, after: idOf(-1), before: idOf(1) }
    },
    placeOf,
    fillGap(gap, entries, isWhole) {
      const seq = placeOf(gap)
      if (seq === undefined) return
      const lines = linesOf(own, entries)
      const missing = new Set(buffer.missing(lines))
      const fresh = entries.filter((_, i) => missing.has(lines[i]!))
      const [previous, next] = [nextLine(buffer, seq, -1), nextLine(buffer, seq, 1)]
      const found = marks.all(own)
      // A pending reload behind the gap stands before the first line of it that had arrived; the gap has earlier ones.
      const numbers = new Set(fresh.map(({ reloadSequence }) => `#${reloadSequence}`))
      const moved = [...found].filter(([key, mark]) => numbers.has(key) && mark.seq > seq).map(([, mark]) => mark)
      for (const mark of moved.toSorted((a, b) => a.seq - b.seq)) buffer.replace(mark.seq, [])
      const highest = Math.max(0, ...[...found.values()].map(({ reload }) => reload.sequence))
      const { rows } = weave({
        sessionId: own,
        entries: fresh,
        reloads: moved.map(({ reload }) => reload),
        before: moved.length > 0 ? highest : Math.max(highest, previous?.entry.reloadSequence ?? 0),
        isStart: true,
        next: next && { ts: Date.parse(next.entry.ts), reload: null },
      })
      const place = placeOf(gap)
      if (place === undefined) return
      buffer.replace(place, isWhole ? rows : [...rows, { kind: 'gap', gap: { ...gap, fill: 'partial' } }])
    },
    applyHistory(entries, reloads, hasBefore) {
      const all = joinRemembered(entries)
      const refused = insertHistory({ buffer, marks, sessionId: own, entries: all, reloads, hasBefore, isFirst: true })
      if (!hasBefore && refused === 0) endedAt = buffer.dropped
      log.history = 'loaded'
    },
    applyOlder(entries, reloads, hasBefore) {
      const before = buffer.first
      const refused = insertHistory({ buffer, marks, sessionId: own, entries, reloads, hasBefore, isFirst: false })
      if (!hasBefore && refused === 0) endedAt = buffer.dropped
      log.older = 'idle'
      return refused === 0 || buffer.first < before
    },
    applyKept(entries) {
      const before = buffer.next - buffer.first
      buffer.prepend(linesOf(own, entries))
      const added = buffer.next - buffer.first - before
      if (added > 0) remembered = { lines: remembered.lines + added, dropped: buffer.dropped }
      for (const { reloadSequence } of entries) marks.note(own, reloadSequence)
    },
    clear() {
      buffer.clear()
      marks.clear()
      log.history = startOf()
      log.older = 'idle'
      endedAt = null
      remembered = { lines: 0, dropped: 0 }
    },
  }
  return log
}
