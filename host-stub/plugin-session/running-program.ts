import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** Resolves with the first answer that is not `null`; looks again every 25 ms and gives up with a sentence. */
export const until = async <T>(what: string, look: () => T | null | Promise<T | null>, ms = 15_000): Promise<T> => {
  const deadline = Date.now() + ms
  for (;;) {
    const found = await look()
    if (found !== null) return found
    if (Date.now() > deadline) throw new Error(`It did not happen within ${ms} ms: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}

/** For tests: one of our programs as a process, with all that it printed. */
export const runProgram = (file: string, args: readonly string[]) => {
  const child = spawn(process.execPath, ['--import', 'tsx', file, ...args], {
    cwd: ROOT,
    env: { ...process.env, DH_API_PORT: '', PX_DEV_API_TOKEN: undefined },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lines: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => lines.push(line))
  }
  const exit = new Promise<number | null>((resolve) => child.once('close', resolve))

  return {
    pid: child.pid,
    lines,
    /** The exit code; `null` when a signal ended it. */
    exit,
    /** What stands in brackets in the first line that matches. */
    said: (pattern: RegExp) =>
      until(`${file} says ${pattern}, but only:\n${lines.slice(-10).join('\n')}`, () => {
        const match = lines.map((line) => pattern.exec(line)).find((found) => found)
        return match ? (match[1] ?? match[0]) : null
      }),
    signal: (name: NodeJS.Signals) => child.kill(name),
    /** As `kill -9`: no last words. */
    async kill(): Promise<void> {
      child.kill('SIGKILL')
      await exit
    },
    /** Asks it to end; what does not go in time is killed. */
    async end(): Promise<void> {
      child.kill('SIGTERM')
      const force = setTimeout(() => child.kill('SIGKILL'), 10_000)
      await exit
      clearTimeout(force)
    },
  }
}

export type RunningProgram = ReturnType<typeof runProgram>
