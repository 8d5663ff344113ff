import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { init, parse } from 'es-module-lexer'

/** One file of the built remote. */
export interface BuiltFile {
  /** As it is served: `panel-CchhbWQF.js`. */
  readonly file: string
  /** Without its hash: `panel`. */
  readonly name: string
  /** Files that it cannot run without. */
  readonly imports: readonly string[]
}

/** `panel-CchhbWQF.js` → `panel`; a name without a hash stays. */
export const nameOf = (file: string): string => file.replace(/(-[\w-]{8})?\.js$/, '')

/** The files that a module cannot run without, as they stand beside it. An `import()` is no such file. */
export function importsOf(code: string): string[] {
  const imports = parse(code)[0].filter(({ type }) => type === 'static')
  return [...new Set(imports.flatMap(({ specifier }) => /^\.\/([^?#]+)$/.exec(specifier ?? '')?.[1] ?? []))]
}

/** Every JavaScript file of a folder with the built remote. Rejects when there is no such folder. */
export async function readBuilt(folder: string): Promise<BuiltFile[]> {
  await init
  return readdirSync(folder)
    .filter((file) => file.endsWith('.js'))
    .sort()
    .map((file) => ({ file, name: nameOf(file), imports: importsOf(readFileSync(join(folder, file), 'utf8')) }))
}
