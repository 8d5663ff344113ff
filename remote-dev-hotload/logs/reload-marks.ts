import type { LogEntry, Reload } from '../../contracts/index.ts'
import { createRecentSet } from '../kernel/index.ts'
import type { LogBuffer } from './engine/log-buffer.ts'
import type { NewRow } from './engine/log-row.ts'
import { otherRows } from './other-rows.ts'
import { pendingReload } from './reload-weave.ts'

/** A reload and the row that shows it. */
export interface ReloadMark {
  readonly seq: number
  readonly reload: Reload
}

/** The reload rows of one log: each reload has one, before its first line, whatever came first. */
export interface ReloadMarks {
  /** Rows for lines that arrive live; the first line of a reload that nobody has told of gets a pending one before it. */
  rowsOf(sessionId: string, entries: readonly LogEntry[]): NewRow[]
  /** A reload has ended: its row says so, or a new row does. */
  apply(sessionId: string, reload: Reload): void
  /** The rows there are, by `keyOf`. */
  all(sessionId: string): Map<string, ReloadMark>
  /** Lines of this reload were seen. */
  note(sessionId: string, sequence: number | null): void
  /** Somebody else has put a row for it. */
  noteShown(sessionId: string, reload: Reload): void
  clear(): void
}

/** Reloads are known by their number; 0 means that the server was not told one. */
export const keyOf = ({ sequence, reloadId, at }: Reload): string => (sequence > 0 ? `#${sequence}` : (reloadId ?? at))

/** Of two tellings of one reload the one that knows how it ended. */
export const better = (a: Reload, b: Reload | undefined): Reload => (a.success === null && b ? b : a)

/** Reloads remembered after retention has dropped their row, so that a replay does not bring them back. */
const REMEMBERED = 2_000

/** `isWhole`: the log is one session's and has its older lines too. */
export function createReloadMarks(buffer: LogBuffer, isWhole: boolean): ReloadMarks {
  /** Highest reload of each session so far; absent as long as its first line may be in the middle of one. */
  const highest = new Map<string, number>()
  const shown = createRecentSet(REMEMBERED)

  function all(sessionId: string): Map<string, ReloadMark> {
    const found = new Map<string, ReloadMark>()
    for (const row of otherRows(buffer))
      if (row.kind === 'reload' && row.sessionId === sessionId) found.set(keyOf(row.reload), row)
    return found
  }

  function note(sessionId: string, sequence: number | null): void {
    highest.set(sessionId, Math.max(highest.get(sessionId) ?? 0, sequence ?? 0))
  }

  /** False when it was shown before. */
  function noteShown(sessionId: string, reload: Reload): boolean {
    note(sessionId, reload.sequence)
    return shown.add(`${sessionId} ${keyOf(reload)}`)
  }

  return {
    all,
    note,
    noteShown,
    rowsOf(sessionId, entries) {
      const rows: NewRow[] = []
      let top = highest.get(sessionId)
      for (const entry of entries) {
        const sequence = entry.reloadSequence
        if (sequence !== null && sequence > (top ?? 0)) {
          if (top !== undefined) {
            const reload = pendingReload(sequence, entry.ts)
            rows.push({ kind: 'reload', sessionId, reload })
            noteShown(sessionId, reload)
          }
          top = sequence
        } else if (isWhole || sequence !== null) top ??= sequence ?? 0
        rows.push({ kind: 'line', sessionId, entry })
      }
      if (top !== undefined) note(sessionId, top)
      return rows
    },
    apply(sessionId, reload) {
      const mark = all(sessionId).get(keyOf(reload))
      if (mark) buffer.update(mark.seq, { kind: 'reload', sessionId, reload: better(reload, mark.reload) })
      else if (noteShown(sessionId, reload)) buffer.append([{ kind: 'reload', sessionId, reload }])
    },
    clear() {
      highest.clear()
      shown.clear()
    },
  }
}
