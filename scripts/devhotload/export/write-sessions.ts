import type { LogEntry, Reload } from '../../../contracts/index.ts'
import { apiError, type ApiError } from '../../../remote-dev-hotload/client/api-error.ts'
import { ok, type Result } from '../../../remote-dev-hotload/kernel/index.ts'
import { exportWriter } from '../../../remote-dev-hotload/logs/export/export-format.ts'
import type { AuditReport, LogServer } from './log-server.ts'
import { planWalk, walk, type WalkStart } from './log-walk.ts'
import type { ExportOptions } from './options.ts'
import type { Out, Part } from './part-file.ts'
import type { Progress } from './progress.ts'

export interface WriteSessionsDeps {
  readonly options: ExportOptions
  readonly server: LogServer
  readonly out: Out
  /** Where to begin; a new export at its beginning. */
  readonly part: Part
  readonly progress: Progress
  readonly report: AuditReport
  readonly signal: AbortSignal
}

export type WriteOutcome =
  | { readonly isWhole: true; readonly lines: number; readonly rejected: number }
  | { readonly isWhole: false; readonly lines: number; readonly error: ApiError }

type Place = NonNullable<Part['place']>

/** Writes header, the lines of each session and the footer, and notes after each page how far it is. */
export async function writeSessions(deps: WriteSessionsDeps): Promise<WriteOutcome> {
  const { options, server, out, progress, report, signal } = deps
  const { sessions, level, search, pageSize: limit } = options
  const writer = exportWriter(options.format)
  let part = deps.part
  let rejected = 0
  const broken = (error: ApiError): WriteOutcome => ({ isWhole: false, lines: part.lines, error })

  async function save(text: string, change: Partial<Part>): Promise<void> {
    const bytes = text === '' ? part.bytes : await out.append(text)
    part = { ...part, ...change, bytes }
    await out.note(part)
  }

  if (part.bytes === 0 && part.session === 0 && part.place === null) await save(writer.header(headerOf()), {})
  while (part.session < sessions.length) {
    const sessionId = sessions[part.session]!
    const reloads = await server.reloads(sessionId)
    if (!reloads.ok) return broken(reloads.error)
    let start: WalkStart
    let place: Place
    if (part.place?.afterId) {
      place = part.place
      start = { kind: 'after', id: part.place.afterId }
    } else {
      const begun = await begin(sessionId, reloads.value)
      if (!begun.ok) return broken(begun.error)
      ;({ place, start } = begun.value)
    }
    let done = 0
    const marks = reloads.value.filter(({ sequence }) => sequence > place.reload)
    for await (const page of walk(
      server,
      { sessionId, level, search, limit, since: place.since },
      { ...place, start },
    )) {
      if (!page.ok) return broken(page.error)
      if (signal.aborted) return broken(apiError('DH_API_001'))
      const { entries, lastId } = page.value
      const { text, reload } = rowsOf(sessionId, entries, marks, place)
      rejected += page.value.rejected
      place = { ...place, afterId: lastId, reload }
      await save(text, { place, lines: part.lines + entries.length })
      done += entries.length
      progress.update(done, place.total)
    }
    const later = marks.map((reload) => writer.row({ kind: 'reload', sessionId, reload }))
    await save(later.join(''), { session: part.session + 1, place: null })
  }
  const [, ...resumedAs] = part.auditIds
  await out.append(writer.footer({ lines: part.lines, gone: 0, resumedAs }))
  await out.finish()
  return { isWhole: true, lines: part.lines, rejected }

  function headerOf() {
    const isFiltered = report.filter !== 'all'
    return {
      scope: isFiltered ? ('filtered' as const) : ('all' as const),
      sessions,
      from: report.from,
      to: report.to,
      lines: null,
      filter: report.filter,
      gaps: null,
      dropped: null,
      hasOlder: report.from === null && options.since.kind !== 'reload' ? false : null,
      auditId: part.auditIds[0]!,
      exportedAt: report.to,
    }
  }

  /** Looks for the first line. Reloads that were before it are not told of. */
  async function begin(
    sessionId: string,
    reloads: readonly Reload[],
  ): Promise<Result<{ place: Place; start: WalkStart }, ApiError>> {
    const since = sinceOf(reloads)
    const plan = await planWalk(server, { sessionId, level, search, limit, since })
    if (!plan.ok) return plan
    const { start, endId, total } = plan.value
    const older = reloads.filter(({ at }) => since !== null && Date.parse(at) < since)
    return ok({ place: { since, endId, afterId: null, reload: older.at(-1)?.sequence ?? -1, total }, start })
  }

  function sinceOf(reloads: readonly Reload[]): number | null {
    if (options.since.kind !== 'reload') return report.from === null ? null : Date.parse(report.from)
    const newest = reloads.at(-1)
    return newest ? Date.parse(newest.at) : null
  }

  /** Lines with the reloads that came before each of them; takes those out of `marks`. */
  function rowsOf(sessionId: string, entries: readonly LogEntry[], marks: Reload[], { reload }: Place) {
    let text = ''
    let last = reload
    for (const entry of entries) {
      while (marks[0] && Date.parse(marks[0].at) <= Date.parse(entry.ts)) {
        const mark = marks.shift()!
        last = mark.sequence
        text += writer.row({ kind: 'reload', sessionId, reload: mark })
      }
      text += writer.row({ kind: 'line', sessionId, entry })
    }
    return { text, reload: last }
  }
}
