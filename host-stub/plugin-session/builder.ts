import { createHash } from 'node:crypto'
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import {
  context,
  type BuildContext,
  type BuildFailure,
  type BuildOptions,
  type BuildResult,
  type OutputFile,
} from 'esbuild'
import { toProblem, type BuildProblem } from './build-problem.ts'

/** What a build came to; times are milliseconds. */
export type BuildOutcome =
  | {
      kind: 'built'
      /** Of the bundle's content: the same sources give the same hash. */
      hash: string
      buildTimeMs: number
      /** The bundle of the first entry point. */
      entryFile: string
      /** How many source files went in. */
      inputs: number
      warnings: BuildProblem[]
    }
  | { kind: 'broken'; buildTimeMs: number; problems: BuildProblem[] }

export interface BuilderDeps {
  /** The plugin's folder. */
  dir: string
  /** Bundles are written into a folder of their own in here, so that a running one is never overwritten. */
  outDir: string
  /** Milliseconds, for durations. */
  now: () => number
}

type Options = BuildOptions & { write: false; metafile: true }

const isFailure = (error: unknown): error is BuildFailure =>
  error instanceof Error && Array.isArray((error as Partial<BuildFailure>).errors)

// Source maps hold the way to the output folder, which differs from run to run.
const hashOf = (files: readonly OutputFile[]) => {
  const hash = createHash('sha256')
  const code = files.filter(({ path }) => path.endsWith('.js')).sort((a, b) => a.path.localeCompare(b.path))
  for (const file of code) hash.update(basename(file.path)).update('\0').update(file.contents).update('\0')
  return hash.digest('hex').slice(0, 16)
}

/** Bundles a plugin with esbuild's incremental context. */
export const createBuilder = ({ dir, outDir, now }: BuilderDeps) => {
  const stage = join(outDir, 'stage')
  let entries: readonly string[] = []
  let current: BuildContext<Options> | null = null

  const open = async (entryPoints: readonly string[]) => {
    if (current && entryPoints.join('\n') === entries.join('\n')) return current
    await current?.dispose()
    current = null
    entries = [...entryPoints]
    current = await context<Options>({
      absWorkingDir: resolve(dir),
      entryPoints: [...entryPoints],
      outdir: stage,
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      sourcemap: 'linked',
      sourcesContent: false,
      metafile: true,
      write: false,
      logLevel: 'silent',
    })
    return current
  }

  const keep = async (result: BuildResult<Options>, hash: string) => {
    const place = join(outDir, hash)
    for (const file of result.outputFiles) {
      const path = join(place, file.path.slice(stage.length))
      await mkdir(dirname(path), { recursive: true })
      await writeFile(path, file.contents)
    }
    // Node reads `.js` as a module only under a package that says so.
    await writeFile(join(place, 'package.json'), '{"type":"module"}\n')
    const output = Object.entries(result.metafile.outputs).find(([, { entryPoint }]) => entryPoint === entries[0])
    const bundle = resolve(dir, output?.[0] ?? '')
    return join(place, bundle.slice(stage.length))
  }

  return {
    /** Expected failures (syntax, a file that cannot be resolved) are `broken`, never thrown. */
    async build(entryPoints: readonly string[]): Promise<BuildOutcome> {
      const started = now()
      try {
        const result = await (await open(entryPoints)).rebuild()
        const hash = hashOf(result.outputFiles)
        const entryFile = await keep(result, hash)
        const inputs = Object.keys(result.metafile.inputs).length
        return {
          kind: 'built',
          hash,
          entryFile,
          inputs,
          warnings: result.warnings.map(toProblem),
          buildTimeMs: now() - started,
        }
      } catch (error) {
        if (!isFailure(error)) throw error
        return { kind: 'broken', problems: error.errors.map(toProblem), buildTimeMs: now() - started }
      }
    },
    /** Removes every bundle but the one in use. */
    async tidy(hash: string): Promise<void> {
      const others = (await readdir(outDir)).filter((name) => name !== hash)
      await Promise.all(others.map((name) => rm(join(outDir, name), { recursive: true, force: true })))
    },
    async dispose(): Promise<void> {
      await current?.dispose()
      await rm(outDir, { recursive: true, force: true })
    },
  }
}
