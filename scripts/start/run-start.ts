import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { BUILDS, createBuildMemory, runScript, sourceHash } from './builds.ts'
import { addressesOf, planParts } from './part-plans.ts'
import { startPart, type Part } from './part.ts'
import { choosePorts, isPortFree } from './ports.ts'
import { removeRunFile, writeRunFile } from './run-file.ts'
import { readStartOptions } from './start-options.ts'

export interface StartDeps {
  root: string
  step: <T>(title: string, work: () => Promise<T>) => Promise<T>
  say: (line: string) => void
  args: readonly string[]
  env: NodeJS.ProcessEnv
}

// A session says goodbye within this time; servers have nothing to finish.
const SESSION_PATIENCE_MS = 8000
const SERVER_PATIENCE_MS = 3000
const PARENT_CHECK_MS = 300

const SIGN_INS = {
  gateway: `
Sign in as
  ops       sees every session of the tenant, reloads and ends any of them
  engineer  sees every session, reloads and ends only their own
  viewer    may not open the panel, and is told so
`,
  core: `
Sign in as
  ops       sees every session of the tenant and ends any of them
  engineer  the same: PowerX Core knows administrators only
  viewer    may not open the panel, and is told so
`,
}

const CORE = `
The Dev API plays PowerX Core: no logs, figures, alerts, reload command or audit; sessions end after 15 minutes.
The plugin session speaks like the published CLI: it reports no outcomes, and its incremental reloads are refused.`

class StartFailure extends Error {}

const buildWhatIsStale = async ({ root, step }: StartDeps, folder: string, signal: AbortSignal) => {
  const memory = createBuildMemory(root, join(folder, 'builds.json'))
  for (const plan of BUILDS) {
    if (memory.isFresh(plan)) continue
    await step(`Building the ${plan.name}`, async () => {
      const sources = sourceHash(root, plan.sources)
      const failure = await runScript(root, plan.script, signal)
      if (failure !== null) throw new StartFailure(`The ${plan.name} could not be built:\n${failure}`)
      memory.remember(plan, sources)
    })
  }
}

const begin = async (deps: StartDeps, folder: string, parts: Part[], leaving: AbortSignal) => {
  const { root, step, say, env } = deps
  const options = readStartOptions(deps.args, env, root)
  mkdirSync(folder, { recursive: true })

  const choose = (tell: (line: string) => void) => choosePorts(env, isPortFree, tell, options.faults !== null)
  const early = await choose(() => {})
  if (early.kind === 'taken') throw new StartFailure(early.sentence)
  if (options.build) await buildWhatIsStale(deps, folder, leaving)
  // Once more: a build takes long enough for somebody else to take a port.
  const choice = await choose(say)
  if (choice.kind === 'taken') throw new StartFailure(choice.sentence)

  for (const plan of planParts(root, choice.ports, options)) {
    if (leaving.aborted) return
    await step(`Starting ${plan.title}`, async () => {
      const onEnded = (how: string, lastLines: string[]) =>
        say([`${plan.name} has ended ${how}. Its last lines:`, ...lastLines.map((line) => `  ${line}`)].join('\n'))
      const part = startPart(plan, { logFile: join(folder, `${plan.name}.log`), onEnded })
      parts.push(part)
      const start = await part.started
      if (start.kind === 'ready') return
      throw new StartFailure([`${plan.name} ended ${start.how} before it was ready:`, ...start.lastLines].join('\n  '))
    })
  }

  const at = addressesOf(choice.ports)
  writeRunFile(folder, at, choice.ports, parts)
  if (options.profile === 'core') say(CORE)
  say(SIGN_INS[options.profile])
  if (options.faults)
    say(`Things go wrong on purpose (${options.faults.scenario}): ${at.faults}/__faults tells and steers.`)
  say(`Dev Hotload is ready: ${at.panel}`)
}

/** Builds and starts everything, and ends everything when it is asked to. */
export const runStart = async (deps: StartDeps): Promise<void> => {
  const folder = join(deps.root, '.dev-hotload')
  const parts: Part[] = []
  const leaving = new AbortController()

  const leave = async (exitCode: number) => {
    if (leaving.signal.aborted) process.exit(130)
    leaving.abort()
    const [sessions, servers] = [
      parts.filter(({ plan }) => plan.name === 'plugin-session'),
      parts.filter(({ plan }) => plan.name !== 'plugin-session'),
    ]
    // The session says goodbye to a Dev API that is still there.
    await Promise.all(sessions.map((part) => part.stop(SESSION_PATIENCE_MS)))
    await Promise.all(servers.map((part) => part.stop(SERVER_PATIENCE_MS)))
    process.exit(exitCode)
  }

  process.on('exit', () => {
    parts.forEach((part) => part.kill())
    removeRunFile(folder)
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void leave(0))
  // npm passes a signal on to the shell between it and us, and that shell dies of it without a word.
  const parent = process.ppid
  if (deps.env.npm_lifecycle_event) {
    setInterval(() => process.ppid !== parent && !leaving.signal.aborted && void leave(0), PARENT_CHECK_MS).unref()
  }
  // Whoever read our output is gone: so is the terminal.
  process.stdout.on('error', () => void leave(0))

  try {
    await begin(deps, folder, parts, leaving.signal)
  } catch (error) {
    if (leaving.signal.aborted) return
    if (!(error instanceof StartFailure)) throw error
    deps.say(error.message)
    await leave(1)
  }
}
