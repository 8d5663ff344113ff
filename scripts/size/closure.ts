import type { BuiltFile } from './built-files.ts'

/** The remote's own Vue, Pinia and router: a shell that shares its own never fetches them. */
const isShared = ({ name }: BuiltFile): boolean => name.startsWith('__federation_shared_')

/** Files whose name is `wanted`, or begins with it when it ends with `*`. Throws when there is none: a budget lies then. */
export function named(built: readonly BuiltFile[], wanted: string): BuiltFile[] {
  const found = built.filter(({ name }) =>
    wanted.endsWith('*') ? name.startsWith(wanted.slice(0, -1)) : name === wanted,
  )
  if (found.length === 0) throw new Error(`The build has no file named ${wanted}.`)
  return found
}

/** These files and all that they cannot run without, shared packages left out, in the order of their names. */
export function closureOf(built: readonly BuiltFile[], starts: readonly BuiltFile[]): BuiltFile[] {
  const byFile = new Map(built.map((one) => [one.file, one]))
  const reached = new Set<BuiltFile>()
  const queue = [...starts]
  for (let next = queue.pop(); next; next = queue.pop()) {
    if (reached.has(next) || isShared(next)) continue
    reached.add(next)
    for (const file of next.imports) {
      const imported = byFile.get(file)
      if (!imported) throw new Error(`${next.file} imports ${file}, which the build does not have.`)
      queue.push(imported)
    }
  }
  return [...reached].sort((a, b) => a.file.localeCompare(b.file))
}

/** What a page has fetched after these steps, each of which is a file and what it cannot run without. */
export const fetchedAfter = (built: readonly BuiltFile[], steps: readonly string[]): BuiltFile[] =>
  closureOf(
    built,
    steps.flatMap((step) => named(built, step)),
  )
