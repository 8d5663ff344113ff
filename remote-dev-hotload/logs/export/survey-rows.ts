import type { LogRow } from '../engine/log-row.ts'
import { segmentOf } from '../engine/log-rows.ts'
import { NO_LINE, type LogSegment } from '../engine/log-segment.ts'
import { lineName, seqsOf, type LineName, type RowBuffer, type RowSource } from './row-source.ts'
import { createSlices, type Pace } from './slices.ts'

/** Which rows an export has, fixed at its start, and what its header tells of them. */
export interface Survey {
  readonly seqs: readonly number[]
  readonly lines: number
  /** RFC 3339; null without lines or with times that cannot be read. */
  readonly from: string | null
  readonly to: string | null
  /** Sessions that have lines among the rows. */
  readonly sessions: readonly string[]
  /** Missed events of each gap; null where the server did not know. */
  readonly gaps: readonly (number | null)[]
  readonly first: LineName | null
  readonly last: LineName | null
  /** Of the buffer: the numbers are good for it alone. */
  readonly generation: number | undefined
}

const timeOf = (row: LogRow | undefined): string | null => {
  const time = row?.kind === 'line' ? Date.parse(row.entry.ts) : NaN
  return Number.isNaN(time) ? null : new Date(time).toISOString()
}

/** Looks at each row once, in slices, after the filter has been worked off. Null when the signal has ended it. */
export async function surveyRows(source: RowSource, pace: Pace, signal: AbortSignal): Promise<Survey | null> {
  // A filter that is still being worked off shows the newest rows only.
  while (source.view?.search && !signal.aborted) await pace.pause()
  const slices = createSlices(pace)
  for (;;) {
    const survey = await once()
    if (survey !== 'renumbered') return survey
  }

  async function once(): Promise<Survey | null | 'renumbered'> {
    const { buffer } = source
    const { generation } = buffer
    const readLine = createLineReader(buffer)
    const seqs: number[] = []
    const sessions = new Set<string>()
    const gaps: (number | null)[] = []
    let lines = 0
    let first: LogRow | undefined
    let last = -1
    for (const seq of seqsOf(source)) {
      const sessionId = readLine(seq)
      const row = sessionId === null ? buffer.row(seq) : undefined
      // How this browser's connection fared is no part of the log.
      if (row?.kind === 'mark' && row.mark.downMs !== undefined) continue
      if (sessionId !== null || row) seqs.push(seq)
      if (row?.kind === 'gap') gaps.push(row.gap.missed)
      if (sessionId !== null) {
        lines++
        sessions.add(sessionId)
        first ??= buffer.row(seq)
        last = seq
      }
      if (!slices.isOver) continue
      await slices.next()
      if (signal.aborted) return null
      if (buffer.generation !== generation) return 'renumbered'
    }
    const newest = lines === 0 ? undefined : buffer.row(last)
    const ends = { first: first ? lineName(first) : null, last: newest ? lineName(newest) : null }
    const times = { from: timeOf(first), to: timeOf(newest) }
    return { seqs, lines, sessions: [...sessions], gaps, ...times, ...ends, generation }
  }
}

/** The session of a line; null for any other row. From the columns where there are some: no text is unpacked. */
function createLineReader(buffer: RowBuffer): (seq: number) => string | null {
  let segment: LogSegment | undefined
  return (seq) => {
    if (!buffer.segments || !buffer.sessionName) {
      const row = buffer.row(seq)
      return row?.kind === 'line' ? row.sessionId : null
    }
    if (!segment || seq < segment.start || seq >= segment.start + segment.count) {
      segment = segmentOf(buffer.segments(), seq)
    }
    if (!segment || segment.rank[seq - segment.start] === NO_LINE) return null
    return buffer.sessionName(segment.session[seq - segment.start]!)
  }
}

/** Where a line is now, looked for from the end; undefined when it is not kept any more. */
export async function findLine(buffer: RowBuffer, name: LineName, pace: Pace): Promise<number | undefined> {
  const slices = createSlices(pace)
  for (let seq = buffer.next - 1; seq >= buffer.first; seq--) {
    const row = buffer.row(seq)
    if (row?.kind === 'line' && row.entry.logId === name.logId && row.sessionId === name.sessionId) return seq
    if (slices.isOver) await slices.next()
  }
  return undefined
}
