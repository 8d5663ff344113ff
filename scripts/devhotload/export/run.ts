import { DIAGNOSTICS } from '../../../contracts/index.ts'
import type { ApiError } from '../../../remote-dev-hotload/client/api-error.ts'
import type { Clock } from '../../../remote-dev-hotload/kernel/index.ts'
import { describeFilter } from '../../../remote-dev-hotload/logs/engine/describe-filter.ts'
import { noFilter } from '../../../remote-dev-hotload/logs/engine/log-filter.ts'
import { exportFileName } from '../../../remote-dev-hotload/logs/export/file-name.ts'
import { createTokenCredentials } from './credentials.ts'
import { createLogServer, type AuditReport } from './log-server.ts'
import { EXIT, type ExportOptions } from './options.ts'
import { createOut, createStdout, readPart, reopenOut, type Out, type Part } from './part-file.ts'
import { createProgress, type Terminal } from './progress.ts'
import { writeSessions } from './write-sessions.ts'

export interface RunDeps {
  readonly fetch: typeof fetch
  readonly clock: Clock
  readonly random: () => number
  readonly uuid: () => string
  readonly env: NodeJS.ProcessEnv
  readonly stdout: NodeJS.WritableStream
  /** Everything that is not the log. */
  readonly stderr: Terminal
  readonly signal: AbortSignal
}

/** The wire contract's bound. */
const MAX_FILTER = 4_000

const sentenceOf = ({ code, requestId }: ApiError): string =>
  `${DIAGNOSTICS[code].why} ${DIAGNOSTICS[code].fix} (${code}${requestId === null ? '' : `, request ${requestId}`})`

const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** Everything but where the lines go and how many at a time: what a broken-off export has to agree on. */
const wishOf = ({ api, sessions, tenant, sinceText, level, search, format }: ExportOptions): string =>
  JSON.stringify({ api, sessions, tenant, since: sinceText, level, search, format })

function reportOf(options: ExportOptions, now: number): AuditReport {
  const { since, sessions, level, search } = options
  const from = since.kind === 'at' ? since.at : since.kind === 'ago' ? now - since.ms : null
  return {
    action: 'logs.export',
    sessionIds: sessions,
    lines: null,
    from: from === null ? null : new Date(from).toISOString(),
    to: new Date(now).toISOString(),
    filter: describeFilter({ ...noFilter, level, text: search, from, sinceReload: since.kind === 'reload' }).slice(
      0,
      MAX_FILTER,
    ),
    masked: true,
  }
}

/** One run of the command: record, read, write. Resolves to the exit code; everything is said on `stderr`. */
export async function runExportLogs(options: ExportOptions, deps: RunDeps): Promise<number> {
  const say = (text: string) => void deps.stderr.write(`${text}\n`)
  const credentials = await createTokenCredentials({ ...options, env: deps.env })
  if (credentials === null) {
    say('There is no access token. Set DH_TOKEN or name a file with --token-file.')
    return EXIT.usage
  }
  const { sessions, format } = options
  const name = sessions.length === 1 ? sessions[0]! : `${sessions.length}-sessions`
  const file = options.out ?? exportFileName(name, deps.clock.now(), format)

  const before = options.resume ? await readPart(file) : null
  if (options.resume && before === null) {
    say(`There is nothing to go on with: ${file}.part.json is not there. The file is complete or is no export.`)
    return EXIT.usage
  }
  if (before !== null && before.wish !== wishOf(options)) {
    say(`${file} was begun with other options. Repeat the command as it was, with --resume.`)
    return EXIT.usage
  }

  const onWait = (error: ApiError, ms: number) =>
    say(`${DIAGNOSTICS[error.code].why} Next attempt in ${Math.ceil(ms / 1_000)} s.`)
  const server = createLogServer({ ...deps, ...options, credentials, onWait })
  const report = (before?.report as AuditReport | undefined) ?? reportOf(options, deps.clock.now())
  const key = before?.key ?? deps.uuid()
  const recorded = await server.record(report, key)
  if (!recorded.ok) {
    if (deps.signal.aborted) return EXIT.interrupted
    say(`Nothing was exported, because the export could not be recorded. ${sentenceOf(recorded.error)}`)
    return EXIT.notRecorded
  }
  const auditId = recorded.value
  const part: Part = before
    ? { ...before, auditIds: [...new Set([...before.auditIds, auditId])] }
    : {
        version: 1,
        wish: wishOf(options),
        report,
        key,
        auditIds: [auditId],
        session: 0,
        place: null,
        lines: 0,
        bytes: 0,
      }

  let out: Out
  try {
    out = file === '-' ? createStdout(deps.stdout) : before ? await reopenOut(file, before) : await createOut(file)
  } catch (error) {
    const why = codeOf(error) === 'EEXIST' ? `${file} is there already.` : textOf(error)
    say(`Nothing was exported: ${why} Name another file with --out, or go on with --resume.`)
    return EXIT.usage
  }

  const progress = createProgress(deps.stderr, deps.clock.monotonic)
  const goOn = file === '-' ? '' : ' The same command with --resume goes on there.'
  const named = options.out === null ? ` --out ${file}` : ''
  try {
    const outcome = await writeSessions({ options, server, out, part, progress, report, signal: deps.signal })
    progress.stop()
    if (deps.signal.aborted && !outcome.isWhole) {
      say(`Interrupted after ${outcome.lines} lines.${goOn}${named}`)
      return EXIT.interrupted
    }
    if (!outcome.isWhole) {
      say(`Broken off after ${outcome.lines} lines. ${sentenceOf(outcome.error)}${goOn}${named}`)
      return EXIT.broken
    }
    if (outcome.rejected > 0) say(`${outcome.rejected} lines did not keep the contract and are not in the file.`)
    say(`${outcome.lines} lines exported${file === '-' ? '' : ` to ${file}`} · audit id ${auditId}`)
    return EXIT.done
  } catch (error) {
    progress.stop()
    // `| head` has read enough.
    if (codeOf(error) === 'EPIPE') return EXIT.done
    say(`The file could not be written: ${textOf(error)}${goOn}${named}`)
    return EXIT.broken
  } finally {
    await out.close()
  }
}
