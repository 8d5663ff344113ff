import { fingerprintOf } from '../fingerprint.ts'
import { rankOf } from '../level.ts'
import type { LogRows } from '../log-rows.ts'
import type { NewRow } from '../log-row.ts'
import { NO_LINE, type LogSegment } from '../log-segment.ts'

/** A buffer of plain arrays, for tests of what reads one. */
export interface FakeBuffer extends LogRows {
  append(rows: readonly NewRow[]): void
  prepend(rows: readonly NewRow[]): void
  replace(seq: number, rows: readonly NewRow[]): void
  update(seq: number, row: NewRow): void
  /** What retention does: takes the oldest rows away. */
  drop(count: number): void
  clear(): void
  /** Segments whose texts were asked for. */
  readonly unpacked: number
}

const INDEX_OF_NONE = 0

export function createFakeBuffer(segmentSize = 4): FakeBuffer {
  let rows: NewRow[] = []
  let first = 0
  let generation = 0
  let version = 0
  let dropped = 0
  let unpacked = 0
  const sources = ['']
  const sessions = ['']

  function indexIn(names: string[], name: string | null): number {
    if (name === null) return INDEX_OF_NONE
    const known = names.indexOf(name)
    return known === -1 ? names.push(name) - 1 : known
  }

  function segment(start: number, part: readonly NewRow[]): LogSegment {
    const lineOf = (row: NewRow) => (row.kind === 'line' ? row : null)
    return {
      start,
      count: part.length,
      ts: Float64Array.from(part, (row) => (row.kind === 'line' ? Date.parse(row.entry.ts) : 0)),
      rank: Uint8Array.from(part, (row) => (row.kind === 'line' ? rankOf(row.entry.level) : NO_LINE)),
      source: Uint8Array.from(part, (row) => indexIn(sources, lineOf(row)?.entry.source ?? null)),
      session: Uint16Array.from(part, (row) => indexIn(sessions, 'sessionId' in row ? row.sessionId : null)),
      reload: Int32Array.from(part, (row) => lineOf(row)?.entry.reloadSequence ?? -1),
      fingerprint: Uint32Array.from(part, (row) =>
        row.kind === 'line' && rankOf(row.entry.level) >= 3 ? fingerprintOf(row.entry.message) : 0,
      ),
      texts() {
        unpacked++
        return part.map((row) => lineOf(row)?.entry.message ?? '')
      },
      fields: () =>
        part.map((row) => {
          const fields = lineOf(row)?.entry.fields ?? null
          return fields === null ? '' : JSON.stringify(fields)
        }),
    }
  }

  return {
    append(fresh) {
      rows.push(...fresh)
      version++
    },
    prepend(older) {
      rows = [...older, ...rows]
      first -= older.length
      version++
    },
    replace(seq, instead) {
      const at = seq - first
      rows = [...rows.slice(0, at), ...instead, ...rows.slice(at + 1)]
      generation++
      version++
    },
    update(seq, row) {
      rows[seq - first] = row
      version++
    },
    drop(count) {
      const gone = rows.slice(0, count)
      rows = rows.slice(count)
      first += gone.length
      dropped += gone.filter((row) => row.kind === 'line').length
      version++
    },
    clear() {
      rows = []
      generation++
      version++
    },
    row(seq) {
      const row = rows[seq - first]
      return row && { ...row, seq }
    },
    segments() {
      const all: LogSegment[] = []
      for (let at = 0; at < rows.length; at += segmentSize)
        all.push(segment(first + at, rows.slice(at, at + segmentSize)))
      return all
    },
    sourceName: (index) => sources[index] ?? '',
    sessionName: (index) => sessions[index] ?? '',
    get first() {
      return first
    },
    get next() {
      return first + rows.length
    },
    get generation() {
      return generation
    },
    get version() {
      return version
    },
    get dropped() {
      return dropped
    },
    get unpacked() {
      return unpacked
    },
  }
}
