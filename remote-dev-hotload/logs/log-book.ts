import type { LogEntry, Reload } from '../../contracts/index.ts'
import { createEmitter } from '../kernel/index.ts'
import { createLogBuffer, type LogBuffer } from './log-buffer.ts'
import type { LogGap, NewRow } from './log-row.ts'

/** What a log shows: one session's lines, or everybody's. */
export type LogScope = { readonly sessionId: string } | 'all'

/** Where the older lines of a scope stand. `none`: the server keeps no common history of all sessions. */
export type HistoryState = 'loading' | 'loaded' | 'failed' | 'none'

export interface ScopeLog {
  readonly buffer: LogBuffer
  history: HistoryState
}

/**
 * The logs that are open, and the one that was closed last. Of any other scope nothing is kept: its lines are
 * the server's to keep and are asked for when it opens.
 */
export interface LogBook {
  /** Opens a scope, or joins it; every `open` needs its `close`. True when it was not open before. */
  open(scope: LogScope): boolean
  close(scope: LogScope): void
  of(scope: LogScope): ScopeLog | undefined
  openScopes(): readonly LogScope[]
  appendLines(sessionId: string, entries: readonly LogEntry[]): void
  appendReload(sessionId: string, reload: Reload): void
  /** Events that the server could not send again: drawn in every open log, or in that session's. */
  appendGap(sessionId: string | null, gap: Omit<LogGap, 'fill'>): void
  /** Says how the loading of a gap goes. Null when the gap is not there (any more). */
  markGap(sessionId: string, seq: number, fill: LogGap['fill']): GapPlace | null
  /** Where a gap is now; rows may have moved since it was marked. */
  placeOf(sessionId: string, gap: LogGap): number | undefined
  /** Puts the lines of a gap in its place; with `isWhole` the gap is gone, else it stays behind them. */
  fillGap(sessionId: string, gap: LogGap, entries: readonly LogEntry[], isWhole: boolean): void
  applyHistory(sessionId: string, entries: readonly LogEntry[], reloads: readonly Reload[]): void
  setHistory(sessionId: string, history: HistoryState): void
  /** Lines that this browser has kept; the history is still the server's to tell. */
  applyKept(sessionId: string, entries: readonly LogEntry[]): void
  clear(): void
  /** Something in an open log changed. */
  onChange(listener: () => void): () => void
}

/** A gap and the lines on both sides of it; null at the ends of the log. */
export interface GapPlace {
  readonly gap: LogGap
  readonly after: string | null
  readonly before: string | null
}

function neighbour(buffer: LogBuffer, seq: number, step: 1 | -1): string | null {
  for (let at = seq + step; ; at += step) {
    const row = buffer.row(at)
    if (!row) return null
    if (row.kind === 'line') return row.entry.logId
  }
}

function findGap(buffer: LogBuffer, gap: LogGap): number | undefined {
  for (let seq = buffer.next - 1; seq >= buffer.first; seq--) {
    const row = buffer.row(seq)
    if (row?.kind === 'gap' && row.gap === gap) return seq
  }
  return undefined
}

const keyOf = (scope: LogScope) => (scope === 'all' ? '*' : `s:${scope.sessionId}`)

export function createLogBook(limit: number): LogBook {
  const logs = new Map<string, ScopeLog & { scope: LogScope; readers: number }>()
  const changes = createEmitter<void>()
  let lastClosed: string | null = null

  function append(sessionId: string | null, rows: readonly NewRow[]): void {
    for (const log of logs.values()) {
      if (log.scope === 'all' || sessionId === null || log.scope.sessionId === sessionId) log.buffer.append(rows)
    }
    changes.emit()
  }

  return {
    open(scope) {
      const key = keyOf(scope)
      const log = logs.get(key)
      if (log) {
        log.readers++
        return false
      }
      logs.set(key, {
        scope,
        readers: 1,
        buffer: createLogBuffer(limit),
        history: scope === 'all' ? 'none' : 'loading',
      })
      return true
    },
    close(scope) {
      const key = keyOf(scope)
      const log = logs.get(key)
      if (!log || --log.readers > 0) return
      // One stays: a look at another tab and back must not cost the lines, least of all while the server is away.
      const before = lastClosed
      lastClosed = key
      if (before !== null && before !== key && logs.get(before)?.readers === 0) logs.delete(before)
    },
    of: (scope) => logs.get(keyOf(scope)),
    openScopes: () => [...logs.values()].map((log) => log.scope),
    appendLines: (sessionId, entries) =>
      append(
        sessionId,
        entries.map((entry) => ({ kind: 'line', sessionId, entry })),
      ),
    appendReload: (sessionId, reload) => append(sessionId, [{ kind: 'reload', sessionId, reload }]),
    appendGap: (sessionId, gap) => append(sessionId, [{ kind: 'gap', gap: { ...gap, fill: 'open' } }]),
    markGap(sessionId, seq, fill) {
      const buffer = logs.get(keyOf({ sessionId }))?.buffer
      const row = buffer?.row(seq)
      if (!buffer || row?.kind !== 'gap') return null
      const gap = { ...row.gap, fill }
      buffer.replace(seq, [{ kind: 'gap', gap }])
      changes.emit()
      return { gap, after: neighbour(buffer, seq, -1), before: neighbour(buffer, seq, +1) }
    },
    placeOf(sessionId, gap) {
      const buffer = logs.get(keyOf({ sessionId }))?.buffer
      return buffer && findGap(buffer, gap)
    },
    fillGap(sessionId, gap, entries, isWhole) {
      const buffer = logs.get(keyOf({ sessionId }))?.buffer
      const seq = buffer && findGap(buffer, gap)
      if (!buffer || seq === undefined) return
      const lines = entries.map((entry): NewRow => ({ kind: 'line', sessionId, entry }))
      buffer.replace(seq, isWhole ? lines : [...lines, { kind: 'gap', gap: { ...gap, fill: 'partial' } }])
      changes.emit()
    },
    applyHistory(sessionId, entries, reloads) {
      const log = logs.get(keyOf({ sessionId }))
      if (!log) return
      log.buffer.prepend(weave(sessionId, entries, reloads))
      log.history = 'loaded'
      changes.emit()
    },
    applyKept(sessionId, entries) {
      const buffer = logs.get(keyOf({ sessionId }))?.buffer
      buffer?.prepend(entries.map((entry): NewRow => ({ kind: 'line', sessionId, entry })))
      changes.emit()
    },
    setHistory(sessionId, history) {
      const log = logs.get(keyOf({ sessionId }))
      if (!log) return
      log.history = history
      changes.emit()
    },
    clear() {
      for (const [key, log] of logs) {
        if (log.readers === 0) logs.delete(key)
        log.buffer.clear()
        log.history = log.scope === 'all' ? 'none' : 'loading'
      }
      changes.emit()
    },
    onChange: changes.subscribe,
  }
}

/** Puts each reload before the first line that is not older than it. Reloads before the first line are left out. */
function weave(sessionId: string, entries: readonly LogEntry[], reloads: readonly Reload[]): NewRow[] {
  const marks = [...reloads].sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
  const oldest = entries[0] ? Date.parse(entries[0].ts) : -Infinity
  while (marks[0] && Date.parse(marks[0].at) < oldest) marks.shift()
  const rows: NewRow[] = []
  for (const entry of entries) {
    while (marks[0] && Date.parse(marks[0].at) <= Date.parse(entry.ts)) {
      rows.push({ kind: 'reload', sessionId, reload: marks.shift()! })
    }
    rows.push({ kind: 'line', sessionId, entry })
  }
  return [...rows, ...marks.map((reload): NewRow => ({ kind: 'reload', sessionId, reload }))]
}
