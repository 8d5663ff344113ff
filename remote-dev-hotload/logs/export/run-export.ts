import type { Clock } from '../../kernel/index.ts'
import type { LogsPort } from '../ports.ts'
import { exportWriter, type ExportFormat } from './export-format.ts'
import type { ExportHeader, ExportScope } from './export-header.ts'
import type { ExportState } from './export-state.ts'
import { createDownloadTarget, pickTarget, type ExportTarget, type SavePage } from './export-target.ts'
import { exportFileName } from './file-name.ts'
import type { RowSource } from './row-source.ts'
import type { Pace } from './slices.ts'
import { surveyRows, type Survey } from './survey-rows.ts'
import { writeRows } from './write-rows.ts'

export interface ExportDeps {
  readonly record: LogsPort['record']
  readonly uuid: () => string
  readonly clock: Clock
  readonly pace: Pace
  readonly page: SavePage
}

export interface ExportWish {
  readonly format: ExportFormat
  readonly scope: ExportScope
  readonly source: RowSource
  /** Named in the record when no row tells its session. */
  readonly sessionIds: readonly string[]
  /** In words. */
  readonly filter: string
  readonly hasOlder: boolean
  /** For the file name: plugin or session. */
  readonly name: string
}

/** Above this the file is streamed to a place that the user picks; below it a plain download asks nothing. */
const STREAM_FROM_LINES = 50_000
/** A bar that moves more often is no better to read. */
const SHOW_EVERY_MS = 100
/** The wire contract's bounds of a record. */
const MAX_FILTER = 4_000
const MAX_SESSIONS = 1_000

/**
 * One export from the press to the file: count, record, write. Without an audit id nothing is written.
 * @param waitForPress resolves when the user has pressed once more, or when the signal ends
 */
export async function runExport(
  wish: ExportWish,
  deps: ExportDeps,
  signal: AbortSignal,
  show: (state: ExportState) => void,
  waitForPress: () => Promise<void>,
): Promise<ExportState> {
  const { format } = wish
  show({ kind: 'counting', format })
  const survey = await surveyRows(wish.source, deps.pace, signal)
  if (survey === null || signal.aborted) return { kind: 'cancelled', auditId: null }

  show({ kind: 'recording', format })
  const sessionIds = (survey.sessions.length > 0 ? survey.sessions : wish.sessionIds).slice(0, MAX_SESSIONS)
  const { lines, from, to } = survey
  const filter = wish.filter.slice(0, MAX_FILTER)
  const key = deps.uuid()
  const asked = deps.record({ action: 'logs.export', sessionIds, lines, from, to, filter, masked: true, key })
  const answer = await Promise.race([asked, endOf(signal)])
  if (answer === 'ended') return { kind: 'cancelled', auditId: null }
  if (!answer.ok) return { kind: 'refused', code: answer.error.code, requestId: answer.error.requestId }

  const auditId = answer.value
  const target = await openTarget(wish, deps, lines, async () => {
    show({ kind: 'ready', auditId })
    await waitForPress()
    return !signal.aborted
  })
  if (target === null) return { kind: 'cancelled', auditId }
  const header = headerOf(wish, survey, auditId, new Date(deps.clock.now()).toISOString())
  return write(wish, deps, signal, show, { target, survey, header })
}

function endOf(signal: AbortSignal): Promise<'ended'> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve('ended')
    signal.addEventListener('abort', () => resolve('ended'), { once: true })
  })
}

async function openTarget(
  { name, format }: ExportWish,
  { page, clock }: ExportDeps,
  lines: number,
  hasPressed: () => Promise<boolean>,
): Promise<ExportTarget | null> {
  const fileName = exportFileName(name, clock.now(), format)
  if (lines >= STREAM_FROM_LINES) {
    let picked = await pickTarget(page, fileName)
    if (picked.kind === 'needs-press' && (await hasPressed())) picked = await pickTarget(page, fileName)
    if (picked.kind === 'picked') return picked.target
    if (picked.kind !== 'unsupported') return null
  }
  return createDownloadTarget(page, fileName, exportWriter(format).type)
}

function headerOf(wish: ExportWish, survey: Survey, auditId: string, exportedAt: string): ExportHeader {
  const { scope, filter, hasOlder, source } = wish
  const { lines, from, to, gaps } = survey
  const sessions = survey.sessions.length > 0 ? survey.sessions : wish.sessionIds
  const dropped = source.buffer.dropped ?? null
  return { scope, sessions, from, to, lines, filter, gaps, dropped, hasOlder, auditId, exportedAt }
}

async function write(
  wish: ExportWish,
  { pace }: ExportDeps,
  signal: AbortSignal,
  show: (state: ExportState) => void,
  { target, survey, header }: { target: ExportTarget; survey: Survey; header: ExportHeader },
): Promise<ExportState> {
  const { auditId } = header
  const total = survey.seqs.length
  let shownAt = pace.now()
  const onProgress = (done: number) => {
    if (done > 0 && pace.now() - shownAt < SHOW_EVERY_MS) return
    shownAt = pace.now()
    show({ kind: 'writing', done, total })
  }
  onProgress(0)
  try {
    const writer = exportWriter(wish.format)
    const outcome = await writeRows({ source: wish.source, survey, header, writer, target, pace, signal, onProgress })
    if (outcome.kind === 'done') {
      await target.close()
      return { kind: 'done', lines: outcome.lines, gone: outcome.gone, auditId }
    }
    await target.abort()
    if (outcome.kind === 'cancelled') return { kind: 'cancelled', auditId }
    return { kind: 'failed', reason: 'rearranged', auditId }
  } catch {
    // The disk is full, the stick is out, the right was taken back: what the browser throws here is not ours.
    await target.abort()
    return { kind: 'failed', reason: 'disk', auditId }
  }
}
