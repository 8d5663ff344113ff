import { segmentOf, type LogRows } from './log-rows.ts'
import { NO_LINE } from './log-segment.ts'
import { createRowSpan } from './row-span.ts'

/** A reload's number and the row where it stands. */
export interface ReloadPlace {
  readonly sequence: number
  readonly seq: number
}

/** The newest reloads of each session that a buffer knows. Looks at new rows only. */
export interface ReloadIndex {
  /** Takes in what the buffer has got or lost. */
  refresh(): void
  /** Changes when the newest reload of any session is another one. */
  readonly epoch: number
  /** The reload with the highest number; of equal ones the last. */
  newest(sessionId: string): ReloadPlace | null
  /** The one before that. */
  previous(sessionId: string): ReloadPlace | null
}

function latest(places: readonly ReloadPlace[], below = Infinity): ReloadPlace | null {
  let found: ReloadPlace | null = null
  for (const place of places) {
    if (place.sequence >= below) continue
    const isLater = !found || place.sequence > found.sequence
    if (isLater || (place.sequence === found!.sequence && place.seq > found!.seq)) found = place
  }
  return found
}

export function createReloadIndex(rows: LogRows): ReloadIndex {
  const span = createRowSpan(rows)
  const places = new Map<string, ReloadPlace[]>()
  const newest = new Map<string, ReloadPlace | null>()
  let version: number | null = null
  let epoch = 0

  function look(from: number, to: number): void {
    const segments = rows.segments()
    for (let seq = from; seq < to;) {
      const segment = segmentOf(segments, seq)
      if (!segment) return
      const end = Math.min(segment.count, to - segment.start)
      for (let at = segment.rank.indexOf(NO_LINE, seq - segment.start); at !== -1 && at < end;) {
        const row = rows.row(segment.start + at)
        if (row?.kind === 'reload') {
          const { sequence } = row.reload
          places.set(row.sessionId, [...(places.get(row.sessionId) ?? []), { sequence, seq: row.seq }])
        }
        at = segment.rank.indexOf(NO_LINE, at + 1)
      }
      seq = segment.start + end
    }
  }

  function refresh(): void {
    if (version === rows.version) return
    version = rows.version
    if (span.sync()) {
      span.restart()
      places.clear()
      epoch++
    }
    const { first, next } = rows
    for (const [session, known] of places) {
      if (known.some((place) => place.seq < first))
        places.set(
          session,
          known.filter((place) => place.seq >= first),
        )
    }
    look(span.high, next)
    look(first, span.low)
    span.low = first
    span.high = next
    for (const session of new Set([...places.keys(), ...newest.keys()])) {
      const found = latest(places.get(session) ?? [])
      const before = newest.get(session) ?? null
      if (found?.seq !== before?.seq || found?.sequence !== before?.sequence) epoch++
      newest.set(session, found)
    }
  }

  return {
    refresh,
    get epoch() {
      return epoch
    },
    newest: (sessionId) => newest.get(sessionId) ?? null,
    previous(sessionId) {
      const known = newest.get(sessionId)
      return known ? latest(places.get(sessionId) ?? [], known.sequence) : null
    },
  }
}
