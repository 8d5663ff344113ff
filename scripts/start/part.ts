import { spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { signalGroup } from './process-group.ts'

/** A program of the whole, as it can also be started by hand. */
export interface PartPlan {
  name: 'dev-api' | 'faults' | 'remote' | 'shell' | 'plugin-session'
  title: string
  /** Arguments of `node`. */
  args: string[]
  cwd: string
  /** Beside the environment of `npm start`; `undefined` takes something out of it. */
  env: Record<string, string | undefined>
  /** The line that says it can be used. */
  ready: RegExp
}

export type PartStart = { kind: 'ready'; line: string } | { kind: 'ended'; how: string; lastLines: string[] }

export interface PartDeps {
  /** Everything the part prints goes there. */
  logFile: string
  /** It ended after it was ready, and nobody asked it to. */
  onEnded: (how: string, lastLines: string[]) => void
}

const LAST_LINES = 15
const LEAVE = fileURLToPath(new URL('./leave-with-parent.mjs', import.meta.url))

/** Starts one part in a process group of its own. */
export const startPart = (plan: PartPlan, { logFile, onEnded }: PartDeps) => {
  const log = createWriteStream(logFile)
  const child = spawn(process.execPath, ['--import', LEAVE, ...plan.args], {
    cwd: plan.cwd,
    env: { ...process.env, ...plan.env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: true,
  })
  const lastLines: string[] = []
  let stopping = false
  let ended = false

  let settle: (start: PartStart) => void
  const started = new Promise<PartStart>((resolve) => (settle = resolve))
  let isReady = false

  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue
    createInterface({ input: stream }).on('line', (line) => {
      log.write(`${line}\n`)
      lastLines.push(line)
      if (lastLines.length > LAST_LINES) lastLines.shift()
      if (isReady || !plan.ready.test(line)) return
      isReady = true
      settle({ kind: 'ready', line })
    })
  }

  const over = new Promise<void>((resolve) => {
    const end = (how: string) => {
      if (ended) return
      ended = true
      // What it started and left behind, if anything.
      signalGroup(child, 'SIGKILL')
      log.end()
      if (!isReady) settle({ kind: 'ended', how, lastLines })
      else if (!stopping) onEnded(how, lastLines)
      resolve()
    }
    child.once('error', (error) => end(error.message))
    child.once('exit', (code, signal) => {
      const how = signal ? `by ${signal}` : `with exit code ${code}`
      // Last words may still be in the pipe; whoever holds it open beyond that is not waited for.
      const patience = setTimeout(() => end(how), 500)
      child.once('close', () => {
        clearTimeout(patience)
        end(how)
      })
    })
  })

  return {
    plan,
    pid: child.pid ?? null,
    started,
    /** Asks it to end and makes it end after `patienceMs`. */
    async stop(patienceMs: number): Promise<void> {
      if (ended) return
      stopping = true
      signalGroup(child, 'SIGTERM')
      const force = setTimeout(() => signalGroup(child, 'SIGKILL'), patienceMs)
      await over
      clearTimeout(force)
    },
    /** At once, for the last moment. */
    kill: () => void (ended || signalGroup(child, 'SIGKILL')),
  }
}

export type Part = ReturnType<typeof startPart>
