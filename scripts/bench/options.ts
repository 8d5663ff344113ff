import { Command, InvalidArgumentError } from 'commander'

export const PAGES = ['ours', 'vue-naive', 'vvs-recycle', 'tanstack', 'patternfly', 'lazylog', 'xterm'] as const

export interface BenchOptions {
  readonly rates: number[]
  readonly seconds: number
  /** Without the empty page, which is always run first and last. */
  readonly pages: string[]
  readonly repeat: number
  readonly out: string | null
  readonly dist: string | null
  readonly big: boolean
  readonly memoryMinutes: number
  /** Sessions in the tenant; 0 leaves the table of sessions out. */
  readonly sessions: number
  /** Updates of these sessions a second. */
  readonly updates: number
  /** Critical alerts to be told of at each rate; 0 leaves them out. */
  readonly alerts: number
  /** Browsers in which the panel is opened from a menu; 0 leaves that out. */
  readonly mounts: number
}

/** What is meant when only the name of the option is given. */
const ALERTS = 100
const MOUNTS = 12

interface Given extends Pick<BenchOptions, 'rates' | 'seconds' | 'pages' | 'repeat' | 'big' | 'sessions' | 'updates'> {
  out?: string
  dist?: string
  memoryMinutes?: number
  alerts?: number | true
  mounts?: number | true
}

function positive(text: string): number {
  const number = Number(text)
  if (!Number.isFinite(number) || number <= 0) throw new InvalidArgumentError('It must be a number above 0.')
  return number
}

function whole(text: string): number {
  const number = positive(text)
  if (!Number.isInteger(number)) throw new InvalidArgumentError('It must be a whole number.')
  return number
}

function readRates(text: string): number[] {
  return text === 'none' ? [] : text.split(',').map(positive)
}

function readPages(text: string): string[] {
  if (text === 'all') return [...PAGES]
  const names = text.split(',').filter((name) => name !== 'empty')
  const unknown = names.filter((name) => !PAGES.some((page) => page === name))
  if (unknown.length > 0) throw new InvalidArgumentError(`Known pages: all, empty, ${PAGES.join(', ')}.`)
  return names
}

/** Command line → options; ends the process with a message when it makes no sense. */
export function readOptions(argv: readonly string[]): BenchOptions {
  const program = new Command('bench')
    .description('Measures the built panel and other log viewers on the same stream of lines')
    .option('--rates <list>', 'lines a second, comma-separated; "none" leaves the windows out', readRates, [100, 1_000])
    .option('--seconds <n>', 'length of each window, after 2 s of warming up', positive, 10)
    .option('--pages <list>', `all, or some of ${PAGES.join(', ')}`, readPages, [...PAGES])
    .option('--repeat <n>', 'runs of each page; medians are reported', positive, 1)
    .option('--out <file>', 'write everything as JSON')
    .option('--dist <folder>', 'a built remote to measure, default dist/')
    .option('--big', 'also search and export in 50 000 and 1 000 000 lines, and 50 000 lines/s', false)
    .option('--memory-minutes <n>', 'also watch the heap for so long at 1 000 lines/s', positive)
    .option('--sessions <n>', 'also show a table of so many sessions while they change', whole, 0)
    .option('--updates <n>', 'updates of these sessions a second', positive, 200)
    .option('--alerts [n]', `also tell of so many critical alerts, without and beside a log (${ALERTS})`, whole)
    .option('--mounts [n]', `also open the panel from a menu, in so many browsers (${MOUNTS})`, whole)
    .allowExcessArguments(false)
  const { out, dist, memoryMinutes, alerts, mounts, ...rest } = program.parse(argv, { from: 'user' }).opts<Given>()
  return {
    ...rest,
    out: out ?? null,
    dist: dist ?? null,
    memoryMinutes: memoryMinutes ?? 0,
    alerts: alerts === true ? ALERTS : (alerts ?? 0),
    mounts: mounts === true ? MOUNTS : (mounts ?? 0),
  }
}
