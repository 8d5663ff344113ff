import type { LogEntry, Reload } from '../../contracts/index.ts'
import type { LogBuffer } from './engine/log-buffer.ts'
import type { NewRow } from './engine/log-row.ts'
import { NO_LINE } from './engine/log-segment.ts'
import { nextLine } from './other-rows.ts'
import { better, keyOf, type ReloadMarks } from './reload-marks.ts'
import { weave } from './reload-weave.ts'

/** A page of the server, oldest first, for the front of a log. */
export interface HistoryPage {
  readonly buffer: LogBuffer
  readonly marks: ReloadMarks
  readonly sessionId: string
  readonly entries: readonly LogEntry[]
  readonly reloads: readonly Reload[]
  readonly hasBefore: boolean
  /** The first page of this log: what came live before it may stand in the wrong place and is put right. */
  readonly isFirst: boolean
}

/** Puts the page before what is there, each reload once and before its lines. Returns how many rows had no room. */
export function insertHistory({ buffer, marks, sessionId, entries, reloads, hasBefore, isFirst }: HistoryPage): number {
  const lines = entries.map((entry): NewRow => ({ kind: 'line', sessionId, entry }))
  const missing = new Set(buffer.missing(lines))
  const fresh = entries.filter((_, i) => missing.has(lines[i]!))
  const shown = marks.all(sessionId)
  const told = new Map<string, Reload>()
  for (const reload of reloads) told.set(keyOf(reload), better(reload, told.get(keyOf(reload))))

  for (const [key, { seq, reload }] of [...shown].toSorted(([, a], [, b]) => a.seq - b.seq)) {
    const known = better(reload, told.get(key))
    if (isFirst && isMisplaced(seq, reload.sequence)) {
      buffer.replace(seq, [])
      told.set(key, known)
      continue
    }
    told.delete(key)
    if (known !== reload) buffer.update(seq, { kind: 'reload', sessionId, reload: known })
  }

  const next = nextLine(buffer, buffer.first - 1, 1)
  const [late, others] = [[] as Reload[], [] as Reload[]]
  for (const reload of told.values()) (isLate(reload) ? late : others).push(reload)
  const { rows, later } = weave({
    sessionId,
    entries: fresh,
    reloads: others,
    before: hasBefore ? null : beforeStart(fresh[0]?.reloadSequence ?? 0),
    isStart: !hasBefore,
    next: next && { ts: Date.parse(next.entry.ts), reload: isMarked(next.entry) ? null : next.entry.reloadSequence },
  })
  const refused = buffer.prepend(rows)
  if (isFirst) for (const reload of [...late, ...later]) insertLate(reload)
  for (const row of rows) if (row.kind === 'reload') marks.noteShown(sessionId, row.reload)
  for (const { reloadSequence } of entries) marks.note(sessionId, reloadSequence)
  if (entries.length === 0) marks.note(sessionId, null)
  return refused

  /** A log may begin in the middle of a reload whose lines the server has dropped; one that goes on begins with it. */
  function beforeStart(sequence: number): number {
    return reloads.every((reload) => reload.sequence < sequence) ? 0 : sequence
  }

  function isMarked({ reloadSequence }: LogEntry): boolean {
    return marks.all(sessionId).has(`#${reloadSequence}`)
  }

  /** Older lines of the same reload have come, or it was told of after its first line. */
  function isMisplaced(seq: number, sequence: number): boolean {
    // Without older lines only the start of the log says that what came live is all there is.
    if (sequence <= 0 || (fresh.length === 0 && hasBefore)) return false
    if (fresh.some(({ reloadSequence }) => reloadSequence === sequence)) return true
    const first = nextLine(buffer, buffer.first - 1, 1)
    return first !== null && first.entry.reloadSequence === sequence && first.seq < seq
  }

  function isLate({ sequence }: Reload): boolean {
    if (sequence <= 0 || fresh.some(({ reloadSequence }) => reloadSequence === sequence)) return false
    const seq = firstLine(({ reload }, i) => reload[i] === sequence)
    return seq !== undefined && seq !== next?.seq
  }

  function firstLine(
    is: (segment: ReturnType<LogBuffer['segments']>[number], i: number) => boolean,
  ): number | undefined {
    for (const segment of buffer.segments())
      for (let i = 0; i < segment.count; i++)
        if (segment.rank[i] !== NO_LINE && is(segment, i)) return segment.start + i
    return undefined
  }

  /** Among the lines that came live. */
  function insertLate(reload: Reload): void {
    const at = Date.parse(reload.at)
    const named = reload.sequence > 0 ? firstLine((segment, i) => segment.reload[i] === reload.sequence) : undefined
    const seq = named ?? firstLine(({ ts }, i) => ts[i]! >= at)
    const row = seq === undefined ? undefined : buffer.row(seq)
    const mark: NewRow = { kind: 'reload', sessionId, reload }
    marks.noteShown(sessionId, reload)
    if (row) buffer.replace(row.seq, [mark, row])
    else buffer.append([mark])
  }
}
