import { spawn } from 'node:child_process'
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { RUN_ENV, type Run } from './run.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const SAMPLE = join(root, 'host-stub/plugin-session/sample-plugin')
/** Includes two builds on a slow machine. */
const PATIENCE_MS = 240_000

/** Runs `npm start`'s own script on a copy of the sample plugin and an empty database; the returned function ends it. */
export default async function startEverything(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'dev-hotload-e2e-'))
  const pluginDir = join(folder, 'plugin')
  await cp(SAMPLE, pluginDir, { recursive: true })

  const env = {
    ...process.env,
    DH_DB: join(folder, 'dev-api.db'),
    DH_PLUGIN_DIR: pluginDir,
    // Sessions without a CLI are ended by the server once this is over.
    DH_TERMINATE_MS: '4000',
  }
  const child = spawn(process.execPath, [join(root, 'scripts/start.mjs')], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  let output = ''

  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`npm start was not ready in time:\n${output}`)), PATIENCE_MS)
    const read = (chunk: Buffer) => {
      output += chunk.toString()
      if (!/^Dev Hotload is ready: \S+/m.test(output)) return
      clearTimeout(timer)
      resolve()
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    void ended.then(() => reject(new Error(`npm start ended before it was ready:\n${output}`)))
  })

  const file = JSON.parse(await readFile(join(root, '.dev-hotload/run.json'), 'utf8')) as Omit<
    Run,
    'pluginDir' | 'folder' | 'root'
  >
  process.env[RUN_ENV] = JSON.stringify({ ...file, pluginDir, folder, root } satisfies Run)

  return async () => {
    child.kill('SIGTERM')
    await ended
    await rm(folder, { recursive: true, force: true })
  }
}
