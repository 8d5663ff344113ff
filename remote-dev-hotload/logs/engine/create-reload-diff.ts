import { plainText } from '../ansi.ts'
import { NO_LINE } from './log-segment.ts'
import { segmentOf, type LogRows } from './log-rows.ts'
import type { DiffItem, ReloadDiff } from './reload-diff.ts'
import { createReloadIndex, type ReloadPlace } from './reload-index.ts'
import { createRowSpan } from './row-span.ts'

export interface ReloadDiffSource {
  /** Null as long as no reload of the session is known. The same object until something changed. */
  diff(): ReloadDiff | null
  /** Takes in what the buffer has got since last time: new rows only, or a new reload's two windows. */
  refresh(): void
}

interface Kind {
  readonly fingerprint: number
  now: number
  before: number
  rank: number
  seq: number
  /** Of the row `textOf`, read when it is first asked for and kept for when the row has gone. */
  text: string
  textOf: number | null
}

const WARN_RANK = 3
const MAX_ITEMS = 200
/** A server that makes every line another kind must not fill the memory; what comes after is not counted. */
const MAX_KINDS = 10_000
/** Without an earlier reload the window begins with the session; nobody waits for more rows than this. */
const MAX_BACK = 100_000

const ORDER = { new: 0, still: 1, gone: 2 } as const
type State = keyof typeof ORDER

const stateOf = (kind: Kind): State => (kind.now === 0 ? 'gone' : kind.before === 0 ? 'new' : 'still')

const isLater = (a: ReloadPlace | null, b: ReloadPlace | null): boolean =>
  a !== null && (b === null || a.sequence > b.sequence || (a.sequence === b.sequence && a.seq > b.seq))

/** Compares what a session complains about since its newest reload with what it complained about before. */
export function createReloadDiff({
  buffer,
  sessionId,
}: {
  readonly buffer: LogRows
  readonly sessionId: string
}): ReloadDiffSource {
  const reloads = createReloadIndex(buffer)
  const span = createRowSpan(buffer)
  const kinds = new Map<number, Kind>()
  let newest: ReloadPlace | null = null
  let previous: ReloadPlace | null = null
  let version: number | null = null
  let known: ReloadDiff | null = null
  let isStale = false
  /** Oldest row that has been looked at. */
  let floor = buffer.next

  function windowOf(seq: number, reload: number): 'now' | 'before' | null {
    if (reload < 0) return seq > newest!.seq ? 'now' : previous && seq < previous.seq ? null : 'before'
    if (reload >= newest!.sequence) return 'now'
    return previous && reload < previous.sequence ? null : 'before'
  }

  function count(seq: number, fingerprint: number, rank: number, window: 'now' | 'before'): void {
    let kind = kinds.get(fingerprint)
    if (!kind) {
      if (kinds.size >= MAX_KINDS) return
      kind = { fingerprint, now: 0, before: 0, rank, seq, text: '', textOf: null }
      kinds.set(fingerprint, kind)
    }
    kind[window]++
    kind.rank = Math.max(kind.rank, rank)
    kind.seq = Math.max(kind.seq, seq)
  }

  function look(from: number, to: number): void {
    const segments = buffer.segments()
    for (let seq = from; seq < to;) {
      const segment = segmentOf(segments, seq)
      if (!segment) return
      const end = Math.min(segment.count, to - segment.start)
      for (let index = seq - segment.start; index < end; index++) {
        const rank = segment.rank[index]!
        if (rank < WARN_RANK || rank === NO_LINE) continue
        if (buffer.sessionName(segment.session[index]!) !== sessionId) continue
        const window = windowOf(segment.start + index, segment.reload[index]!)
        if (window) count(segment.start + index, segment.fingerprint[index]!, rank, window)
      }
      seq = segment.start + end
    }
  }

  /** The row of a reload, or its first line when that stands before the row: the end was told before the start. */
  function startOf({ sequence, seq }: ReloadPlace): number {
    let start = seq
    for (let at = seq - 1; at >= Math.max(buffer.first, seq - MAX_BACK); at--) {
      const segment = segmentOf(buffer.segments(), at)
      const reload = segment?.reload[at - segment.start] ?? -1
      if (reload >= 0 && reload < sequence) break
      if (reload === sequence) start = at
    }
    return start
  }

  /** Begins with the reload before, if that is still kept. */
  function restart(): void {
    kinds.clear()
    const from = previous ? startOf(previous) : newest ? newest.seq - MAX_BACK : buffer.next
    floor = Math.max(buffer.first, from)
    span.high = floor
  }

  function isOther(found: ReloadPlace | null, before: ReloadPlace | null): boolean {
    if (isLater(found, newest) || isLater(before, previous)) return true
    return newest !== null && !previous && buffer.first < floor && floor > newest.seq - MAX_BACK
  }

  function refresh(): void {
    if (version === buffer.version) return
    version = buffer.version
    isStale = true
    const isRenumbered = span.sync()
    reloads.refresh()
    const found = reloads.newest(sessionId)
    const before = reloads.previous(sessionId)
    if (isRenumbered) {
      newest = found
      previous = before
      restart()
    } else if (isOther(found, before)) {
      // A reload whose row has been pushed out still separates the windows.
      const last = found && newest && newest.sequence < found.sequence ? newest : previous
      if (isLater(found, newest)) newest = found
      previous = isLater(last, before) ? last : before
      restart()
    }
    if (newest) look(span.high, buffer.next)
    span.high = buffer.next
  }

  function textOf(kind: Kind): string {
    if (kind.textOf === kind.seq) return kind.text
    const row = buffer.row(kind.seq)
    if (row?.kind === 'line') {
      kind.text = plainText(row.entry.message)
      kind.textOf = kind.seq
    }
    return kind.text
  }

  function itemOf(kind: Kind): DiffItem {
    const { fingerprint, rank, now, before, seq } = kind
    return { state: stateOf(kind), fingerprint, rank, text: textOf(kind), now, before, seq }
  }

  function compute(sequence: number): ReloadDiff {
    const counts: Record<State, number> = { new: 0, still: 0, gone: 0 }
    for (const kind of kinds.values()) counts[stateOf(kind)]++
    const sorted = [...kinds.values()].sort(
      (a, b) => ORDER[stateOf(a)] - ORDER[stateOf(b)] || b.rank - a.rank || b.seq - a.seq,
    )
    return { sequence, items: sorted.slice(0, MAX_ITEMS).map(itemOf), counts }
  }

  return {
    refresh,
    diff() {
      if (version === null) refresh()
      if (isStale) {
        known = newest && compute(newest.sequence)
        isStale = false
      }
      return known
    },
  }
}
