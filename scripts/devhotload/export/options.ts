import { Command, InvalidArgumentError, Option } from 'commander'
import { LOG_LEVELS } from '../../../contracts/index.ts'
import { EXPORT_FORMATS, type ExportFormat } from '../../../remote-dev-hotload/logs/export/export-format.ts'

/** How far back an export goes: to a moment, a while back from now, or to the newest reload of each session. */
export type Since =
  | { readonly kind: 'all' | 'reload' }
  | { readonly kind: 'at'; readonly at: number }
  | { readonly kind: 'ago'; readonly ms: number }

export interface ExportOptions {
  readonly api: string
  readonly sessions: readonly string[]
  readonly tenant: string | null
  readonly tokenFile: string | null
  readonly since: Since
  /** `--since` as it was given. */
  readonly sinceText: string
  /** '' for all levels. */
  readonly level: string
  /** '' for all lines. */
  readonly search: string
  readonly format: ExportFormat
  /** Null: a name of its own. `-`: standard output. */
  readonly out: string | null
  readonly resume: boolean
  readonly pageSize: number
}

export const EXIT = { done: 0, broken: 1, usage: 2, notRecorded: 3, interrupted: 130 } as const

const HELP = `
Token
  It comes from the environment variable DH_TOKEN or from --token-file, never from an argument: arguments are
  kept in the history of the shell and shown to everybody who may list the processes. A token file is read again
  when the server calls the token old.

Order
  The export is recorded on the server first. Without an audit id nothing is read and nothing is written.
  The oldest line comes first; secrets are masked; the file tells its audit id, filter and scope at its top, and at
  its end that it is complete.

Broken off?
  The file then ends with a whole line, and <file>.part.json beside it says where. The same command with --resume
  goes on there.

Exit codes
  0 complete · 1 broken off, --resume goes on · 2 the command was not understood or the file cannot be used
  3 refused or not recorded: nothing was exported · 130 interrupted, --resume goes on

Examples
  npm run devhotload:export-logs -- --session <id> --since 2h --level warn
  npm run devhotload:export-logs -- --session <id> --session <id> --format csv --out logs.csv
  npm run --silent devhotload:export-logs -- --session <id> --format jsonl --out - | jq .message`

const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }

function readSince(text: string): Since {
  if (text === 'reload') return { kind: 'reload' }
  const ago = /^(\d{1,6})([smhd])$/.exec(text)
  if (ago) return { kind: 'ago', ms: Number(ago[1]) * UNITS[ago[2]!]! }
  // `Date.parse` takes much more than RFC 3339, and without an offset it would mean another moment elsewhere.
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/i.test(text) ? Date.parse(text) : NaN
  if (!Number.isNaN(at)) return { kind: 'at', at }
  throw new InvalidArgumentError(
    'It must be a moment like 2026-01-05T10:00:00Z, a while like 15m or 2h, or the word reload.',
  )
}

function readPageSize(text: string): number {
  const size = Number(text)
  if (/^\d+$/.test(text) && size >= 1 && size <= 2_000) return size
  throw new InvalidArgumentError('It must be a whole number from 1 to 2000.')
}

function readApi(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url.href.replace(/\/+$/, '')
  throw new InvalidArgumentError('It must be an address like http://127.0.0.1:5172.')
}

function readSession(id: string, before: readonly string[] | undefined): string[] {
  if (id.trim() === '') throw new InvalidArgumentError('It must not be empty.')
  return [...new Set([...(before ?? []), id])]
}

interface Flags {
  api: string
  session: string[]
  tenant?: string
  tokenFile?: string
  since?: Since
  level?: string
  search?: string
  format: ExportFormat
  out?: string
  resume?: boolean
  pageSize: number
}

/** Reads the command line; prints help or one clear sentence and ends the process when there is nothing to do. */
export function readExportOptions(args: readonly string[], env: NodeJS.ProcessEnv): ExportOptions {
  let sinceText = ''
  const program = new Command('devhotload:export-logs')
    .description('Exports the log lines of dev sessions from the Dev API into a file')
    .requiredOption('--session <id>', 'session to export; may be given several times', readSession)
    .addOption(
      new Option('--api <url>', 'address of the Dev API (env: DH_API_URL)')
        .default('http://127.0.0.1:5172')
        .argParser(readApi),
    )
    .option('--tenant <id>', 'tenant of the sessions (env: DH_TENANT; else the one that the token names)')
    .option('--token-file <file>', 'file with the access token (else env: DH_TOKEN)')
    .option('--since <when>', 'RFC 3339, 15m, 2h, or reload for the newest reload of each session', (text) => {
      sinceText = text
      return readSince(text)
    })
    .addOption(new Option('--level <level>', 'this level and above').choices(LOG_LEVELS))
    .option('--search <text>', 'only lines with this text')
    .addOption(new Option('--format <name>', 'form of the file').choices(EXPORT_FORMATS).default('jsonl'))
    .option('--out <file>', 'file to write, or - for standard output (default: dev-hotload-<session>-<time>.<format>)')
    .option('--resume', 'go on where --out was broken off')
    .option('--page-size <number>', 'lines a request', readPageSize, 1_000)
    .addHelpText('after', HELP)
    .showHelpAfterError('(--help tells more)')
    .exitOverride((error) => process.exit(error.exitCode === 0 ? EXIT.done : EXIT.usage))
  const given = env['DH_API_URL'] ? ['--api', env['DH_API_URL'], ...args] : args
  const flags = program.parse(given, { from: 'user' }).opts<Flags>()
  if (flags.resume && (flags.out === undefined || flags.out === '-')) {
    program.error('error: --resume needs the file that was broken off: --out <file>')
  }
  return {
    api: flags.api,
    sessions: flags.session,
    tenant: flags.tenant ?? env['DH_TENANT'] ?? null,
    tokenFile: flags.tokenFile ?? null,
    since: flags.since ?? { kind: 'all' },
    sinceText,
    level: flags.level ?? '',
    search: flags.search ?? '',
    format: flags.format,
    out: flags.out ?? null,
    resume: flags.resume ?? false,
    pageSize: flags.pageSize,
  }
}
