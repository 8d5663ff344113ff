import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface DevApiProcess {
  readonly url: string
  start(): Promise<void>
  /** Without a chance to say goodbye. */
  kill(): Promise<void>
  remove(): Promise<void>
}

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

/** What the process is started with: a gateway on a file that survives its restarts, or Core, which keeps nothing. */
type Profile = { kind: 'gateway' } | { kind: 'core'; sessionTtlS: number }

/** The real Dev API as a process of its own. */
export async function createDevApiProcess(profile: Profile = { kind: 'gateway' }): Promise<DevApiProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'dev-hotload-integration-'))
  const port = await freePort()
  let child: ChildProcess | null = null

  async function kill(): Promise<void> {
    const gone = child
    child = null
    if (!gone || gone.exitCode !== null) return
    await new Promise((resolve) => {
      gone.once('exit', resolve)
      gone.kill('SIGKILL')
    })
  }

  return {
    url: `http://127.0.0.1:${port}`,
    start() {
      const args = [
        '--import',
        'tsx',
        'host-stub/dev-api/main.ts',
        '--port',
        String(port),
        '--profile',
        profile.kind,
        ...(profile.kind === 'core'
          ? ['--session-ttl', String(profile.sessionTtlS)]
          : ['--db', join(folder, 'dev-api.db')]),
      ]
      const started = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
      child = started
      return new Promise((resolve, reject) => {
        let output = ''
        const read = (chunk: Buffer) => {
          output += chunk.toString()
          if (output.includes('Dev API is ready')) resolve()
        }
        started.stdout.on('data', read)
        started.stderr.on('data', read)
        started.once('exit', () => reject(new Error(`The Dev API ended:\n${output}`)))
      })
    },
    kill,
    async remove() {
      await kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
