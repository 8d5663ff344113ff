import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { signalGroup } from './process-group.ts'

export interface BuildPlan {
  name: 'panel' | 'shell'
  /** The npm script. */
  script: string
  /** Files and folders that go in, from the root. */
  sources: readonly string[]
  /** The file that proves that it was built. */
  output: string
}

const LAST_WORDS = 8000
const COMMON = ['contracts', 'package.json', 'package-lock.json']

export const BUILDS: readonly BuildPlan[] = [
  {
    name: 'panel',
    script: 'build',
    sources: [
      ...COMMON,
      'remote-dev-hotload',
      'vite.config.ts',
      'scripts/build',
      'scripts/remote/remote-manifest.ts',
      'scripts/remote-doors.ts',
      'scripts/write-manifest.ts',
    ],
    output: 'dist/manifest.json',
  },
  {
    name: 'shell',
    script: 'build:shell',
    sources: [...COMMON, 'host-stub/shell'],
    output: 'host-stub/shell/dist/index.html',
  },
]

const NOT_SOURCE = /(^|\/)(node_modules|dist|\.vite|server|tests)$|\.(test|spec|stories)\.ts$/

const filesIn = (root: string, path: string): string[] => {
  if (NOT_SOURCE.test(path) || !existsSync(join(root, path))) return []
  if (!statSync(join(root, path)).isDirectory()) return [path]
  return readdirSync(join(root, path)).flatMap((name) => filesIn(root, `${path}/${name}`))
}

/** Hash of names and contents: a checkout that only touches files does not build anew. */
export const sourceHash = (root: string, sources: readonly string[]): string => {
  const hash = createHash('sha256')
  for (const file of sources.flatMap((path) => filesIn(root, path)).sort()) {
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(root, file)))
      .update('\0')
  }
  return hash.digest('hex')
}

/** Remembers what each output was built from. */
export const createBuildMemory = (root: string, file: string) => {
  const read = (): Record<string, { sources: string; output: number }> => {
    try {
      return JSON.parse(readFileSync(file, 'utf8')) as Record<string, { sources: string; output: number }>
    } catch {
      return {}
    }
  }
  // An output that somebody else has built since is not the one we remember.
  const outputTime = ({ output }: BuildPlan) => {
    const path = join(root, output)
    return existsSync(path) ? statSync(path).mtimeMs : 0
  }
  return {
    isFresh(plan: BuildPlan): boolean {
      const known = read()[plan.name]
      const time = outputTime(plan)
      return time > 0 && known?.output === time && known.sources === sourceHash(root, plan.sources)
    },
    remember(plan: BuildPlan, sources: string): void {
      mkdirSync(dirname(file), { recursive: true })
      const all = { ...read(), [plan.name]: { sources, output: outputTime(plan) } }
      writeFileSync(file, `${JSON.stringify(all, null, 2)}\n`)
    },
  }
}

/** Runs an npm script; answers its output when it fails, else `null`. */
export const runScript = (root: string, script: string, signal: AbortSignal): Promise<string | null> =>
  new Promise((resolve) => {
    const child = spawn('npm', ['run', '--silent', script], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    })
    signal.addEventListener('abort', () => signalGroup(child, 'SIGKILL'), { once: true })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-LAST_WORDS)))
    }
    child.once('error', (error) => resolve(error.message))
    child.once('close', (code) => resolve(code === 0 ? null : said.trim()))
  })
