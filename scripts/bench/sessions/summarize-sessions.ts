import { median, percentile } from '../stats/percentile.ts'
import {
  INTERACTIONS,
  noSessionFigures,
  type Interaction,
  type InteractionTimes,
  type SessionFigures,
  type SessionRun,
  type SessionSummary,
} from './sessions-result.ts'

const FIGURES = Object.keys(noSessionFigures) as (keyof SessionFigures)[]
/** What went wrong in one run is not made good by another. */
const WORST: readonly (keyof SessionFigures)[] = ['wrong_cells', 'misplaced_rows']

const round = (value: number, digits = 10): number => Math.round(value * digits) / digits

/** Runs → a row for each page: medians, and the samples of all runs together. */
export function summarizeSessions(runs: readonly SessionRun[]): SessionSummary[] {
  const emptyFps = median(known(of(runs, 'empty'), 'fps'))
  return [...new Set(runs.map(({ page }) => page))].map((page) => row(page, of(runs, page), emptyFps))
}

const of = (runs: readonly SessionRun[], page: string) => runs.filter((run) => run.page === page)

const known = (runs: readonly SessionRun[], figure: keyof SessionFigures): number[] =>
  runs.map((run) => run[figure]).filter((value) => value !== null)

function row(page: string, runs: readonly SessionRun[], emptyFps: number | null): SessionSummary {
  const figures: SessionFigures = {
    ...noSessionFigures,
    ...Object.fromEntries(FIGURES.map((name) => [name, one(name)])),
  }
  const problem = runs.find((run) => run.problem !== undefined)?.problem
  return {
    page,
    ...figures,
    fps_of_empty: figures.fps === null || !emptyFps ? null : round(figures.fps / emptyFps, 1_000),
    interactions: page === 'empty' ? null : timesOf(runs),
    compared: runs[0]?.compared ?? [],
    examples: runs.flatMap(({ examples }) => examples),
    runs: runs.length,
    ...(problem === undefined ? {} : { problem }),
  }

  function one(name: keyof SessionFigures): number | null {
    const all = known(runs, name)
    if (all.length === 0) return null
    return round(WORST.includes(name) ? Math.max(...all) : median(all)!)
  }
}

function timesOf(runs: readonly SessionRun[]): Record<Interaction, InteractionTimes> {
  const of = (name: Interaction): InteractionTimes => {
    const all = runs.flatMap(({ times }) => times[name] ?? [])
    const at = (share: number) => (all.length === 0 ? null : round(percentile(all, share)!))
    return { samples: all.length, p50: at(0.5), p95: at(0.95) }
  }
  return Object.fromEntries(INTERACTIONS.map((name) => [name, of(name)])) as Record<Interaction, InteractionTimes>
}
