import type { LogRow, NewRow } from './log-row.ts'
import type { LogRows } from './log-rows.ts'
import { createNameTable } from './name-table.ts'
import { createConstantColumn } from './constant-column.ts'
import { withoutKept } from './kept-lines.ts'
import { createPackQueue } from './pack-queue.ts'
import { createRecentIds, LineHash, RECENT_LINES } from './recent-ids.ts'
import { createSegmentList } from './segment-list.ts'
import { createUnpacked, type Pack } from './segment-strings.ts'
import { MOST_SESSIONS, MOST_SOURCES, type SegmentShare } from './stored-segment.ts'
import { UtcTime } from './utc-time.ts'

/**
 * The lines that this browser keeps of one scope, oldest first, bounded. Plain data outside of any
 * reactivity: a view reads `row(seq)` and redraws when it is told that the version moved.
 * Within one generation a number is given to one row only.
 */
export interface LogBuffer extends LogRows {
  /** Rows arriving live. A line whose id is known is dropped: replay is at least once. */
  append(rows: readonly NewRow[]): void
  /**
   * Puts older rows before what is there already, without the lines that both have; they get numbers below `first`.
   * Returns how many could not be kept for lack of room; the oldest ones are left out.
   */
  prepend(rows: readonly NewRow[]): number
  /**
   * Puts other rows in the place of one (or of `count`), e.g. the lines of a gap; lines that are there already are
   * left out. Newer rows keep their numbers, older ones move: the generation changes.
   */
  replace(seq: number, rows: readonly NewRow[], count?: number): void
  /** Says something else in the place of a row, e.g. how a reload ended. No number changes. */
  update(seq: number, row: NewRow): void
  /** The rows without the lines that are kept already. */
  missing(rows: readonly NewRow[]): readonly NewRow[]
  /** '' for lines without a source, and for those beyond the first 254. */
  sourceName(index: number): string
  /** '' for rows of no session, and for those beyond the first 65 534. */
  sessionName(index: number): string
  clear(): void
}

export interface BufferOptions {
  /** Null keeps all texts as they are. */
  readonly pack?: Pack | null
  /** Nothing is packed before more segments than this are kept … */
  readonly packAbove?: number
  /** … and the newest ones never are. */
  readonly young?: number
}

/** A log of usual size is never packed: its memory is small and packing costs time while lines stream in. */
const PACK_ABOVE = 64
const YOUNG = 24
const ROWS_PER_SEGMENT = 1_024
/** Retention drops whole segments, so a small limit needs small ones. */
const SEGMENTS_PER_LIMIT = 16
/** Room for long lines. Beyond it the limit counts text instead of rows: a browser tab must outlive a noisy plugin. */
const CHARACTERS_PER_ROW = 512
const LEAST_CHARACTERS = 64 * 1024 * 1024
const UNPACKED_SEGMENTS = 8

/** `limit`: rows to keep; up to one segment more are kept. */
export function createLogBuffer(limit: number, options: BufferOptions = {}): LogBuffer {
  const { pack = null, packAbove = PACK_ABOVE, young = YOUNG } = options
  const share: SegmentShare = {
    sources: createNameTable(MOST_SOURCES),
    sessions: createNameTable(MOST_SESSIONS),
    time: new UtcTime(),
    messages: createUnpacked(UNPACKED_SEGMENTS),
    details: createUnpacked(UNPACKED_SEGMENTS),
    constant: {
      reload: createConstantColumn<Int32Array>(),
      fingerprint: createConstantColumn<Uint32Array>(),
      session: createConstantColumn<Uint16Array>(),
    },
  }
  const hash = new LineHash()
  const recent = createRecentIds()
  const size = Math.min(ROWS_PER_SEGMENT, Math.max(1, Math.ceil(limit / SEGMENTS_PER_LIMIT)))
  const mostCharacters = Math.max(LEAST_CHARACTERS, limit * CHARACTERS_PER_ROW)
  const kept = createSegmentList(size, share, hash)
  const queue = createPackQueue(pack, { above: packAbove, young }, () => kept.all)
  let dropped = 0
  let generation = 0
  let version = 0

  /** Segments may have come or been made anew. */
  function changed(): void {
    version++
    queue.wake()
  }

  function trim(): void {
    for (let oldest = kept.all[0]; oldest && kept.all.length > 1; oldest = kept.all[0]) {
      if (kept.rows - oldest.count < limit && kept.characters <= mostCharacters) return
      kept.shift()
      dropped += oldest.lines
    }
  }

  const hashOf = (row: NewRow) => (row.kind === 'line' ? hash.of(row.sessionId, row.entry.logId) : null)

  return {
    append(rows) {
      const before = kept.next
      for (const row of rows) {
        const id = hashOf(row)
        if (id && !recent.add(id)) continue
        kept.push(row, id?.low ?? 0)
        // In between, so that one huge batch never needs room for all of it.
        if (kept.all.at(-1)!.count > 1) continue
        trim()
        queue.wake()
      }
      if (kept.next === before) return
      trim()
      version++
    },
    prepend(rows) {
      const fresh = withoutKept(rows, kept.all, hash)
      const room = kept.characters > mostCharacters ? 0 : Math.max(0, limit - kept.rows)
      const older = room === 0 ? [] : fresh.slice(-room)
      if (older.length > 0) {
        kept.unshift(older)
        for (const row of older.slice(-RECENT_LINES).toReversed()) {
          const id = hashOf(row)
          if (id) recent.addOlder(id)
        }
        changed()
      }
      return fresh.length - older.length
    },
    replace(seq, rows, count = 1) {
      if (seq < kept.first || seq + count > kept.next || count < 1) return
      const fresh = withoutKept(rows, kept.all, hash, [seq, seq + count])
      kept.splice(seq, count, fresh)
      for (const row of fresh.slice(-RECENT_LINES)) {
        const id = hashOf(row)
        if (id) recent.add(id)
      }
      generation++
      trim()
      changed()
    },
    update(seq, row) {
      const segment = kept.find(seq)
      if (!segment) return
      const i = seq - segment.start
      if (row.kind !== 'line' && !segment.isLine(i) && !segment.isPacked) segment.setOther(i, row)
      else {
        kept.splice(seq, 1, [row])
        const id = hashOf(row)
        if (id) recent.add(id)
      }
      changed()
    },
    missing: (rows) => withoutKept(rows, kept.all, hash),
    row: (seq): LogRow | undefined => kept.row(seq),
    segments: () => kept.all,
    sourceName: share.sources.nameOf,
    sessionName: share.sessions.nameOf,
    get first() {
      return kept.first
    },
    get next() {
      return kept.next
    },
    get dropped() {
      return dropped
    },
    get generation() {
      return generation
    },
    get version() {
      return version
    },
    clear() {
      kept.clear()
      recent.clear()
      share.sources.clear()
      share.sessions.clear()
      share.messages.clear()
      share.details.clear()
      dropped = 0
      generation++
      changed()
    },
  }
}
