import { relative, sep } from 'node:path'
import { watch } from 'chokidar'
import type { Clock } from './clock.ts'

export interface WatcherDeps {
  dir: string
  clock: Clock
  /** Files of one save, relative to `dir`, with forward slashes, sorted. */
  onChange: (files: string[]) => void
  onTrouble: (sentence: string) => void
  /** Milliseconds of quiet that end a save. @default 60 */
  quietMs?: number
}

// Version control, installed packages, build output, and what editors write beside the file in hand.
const IGNORED_FOLDERS = new Set(['node_modules', 'dist', 'build', 'logs'])
const EDITOR_DROPPINGS = /(~|\.sw[a-z]|\.tmp|^4913)$/

/** Whether a path (relative, forward slashes) is none of a plugin's sources. */
export const isIgnored = (path: string): boolean =>
  path.split('/').some((part) => (part.startsWith('.') && part.length > 1) || IGNORED_FOLDERS.has(part)) ||
  EDITOR_DROPPINGS.test(path.slice(path.lastIndexOf('/') + 1))

/** Gathers file events of one save into one change. */
export const createWatcher = ({ dir, clock, onChange, onTrouble, quietMs = 60 }: WatcherDeps) => {
  const local = (path: string) => relative(dir, path).split(sep).join('/')
  const changed = new Set<string>()
  let cancelQuiet: (() => void) | null = null

  const watching = watch(dir, { ignoreInitial: true, ignored: (path) => isIgnored(local(path)) })

  watching.on('all', (event, path) => {
    if (event === 'addDir' || event === 'unlinkDir') return
    changed.add(local(path))
    cancelQuiet?.()
    cancelQuiet = clock.after(quietMs, () => {
      cancelQuiet = null
      const files = [...changed].sort()
      changed.clear()
      onChange(files)
    })
  })
  watching.on('error', (error) => onTrouble(error instanceof Error ? error.message : String(error)))

  return {
    /** Resolves when changes are seen from now on. */
    ready: new Promise<void>((resolve) => watching.once('ready', resolve)),
    async dispose(): Promise<void> {
      cancelQuiet?.()
      await watching.close()
    },
  }
}
