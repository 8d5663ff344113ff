import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { currentRun } from './run.ts'

/** A Dev API of one test in a process of its own, which the test may kill and start again on the same data. */
export interface MortalDevApi {
  readonly url: string
  /** Ends it without a chance to say goodbye. */
  kill(): void
  /** Starts it again at the same address; resolves when it answers. */
  startAgain(): Promise<void>
}

export async function startMortalDevApi(): Promise<MortalDevApi> {
  const { root, folder } = currentRun()
  const database = join(await mkdtemp(join(folder, 'dev-api-')), 'dev-api.sqlite')
  let child: ChildProcess

  const start = (port: string) =>
    new Promise<string>((resolve, reject) => {
      const args = ['--import', 'tsx', 'host-stub/dev-api/main.ts', '--port', port, '--db', database]
      child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
      let output = ''
      child.stdout?.on('data', (chunk: Buffer) => {
        output += chunk.toString()
        const ready = /Dev API is ready: (\S+)/.exec(output)
        if (ready) resolve(ready[1]!)
      })
      child.once('exit', () => reject(new Error(`The Dev API ended before it was ready:\n${output}`)))
    })

  const url = await start('0')
  process.once('exit', () => child.kill('SIGKILL'))
  return {
    url,
    kill: () => void child.kill('SIGKILL'),
    startAgain: async () => void (await start(new URL(url).port)),
  }
}
