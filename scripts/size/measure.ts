import { join } from 'node:path'
import filePlugin from '@size-limit/file'
import sizeLimit from 'size-limit'
import { BUDGETS, type Budget } from './budgets.ts'
import type { BuiltFile } from './built-files.ts'
import { fetchedAfter, named } from './closure.ts'

export interface Measured {
  readonly title: string
  /** gzip -9 of each file, summed; bytes. */
  readonly bytes: number
  readonly budget: number
  readonly files: readonly string[]
  readonly isKept: boolean
}

/** The files that a budget is about. Throws when the build does not have one of them. */
export function filesOf(built: readonly BuiltFile[], { steps, alone = false }: Budget): string[] {
  if (steps === 'all')
    return built.filter(({ name }) => !name.startsWith('__federation_shared_')).map(({ file }) => file)
  const found = alone ? steps.flatMap((step) => named(built, step)) : fetchedAfter(built, steps)
  return found.map(({ file }) => file)
}

/** Measures a folder with the built remote against every budget. */
export async function measure(folder: string, built: readonly BuiltFile[]): Promise<Measured[]> {
  const rows = BUDGETS.map((budget) => ({ budget, files: filesOf(built, budget) }))
  const checks = rows.map(({ files }) => ({ files: files.map((file) => join(folder, file)), gzip: true }))
  // Its types say a function and an object; it takes plugins and gives a row for each check.
  const sizes = (await sizeLimit([filePlugin] as never, { checks })) as { size?: number }[]
  return rows.map(({ budget, files }, at) => {
    const bytes = sizes[at]?.size ?? 0
    const most = budget.kB * 1_000
    return { title: budget.title, bytes, budget: most, files, isKept: bytes <= most }
  })
}
