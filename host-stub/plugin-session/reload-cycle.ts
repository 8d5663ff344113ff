import { problemLines, problemSummary } from './build-problem.ts'
import type { BuildOutcome } from './builder.ts'
import type { ReloadReport } from './dev-api-link.ts'
import type { KnownSource, Said } from './log-line.ts'
import type { StartOutcome } from './plugin-process.ts'
import type { ReloadRequest } from './reload-queue.ts'

export interface ReloadCycleDeps {
  build: (changedFiles: readonly string[]) => Promise<BuildOutcome>
  needsFullReload: (changedFiles: readonly string[]) => boolean
  /** Swaps the running plugin. */
  replace: (entryFile: string, sequence: number) => Promise<StartOutcome>
  /** Called when a bundle is in use and older ones are not. */
  tidy: (hash: string) => Promise<void>
  say: (source: KnownSource, said: Said, sequence: number) => void
  report: (reloadId: string, report: ReloadReport) => void
  newId: () => string
  now: () => number
}

const LISTED = 3
const listed = (files: readonly string[]) =>
  files.slice(0, LISTED).join(', ') + (files.length > LISTED ? ` and ${files.length - LISTED} more` : '')

const reasonFor = ({ trigger, changedFiles }: ReloadRequest) => {
  switch (trigger) {
    case 'start':
      return 'Starting the plugin'
    case 'panel':
      return 'The panel asked for a reload'
    case 'file':
      return `Changed: ${listed(changedFiles)}`
  }
}

/** One reload from the changed file to the report: build, swap the plugin, tell. */
export const createReloadCycle = (deps: ReloadCycleDeps) => {
  const { build, needsFullReload, replace, tidy, say, report, newId, now } = deps
  let sequence = 0

  const swap = async (built: BuildOutcome): Promise<string | null> => {
    if (built.kind === 'broken') {
      for (const problem of built.problems) {
        for (const line of problemLines(problem, 'error')) say('build', line, sequence)
      }
      return problemSummary(built.problems)
    }
    for (const problem of built.warnings) {
      for (const line of problemLines(problem, 'warn')) say('build', line, sequence)
    }
    const files = `${built.inputs} ${built.inputs === 1 ? 'file' : 'files'}`
    say('build', { level: 'info', message: `Built ${files} in ${built.buildTimeMs} ms (${built.hash})` }, sequence)
    const started = await replace(built.entryFile, sequence)
    await tidy(built.hash)
    return started.kind === 'up' ? null : started.error
  }

  return {
    /** `ready` is a build that is there already. */
    async run(request: ReloadRequest, ready?: BuildOutcome): Promise<void> {
      sequence++
      const { trigger, changedFiles, reloadId = newId(), askedAt } = request
      const mode = trigger === 'start' || needsFullReload(changedFiles) ? 'full' : 'hot'
      say('cli', { level: 'info', message: reasonFor(request) }, sequence)
      const built = ready ?? (await build(changedFiles))
      const error = await swap(built)
      report(reloadId, {
        sequence,
        durationMs: now() - askedAt,
        buildTimeMs: built.buildTimeMs,
        changedFiles,
        trigger,
        mode,
        success: error === null,
        ...(error === null ? {} : { error }),
        ...(built.kind === 'built' ? { buildHash: built.hash } : {}),
      })
    },
    /** Number of the newest reload, 0 before the first. */
    sequence: () => sequence,
  }
}
