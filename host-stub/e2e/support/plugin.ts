import { spawn, type ChildProcess } from 'node:child_process'
import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { currentRun } from './run.ts'

export interface PluginSession {
  readonly sessionId: string
  readonly dir: string
  readonly output: () => string
  edit(file: string, change: (source: string) => string): Promise<void>
  /** Resolves when the process has ended by itself. */
  readonly ended: Promise<number | null>
  stop(): Promise<void>
}

const PATIENCE_MS = 30_000

/** Changes a file of a plugin as an editor does: whole, in place. Resolves to the moment of saving. */
export async function editFile(dir: string, file: string, change: (source: string) => string): Promise<number> {
  const path = join(dir, file)
  const before = await readFile(path, 'utf8')
  const after = change(before)
  if (after === before) throw new Error(`The edit of ${file} changed nothing.`)
  await writeFile(path, after)
  return Date.now()
}

/** Starts a plugin session of its own, as `npm run plugin-session` does, on a fresh copy of the sample plugin. */
export async function startPlugin(pluginId: string, servers?: { api: string; shell: string }): Promise<PluginSession> {
  const { root, folder, urls } = currentRun()
  const at = servers ?? urls
  const dir = await mkdtemp(join(folder, 'plugin-'))
  await cp(join(root, 'host-stub/plugin-session/sample-plugin'), dir, { recursive: true })
  const args = [
    '--import',
    'tsx',
    'host-stub/plugin-session/main.ts',
    '--dir',
    dir,
    '--api',
    at.api,
    '--shell',
    at.shell,
  ]
  const child = spawn(process.execPath, [...args, '--plugin-id', pluginId], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  let output = ''
  const sessionId = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`The plugin session was not live in time:\n${output}`)),
      PATIENCE_MS,
    )
    const read = (chunk: Buffer) => {
      output += chunk.toString()
      const found = /Session (\S+) is live/.exec(output)
      if (!found) return
      clearTimeout(timer)
      resolve(found[1]!)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
  })
  return {
    sessionId,
    dir,
    output: () => output,
    edit: async (file, change) => void (await editFile(dir, file, change)),
    ended,
    stop: () => stop(child, ended),
  }
}

async function stop(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  child.kill('SIGTERM')
  await ended
}
