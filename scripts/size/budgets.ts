/** How much of the remote a page may have to fetch, gzip, shared packages left out. 1 kB is 1,000 bytes. */
export interface Budget {
  readonly title: string
  /** Files by name (`*` for the rest of a name); each counts with all that it cannot run without. `all`: every file. */
  readonly steps: readonly string[] | 'all'
  /** Only these files, without what they import: for a chunk that must stay a chunk of its own. */
  readonly alone?: boolean
  readonly kB: number
  readonly why: string
}

/** The lazy steps from nothing to the first table of sessions, in English. The browser test reads this list too. */
export const FIRST_TABLE = [
  'remoteEntry',
  '__federation_expose_SessionDashboard',
  'en-US-first',
  'panel',
  'dashboard',
] as const

const door = (name: string, kB: number, why: string): Budget => ({
  title: `./${name}`,
  steps: ['remoteEntry', `__federation_expose_${name}`],
  kB,
  why,
})

const chunk = (title: string, name: string, kB: number, why: string): Budget => ({
  title,
  steps: [name],
  alone: true,
  kB,
  why,
})

const SAME_DOOR = 'The gate that every view has: access, texts, version, what is shown when something does not load.'

export const BUDGETS: readonly Budget[] = [
  {
    title: 'before the panel is opened',
    steps: ['remoteEntry', '__federation_expose_Guard'],
    kB: 8,
    why: 'Every page of the shell pays it, whoever is signed in.',
  },
  {
    title: 'to the first table',
    steps: FIRST_TABLE,
    kB: 120,
    why: 'Goal 90. A third is what may not wait: checks (zod, contracts) and masks; 5 are ports and stores of alerts and figures.',
  },
  door('SessionDashboard', 22, SAME_DOOR),
  door('LogStreamPanel', 22, SAME_DOOR),
  door('MetricsWidgets', 22, SAME_DOOR),
  door('Mount', 22, 'The same gate, in an app of its own.'),
  door('Routes', 6, 'The shell adds routes at its start; their page comes when somebody goes there.'),
  door('Guard', 8, 'Access rules, and nothing that draws.'),
  chunk('the log', 'logs', 62, 'View and engine of the log; it comes with the first session that is opened.'),
  chunk('safe patterns', 're2js', 52, 'RE2 for regular expressions of the filter, when somebody types one.'),
  chunk('charts', 'TrendChart', 162, 'ApexCharts cannot be split; it comes with the first series to draw.'),
  chunk('stream', 'live-stream', 12, 'Asked for once the first table is painted.'),
  chunk('English, first half', 'en-US-first', 7, 'What can be said up to the first table.'),
  chunk('English, second half', 'en-US-rest', 12, 'Everything else.'),
  chunk('Chinese, first half', 'zh-CN-first', 8, 'The same texts; three bytes for each character.'),
  chunk('Chinese, second half', 'zh-CN-rest', 13, 'Everything else.'),
  {
    title: 'everything',
    steps: 'all',
    kB: 560,
    why: 'Charts are a third of it, and most readers never fetch all of it.',
  },
]
