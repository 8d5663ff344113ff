import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { CHROMIUM_ADVICE, ensureChromium } from '../find-chromium.mjs'
import { add, checkCounts, countLine, NOTHING, reportCounts, type Counts } from './counts.ts'
import { chooseSteps, REPORT, type StepName, type TestStep } from './test-steps.ts'

export interface TestDeps {
  root: string
  step: <T>(title: string, work: () => Promise<T>) => Promise<T>
  say: (line: string) => void
  args: readonly string[]
  env: NodeJS.ProcessEnv
}

const run = (command: readonly string[], cwd: string, env: NodeJS.ProcessEnv) =>
  new Promise<number>((resolve) => {
    const [program = '', ...args] = command
    const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'inherit', 'inherit'] })
    child.once('error', () => resolve(1))
    child.once('close', (code) => resolve(code ?? 1))
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
  const summary: string[] = []
  let total = NOTHING

  const carryOut = async ({ name, kind, commands, needs }: TestStep): Promise<Counts> => {
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
      exitCode = await run(
        command.map((word) => word.replace(REPORT, report)),
        root,
        withReport,
      )
      if (exitCode !== 0) break
    }
    return kind === 'check' ? checkCounts(exitCode) : reportCounts(kind, readReport(report), exitCode)
  }

  for (const plan of choice.steps) {
    const counts = await step(plan.title, () => carryOut(plan))
    if (counts.failed > 0) broken.add(plan.name)
    summary.push(`  ${counts.failed > 0 ? 'FAILED' : 'passed'}  ${plan.title.padEnd(24)} ${countLine(counts)}`)
    total = add(total, counts)
  }
  rmSync(folder, { recursive: true, force: true })
  say(`\n${summary.join('\n')}\n\n${countLine(total)}`)
  return total.failed === 0 ? 0 : 1
}
