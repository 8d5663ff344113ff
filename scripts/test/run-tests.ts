import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { CHROMIUM_ADVICE, ensureChromium } from '../find-chromium.mjs'
import { add, checkCounts, countLine, NOTHING, reportCounts, type Counts } from './counts.ts'
import { inLanes } from './in-lanes.ts'
import { chooseSteps, REPORT, type StepName, type TestStep } from './test-steps.ts'

export interface TestDeps {
  root: string
  step: <T>(title: string, work: () => Promise<T>) => Promise<T>
  say: (line: string) => void
  args: readonly string[]
  env: NodeJS.ProcessEnv
}

interface Ran {
  exitCode: number
  /** What it said, when it was not to be seen at once. */
  said: string
}

/** `isSeen`: its words go straight to the terminal; those of steps that run side by side would mix. */
const run = (command: readonly string[], cwd: string, env: NodeJS.ProcessEnv, isSeen: boolean) =>
  new Promise<Ran>((resolve) => {
    const [program = '', ...args] = command
    const voice = isSeen ? 'inherit' : 'pipe'
    const child = spawn(program, args, { cwd, env, stdio: ['ignore', voice, voice] })
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => (said += text))
    child.once('error', ({ message }) => resolve({ exitCode: 1, said: message }))
    child.once('close', (code) => resolve({ exitCode: code ?? 1, said }))
  })

const readReport = (path: string): unknown => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return null
  }
}

/** Runs every step, says how each went, and ends with the line of counts. Answers the exit code. */
export const runTests = async ({ root, step, say, args, env }: TestDeps): Promise<number> => {
  const choice = chooseSteps(args)
  if (choice.kind === 'unknown') {
    say(choice.sentence)
    return 1
  }
  const folder = mkdtempSync(join(tmpdir(), 'dev-hotload-test-'))
  const path = [join(root, 'node_modules', '.bin'), env.PATH].join(delimiter)
  const broken = new Set<StepName>()
  const results = new Map<StepName, Counts>()

  const carryOut = async ({ name, title, kind, commands, needs, isAlone = false }: TestStep): Promise<Counts> => {
    if (needs && broken.has(needs)) {
      say(`  not run, since ${needs} failed`)
      return { passed: 0, failed: 1 }
    }
    const chromium = kind === 'playwright' ? ensureChromium(say) : undefined
    if (chromium === null) {
      say(CHROMIUM_ADVICE)
      return { passed: 0, failed: 1 }
    }
    const report = join(folder, `${name}.json`)
    const withReport = {
      ...env,
      PATH: path,
      PLAYWRIGHT_JSON_OUTPUT_NAME: report,
      ...(chromium && { DH_CHROMIUM: chromium }),
    }
    let exitCode = 0
    for (const command of commands) {
      const words = command.map((word) => word.replace(REPORT, report))
      const ran = await run(words, root, withReport, isAlone)
      exitCode = ran.exitCode
      if (ran.said.trim() !== '') say(`── ${title}\n${ran.said.trimEnd()}`)
      if (exitCode !== 0) break
    }
    return kind === 'check' ? checkCounts(exitCode) : reportCounts(kind, readReport(report), exitCode)
  }

  const plans = choice.steps.map((plan) => ({ ...plan, isLight: plan.isAlone !== true }))
  await inLanes(plans, availableParallelism(), async (plan) => {
    const counts = await step(plan.title, () => carryOut(plan))
    if (counts.failed > 0) broken.add(plan.name)
    results.set(plan.name, counts)
  })
  const summary = choice.steps.map(({ name, title }) => {
    const counts = results.get(name) ?? NOTHING
    return `  ${counts.failed > 0 ? 'FAILED' : 'passed'}  ${title.padEnd(24)} ${countLine(counts)}`
  })
  const total = [...results.values()].reduce(add, NOTHING)
  rmSync(folder, { recursive: true, force: true })
  say(`\n${summary.join('\n')}\n\n${countLine(total)}`)
  return total.failed === 0 ? 0 : 1
}
