import type { LogEntry, Reload } from '../../contracts/index.ts'
import { createEmitter } from '../kernel/index.ts'
import type { BufferOptions } from './engine/log-buffer.ts'
import type { LogGap } from './engine/log-row.ts'
import { makeBrowserLog, type MakeLog } from './log-engine.ts'
import {
  createOpenLog,
  type GapPlace,
  type HistoryState,
  type OlderState,
  type OpenLog,
  type ScopeLog,
} from './open-log.ts'

export type { GapPlace, HistoryState, OlderState, ScopeLog } from './open-log.ts'

/** What a log shows: one session's lines, or everybody's. */
export type LogScope = { readonly sessionId: string } | 'all'

/**
 * The logs that are open, and the one that was closed last. Of any other scope nothing is kept: its lines are
 * the server's to keep and are asked for when it opens.
 */
export interface LogBook {
  /** What logs are made of comes with the first view of one, so before any is opened. The first that comes is kept. */
  bringEngine(make: MakeLog): void
  /** Opens a scope, or joins it; every `open` needs its `close`. True when it was not open before. */
  open(scope: LogScope): boolean
  close(scope: LogScope): void
  of(scope: LogScope): ScopeLog | undefined
  openScopes(): readonly LogScope[]
  /** All changes made inside of `change` are reported as one. */
  batch(change: () => void): void
  /** Lines that arrive. The first line of a reload that has not ended gets a pending reload before it. */
  appendLines(sessionId: string, entries: readonly LogEntry[]): void
  /** A reload has ended: its row says so where it is, or a new one does. */
  appendReload(sessionId: string, reload: Reload): void
  /** Events that the server could not send again: drawn in every open log, or in that session's. */
  appendGap(sessionId: string | null, gap: Omit<LogGap, 'fill' | 'since'>): void
  /** The stream is back at `at` after `downMs`, and nothing was lost: a thin divider in every log that has rows. */
  appendResumed(at: number, downMs: number): void
  /** A line of the reader's own at the end of one log, at a wall-clock time in ms. */
  addMark(scope: LogScope, at: number): void
  /** Says how the loading of a gap goes. Null when the gap is not there (any more). */
  markGap(sessionId: string, seq: number, fill: LogGap['fill']): GapPlace | null
  /** Where a gap is now; rows may have moved since it was marked. */
  placeOf(sessionId: string, gap: LogGap): number | undefined
  /** Puts the lines of a gap in its place; with `isWhole` the gap is gone, else it stays behind them. */
  fillGap(sessionId: string, gap: LogGap, entries: readonly LogEntry[], isWhole: boolean): void
  /** The newest lines that the server has, oldest first; `hasBefore`: it has older ones. */
  applyHistory(sessionId: string, entries: readonly LogEntry[], reloads: readonly Reload[], hasBefore?: boolean): void
  setHistory(sessionId: string, history: HistoryState): void
  /** The page before the oldest line. False when the log is full and nothing of it could be kept. */
  applyOlder(sessionId: string, entries: readonly LogEntry[], reloads: readonly Reload[], hasBefore: boolean): boolean
  setOlder(sessionId: string, older: OlderState): void
  /** Lines that this browser has kept; the history is still the server's to tell. */
  applyKept(sessionId: string, entries: readonly LogEntry[]): void
  clear(): void
  /** Something in an open log changed. */
  onChange(listener: () => void): () => void
}

const keyOf = (scope: LogScope) => (scope === 'all' ? '*' : `s:${scope.sessionId}`)

interface Shelved {
  readonly scope: LogScope
  readonly log: OpenLog
  readers: number
}

/** With its engine from the start. `options` say how older texts are packed; without them the browser's deflate does it. */
export function createLogBook(limit: number, options?: BufferOptions): LogBook {
  const book = createLateLogBook(limit)
  book.bringEngine(options ? (sessionId, most) => createOpenLog(sessionId, most, options) : makeBrowserLog)
  return book
}

/** `limit`: rows of one log. Opens none before somebody brings the engine: it is not there for the first table. */
export function createLateLogBook(limit: number): LogBook {
  const shelf = new Map<string, Shelved>()
  const changes = createEmitter<void>()
  let engine: MakeLog | null = null
  let lastClosed: string | null = null
  let batches = 0
  let hasChanged = false

  function changed(): void {
    if (batches === 0) changes.emit()
    else hasChanged = true
  }

  const ofSession = (sessionId: string) => shelf.get(keyOf({ sessionId }))?.log

  /** For every log that shows this session; null is all of them. */
  function tell(sessionId: string | null, say: (log: OpenLog) => void): void {
    for (const { scope, log } of shelf.values())
      if (scope === 'all' || sessionId === null || scope.sessionId === sessionId) say(log)
    changed()
  }

  /** For the log of one session, where it is open. */
  function change<T>(sessionId: string, make: (log: OpenLog) => T): T | undefined {
    const log = ofSession(sessionId)
    if (!log) return undefined
    const made = make(log)
    changed()
    return made
  }

  return {
    bringEngine: (make) => void (engine ??= make),
    open(scope) {
      const key = keyOf(scope)
      const known = shelf.get(key)
      if (known) {
        known.readers++
        return false
      }
      if (!engine) throw new Error('Bring the engine before the first log is opened.')
      const log = engine(scope === 'all' ? null : scope.sessionId, limit)
      shelf.set(key, { scope, readers: 1, log })
      return true
    },
    close(scope) {
      const key = keyOf(scope)
      const known = shelf.get(key)
      if (!known || --known.readers > 0) return
      // One stays: a look at another tab and back must not cost the lines, least of all while the server is away.
      const before = lastClosed
      lastClosed = key
      if (before !== null && before !== key && shelf.get(before)?.readers === 0) shelf.delete(before)
    },
    of: (scope) => shelf.get(keyOf(scope))?.log,
    openScopes: () => [...shelf.values()].map(({ scope }) => scope),
    batch(run) {
      batches++
      try {
        run()
      } finally {
        batches--
        if (batches === 0 && hasChanged) {
          hasChanged = false
          changes.emit()
        }
      }
    },
    appendLines: (sessionId, entries) => tell(sessionId, (log) => log.appendLines(sessionId, entries)),
    appendReload: (sessionId, reload) => tell(sessionId, (log) => log.appendReload(sessionId, reload)),
    appendGap: (sessionId, gap) => tell(sessionId, (log) => log.appendGap({ ...gap, fill: 'open' })),
    appendResumed: (at, downMs) => tell(null, (log) => log.appendResumed({ at, downMs })),
    addMark(scope, at) {
      const log = shelf.get(keyOf(scope))?.log
      if (!log) return
      log.append({ kind: 'mark', mark: { at } })
      changed()
    },
    markGap: (sessionId, seq, fill) => change(sessionId, (log) => log.markGap(seq, fill)) ?? null,
    placeOf: (sessionId, gap) => ofSession(sessionId)?.placeOf(gap),
    fillGap: (sessionId, gap, entries, isWhole) => change(sessionId, (log) => log.fillGap(gap, entries, isWhole)),
    applyHistory: (sessionId, entries, reloads, hasBefore = true) =>
      change(sessionId, (log) => log.applyHistory(entries, reloads, hasBefore)),
    setHistory: (sessionId, history) => change(sessionId, (log) => void (log.history = history)),
    applyOlder: (sessionId, entries, reloads, hasBefore) =>
      change(sessionId, (log) => log.applyOlder(entries, reloads, hasBefore)) ?? true,
    setOlder: (sessionId, older) => change(sessionId, (log) => void (log.older = older)),
    applyKept: (sessionId, entries) => change(sessionId, (log) => log.applyKept(entries)),
    clear() {
      for (const [key, { log, readers }] of shelf) {
        if (readers === 0) shelf.delete(key)
        log.clear()
      }
      changed()
    },
    onChange: changes.subscribe,
  }
}
