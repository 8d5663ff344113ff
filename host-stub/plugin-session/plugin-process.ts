import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Clock } from './clock.ts'
import { readOutput, type Said } from './log-line.ts'

/** How a start went; a plugin that needs long to start counts as up. */
export type StartOutcome = { kind: 'up' } | { kind: 'crashed'; error: string }

export interface PluginProcessDeps {
  /** The plugin's folder: its working directory, and cut off from paths in stack traces. */
  dir: string
  /** Path of `sandbox.mjs`. */
  sandbox: string
  env: NodeJS.ProcessEnv
  clock: Clock
  onSaid: (said: Said, reloadSequence: number) => void
  /** It ended by itself, after a good start. */
  onEnded: (how: string, reloadSequence: number) => void
}

interface Running {
  child: ChildProcess
  closed: Promise<void>
  /** We asked it to go. */
  dismissed: boolean
}

const KILL_AFTER_MS = 2000
const START_PATIENCE_MS = 5000

const howItEnded = (code: number | null, signal: NodeJS.Signals | null) =>
  signal ? `by ${signal}` : code === 0 ? 'by itself' : `with exit code ${code}`

const firstLine = (text: string) => text.split('\n', 1)[0] ?? text

/** Runs one plugin bundle at a time in a process of its own. */
export const createPluginProcess = ({ dir, sandbox, env, clock, onSaid, onEnded }: PluginProcessDeps) => {
  let running: Running | null = null

  const withoutMachinePaths = (text: string) => text.replaceAll(`file://${dir}/`, '').replaceAll(`${dir}/`, '')

  const stop = async () => {
    const leaving = running
    if (!leaving) return
    leaving.dismissed = true
    leaving.child.kill('SIGTERM')
    const cancel = clock.after(KILL_AFTER_MS, () => leaving.child.kill('SIGKILL'))
    await leaving.closed
    cancel()
  }

  const start = (entryFile: string, sequence: number) =>
    new Promise<StartOutcome>((resolve) => {
      const child = spawn(process.execPath, ['--enable-source-maps', sandbox, entryFile], {
        cwd: dir,
        env,
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      })
      let lastError = ''
      let up = false

      const listen = (stream: NodeJS.ReadableStream | null, plainLevel: 'info' | 'error') => {
        if (!stream) return
        createInterface({ input: stream, crlfDelay: Infinity }).on('line', (text) => {
          const said = readOutput(withoutMachinePaths(text), plainLevel)
          if (said.level === 'error') lastError = firstLine(said.message)
          onSaid(said, sequence)
        })
      }
      listen(child.stdout, 'info')
      listen(child.stderr, 'error')

      const started = () => {
        up = true
        cancelPatience()
        resolve({ kind: 'up' })
      }
      const cancelPatience = clock.after(START_PATIENCE_MS, started)
      child.once('message', started)
      child.once('error', (error) => (lastError = error.message))

      const self: Running = { child, dismissed: false, closed: Promise.resolve() }
      // `close` comes after the last line of output, `exit` may come before it.
      self.closed = new Promise((closed) => {
        child.once('close', (code, signal) => {
          cancelPatience()
          if (running === self) running = null
          const how = howItEnded(code, signal)
          if (!up) resolve(code === 0 ? { kind: 'up' } : { kind: 'crashed', error: lastError || `It ended ${how}` })
          else if (!self.dismissed) onEnded(how, sequence)
          closed()
        })
      })
      running = self
    })

  return {
    /** Stops the running bundle, if any, and starts this one. */
    async replace(entryFile: string, reloadSequence: number): Promise<StartOutcome> {
      await stop()
      return start(entryFile, reloadSequence)
    },
    stop,
    /** For the last moment, when there is no time to wait. */
    kill: () => void running?.child.kill('SIGKILL'),
  }
}

export type PluginProcess = ReturnType<typeof createPluginProcess>
