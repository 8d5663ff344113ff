export type StepName =
  | 'nuxt'
  | 'types'
  | 'format'
  | 'lint'
  | 'imports'
  | 'codegen'
  | 'contract'
  | 'build'
  | 'size'
  | 'integration'
  | 'unit'
  | 'e2e'

/** One part of `npm test`. */
export interface TestStep {
  name: StepName
  title: string
  /** How its result is counted. */
  kind: 'check' | 'vitest' | 'playwright'
  /** Run one after the other until one fails; `REPORT` stands for the path of the JSON report. */
  commands: string[][]
  /** Cannot run when this one failed. */
  needs?: StepName
  /** Needs more than one core: nothing runs beside it. */
  isAlone?: boolean
}

export const REPORT = '{report}'

const script = (name: string) => ['npm', 'run', '--silent', name]
const vitest = (...projects: string[]) => [
  'vitest',
  'run',
  ...projects.flatMap((project) => ['--project', project]),
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${REPORT}`,
]

export const TEST_STEPS: readonly TestStep[] = [
  // The slow ones first: the checks run beside each other.
  {
    name: 'nuxt',
    title: 'Nuxt shell',
    kind: 'check',
    commands: [script('build:shell-nuxt'), script('types:shell-nuxt')],
  },
  { name: 'types', title: 'Types', kind: 'check', commands: [script('types')] },
  { name: 'format', title: 'Format', kind: 'check', commands: [script('format:check')] },
  { name: 'lint', title: 'Lint', kind: 'check', commands: [script('lint')] },
  { name: 'imports', title: 'Import law', kind: 'check', commands: [script('lint:imports')] },
  { name: 'codegen', title: 'Generated files', kind: 'check', commands: [script('codegen:check')] },
  { name: 'contract', title: 'Contracts', kind: 'check', commands: [script('contract:diff')] },
  {
    name: 'build',
    title: 'Build of panel and shell',
    kind: 'check',
    commands: [script('build'), script('build:shell')],
  },
  { name: 'size', title: 'Size budgets', kind: 'check', commands: [script('size')], needs: 'build' },
  // Waits more than it works.
  { name: 'integration', title: 'Integration tests', kind: 'vitest', commands: [vitest('integration')] },
  { name: 'unit', title: 'Unit tests', kind: 'vitest', commands: [vitest('unit', 'node')], isAlone: true },
  {
    name: 'e2e',
    title: 'Browser tests',
    kind: 'playwright',
    commands: [['playwright', 'test', '--reporter=list,json']],
    needs: 'build',
    isAlone: true,
  },
]

export type StepChoice = { kind: 'steps'; steps: readonly TestStep[] } | { kind: 'unknown'; sentence: string }

/** Reads `--only lint,unit`; without it every step. */
export const chooseSteps = (args: readonly string[]): StepChoice => {
  const names = TEST_STEPS.map(({ name }) => name)
  const usage = `npm test -- --only ${names.join(',')}`
  const [flag, list, ...rest] = args.flatMap((arg) => (arg.startsWith('--only=') ? ['--only', arg.slice(7)] : [arg]))
  if (flag === undefined) return { kind: 'steps', steps: TEST_STEPS }
  if (flag !== '--only' || !list || rest.length > 0) return { kind: 'unknown', sentence: `Usage: ${usage}` }
  const wanted = list.split(',').map((name) => name.trim())
  const unknown = wanted.find((name) => !names.some((known) => known === name))
  if (unknown !== undefined) return { kind: 'unknown', sentence: `There is no step "${unknown}". Usage: ${usage}` }
  return { kind: 'steps', steps: TEST_STEPS.filter(({ name }) => wanted.includes(name)) }
}
