import type { ExportWriter } from './export-format.ts'
import type { ExportHeader } from './export-header.ts'
import type { ExportTarget } from './export-target.ts'
import { lineName, type LineName, type RowSource } from './row-source.ts'
import { createSlices, type Pace } from './slices.ts'
import { findLine, surveyRows, type Survey } from './survey-rows.ts'

/** How the writing ended. `rearranged`: the place in the log was lost and the file would not be whole. */
export type WriteOutcome =
  | { readonly kind: 'done'; readonly lines: number; readonly gone: number }
  | { readonly kind: 'cancelled' | 'rearranged' }

export interface WriteJob {
  readonly source: RowSource
  readonly survey: Survey
  readonly header: ExportHeader
  readonly writer: ExportWriter
  readonly target: Pick<ExportTarget, 'write'>
  readonly pace: Pace
  readonly signal: AbortSignal
  /** Rows done, of `survey.seqs.length`. Called once a slice. */
  onProgress(done: number): void
}

/** Characters that are handed on at once: enough to make a call cheap, little enough to hold. */
const CHUNK = 256 * 1024

/**
 * Writes header, rows and footer, in slices. New lines are not in it: the survey has fixed the end. Lines that
 * leave the buffer before their turn are counted. The target stays open, whatever the outcome.
 */
export async function writeRows(job: WriteJob): Promise<WriteOutcome> {
  const { source, writer, target, pace, signal, onProgress } = job
  const { buffer } = source
  const slices = createSlices(pace)
  let { seqs, generation } = job.survey
  let text = writer.header(job.header)
  let lines = 0
  let before = 0
  let written: LineName | null = null

  for (let i = 0; i < seqs.length; i++) {
    if (buffer.generation !== generation) {
      const rest = await surveyRest(written)
      if (signal.aborted) return { kind: 'cancelled' }
      if (rest === null) return { kind: 'rearranged' }
      before += i
      ;({ seqs, generation } = rest)
      i = -1
      continue
    }
    const row = buffer.row(seqs[i]!)
    if (row) text += writer.row(row)
    if (row?.kind === 'line') {
      lines++
      written = lineName(row)
    }
    if (text.length >= CHUNK) {
      await target.write(text)
      text = ''
    }
    if (slices.isOver) {
      await slices.next()
      onProgress(before + i + 1)
    }
    if (signal.aborted) return { kind: 'cancelled' }
  }
  const gone = Math.max(0, job.survey.lines - lines)
  await target.write(text + writer.footer({ lines, gone, resumedAs: [] }))
  onProgress(job.survey.seqs.length)
  return { kind: 'done', lines, gone }

  /** Rows have got new numbers: finds the ones that are still to be written by the lines around them. */
  async function surveyRest(after: LineName | null): Promise<Survey | null> {
    const { first, last } = job.survey
    const start = after ?? first
    const from = start && (await findLine(buffer, start, pace))
    const to = last && (await findLine(buffer, last, pace))
    if (to == null) return null
    // A first line that is gone takes everything before it along: only the oldest rows ever leave.
    const range = { from: from == null ? buffer.first : after === null ? from : from + 1, to }
    return surveyRows({ ...source, range }, pace, signal)
  }
}
