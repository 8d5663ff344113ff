import { Command, InvalidArgumentError } from 'commander'

/** The doors that a page may hand its host to, with the short names of the views. */
const DOORS: Readonly<Record<string, string>> = {
  dashboard: './SessionDashboard',
  logs: './LogStreamPanel',
  metrics: './MetricsWidgets',
  guard: './guard',
  routes: './routes',
  mount: './mount',
}

const STUB_USERS = ['ops', 'engineer', 'viewer']

export interface HostCheckOptions {
  /** The page of the shell on which the panel is mounted. */
  readonly url: string
  /** Federation name; null takes whichever door is used first. */
  readonly door: string | null
  /** Path of a global that holds the host, e.g. `powerx.devHotloadHost`; null catches it at the doors. */
  readonly hostGlobal: string | null
  /** File name of the remote's entry in its address. */
  readonly entry: string
  /** A saved sign-in, as Playwright writes it. */
  readonly storageState: string | null
  /** A module that signs in, and may say how values are changed. */
  readonly script: string | null
  /** Signs in at the stand-in shell. */
  readonly stubUser: string | null
  /** How long the host may take to appear, ms. */
  readonly patienceMs: number
  readonly headed: boolean
  readonly json: boolean
}

function httpUrl(text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text
  throw new InvalidArgumentError(`"${text}" is not an http(s) address.`)
}

function doorName(text: string): string {
  const door = DOORS[text] ?? Object.values(DOORS).find((name) => name === text || name === `./${text}`)
  if (door !== undefined) return door
  throw new InvalidArgumentError(`Known doors: ${Object.keys(DOORS).join(', ')}.`)
}

function stubUser(text: string): string {
  if (STUB_USERS.includes(text)) return text
  throw new InvalidArgumentError(`Known people: ${STUB_USERS.join(', ')}.`)
}

function seconds(text: string): number {
  const number = Number(text)
  if (Number.isFinite(number) && number > 0) return number
  throw new InvalidArgumentError('It must be a number above 0.')
}

/** Command line → options; ends the process with a sentence when it makes no sense. */
export function readOptions(argv: readonly string[], program = new Command('contract:host')): HostCheckOptions {
  program
    .description('Checks the host that a shell hands to the panel, in its own page')
    .requiredOption('--url <url>', 'the page of the shell on which the panel is mounted', httpUrl)
    .option('--door <name>', `only the host of this door: ${Object.keys(DOORS).join(', ')}`, doorName)
    .option('--host-global <path>', 'take the host from this global instead of catching it at the doors')
    .option('--entry <file>', "file name of the remote's entry", 'remoteEntry.js')
    .option('--storage-state <file>', 'a saved sign-in (Playwright storage state)')
    .option('--script <file>', 'a module that signs in: export default async (page) => …')
    .option('--stub-user <name>', `sign in at the stand-in shell: ${STUB_USERS.join(', ')}`, stubUser)
    .option('--patience <seconds>', 'how long the host may take to appear', seconds, 30)
    .option('--headed', 'show the browser', false)
    .option('--json', 'print the report as JSON', false)
    .allowExcessArguments(false)
  const {
    door,
    hostGlobal,
    storageState,
    script,
    stubUser: user,
    patience,
    ...rest
  } = program.parse([...argv], { from: 'user' }).opts<{
    url: string
    door?: string
    hostGlobal?: string
    entry: string
    storageState?: string
    script?: string
    stubUser?: string
    patience: number
    headed: boolean
    json: boolean
  }>()
  return {
    ...rest,
    door: door ?? null,
    hostGlobal: hostGlobal ?? null,
    storageState: storageState ?? null,
    script: script ?? null,
    stubUser: user ?? null,
    patienceMs: patience * 1_000,
  }
}
