import type { NewRow } from './log-row.ts'
import type { LineHash } from './recent-ids.ts'
import type { StoredSegment } from './stored-segment.ts'

/** Bits of a small filter: nearly all kept rows are passed by without a look into a map. */
const FILTER_BITS = 16

const keyOf = (sessionId: string, logId: string) => `${sessionId.length}:${sessionId}${logId}`

/**
 * Those of the rows that are not kept in the segments yet, and none twice; rows that are no lines always count as
 * new. Exact: the hashes only say where to look. Rows `from <= seq < to` do not count as kept.
 */
export function withoutKept(
  rows: readonly NewRow[],
  segments: readonly StoredSegment[],
  hash: LineHash,
  [from, to]: readonly [from: number, to: number] = [0, 0],
): readonly NewRow[] {
  const wanted = new Set<number>()
  const filter = new Uint8Array(1 << FILTER_BITS)
  for (const row of rows) {
    if (row.kind !== 'line') continue
    const { low } = hash.of(row.sessionId, row.entry.logId)
    wanted.add(low)
    filter[low >>> (32 - FILTER_BITS)] = 1
  }
  const known = new Set<string>()
  if (wanted.size > 0) for (const segment of segments) collect(segment)
  return rows.filter((row) => {
    if (row.kind !== 'line') return true
    const key = keyOf(row.sessionId, row.entry.logId)
    return !known.has(key) && known.add(key)
  })

  function collect(segment: StoredSegment): void {
    const { idHash, count, start } = segment
    for (let i = 0; i < count; i++) {
      const low = idHash[i]!
      if (filter[low >>> (32 - FILTER_BITS)] === 0 || !wanted.has(low) || !segment.isLine(i)) continue
      if (start + i >= from && start + i < to) continue
      const { sessionId, logId } = segment.identityAt(i)
      known.add(keyOf(sessionId, logId))
    }
  }
}
