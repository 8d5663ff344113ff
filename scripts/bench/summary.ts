import { FIGURES, noFigures, type Figures, type Run, type SummaryRow } from './results.ts'
import { median } from './stats/percentile.ts'

/** Runs → a row for each page and rate: medians, spreads, and the frame rate as a share of the empty page's. */
export function summarize(runs: readonly Run[]): SummaryRow[] {
  const groups = new Map<string, Run[]>()
  for (const run of runs) {
    const key = `${run.rate} ${run.page}`
    groups.set(key, [...(groups.get(key) ?? []), run])
  }
  return [...groups.values()].map((group) => {
    const { page, rate } = group[0]!
    const empty = groups.get(`${rate} empty`) ?? []
    return row(page, rate, group, median(known(empty, 'fps')))
  })
}

const known = (runs: readonly Run[], figure: keyof Figures): number[] =>
  runs.map((run) => run[figure]).filter((value) => value !== null && value !== undefined)

function row(page: string, rate: number, runs: readonly Run[], emptyFps: number | null): SummaryRow {
  const measured = FIGURES.map((figure) => [figure, known(runs, figure)] as const).filter(([, all]) => all.length > 0)
  const figures: Figures = {
    ...noFigures,
    ...Object.fromEntries(measured.map(([figure, all]) => [figure, round(median(all)!)])),
    // A line that was lost in one run is not made good by another.
    ...(known(runs, 'lost').length > 0 ? { lost: Math.max(...known(runs, 'lost')) } : {}),
  }
  const spread = Object.fromEntries(
    measured.map(([figure, all]) => [figure, [round(Math.min(...all)), round(Math.max(...all))]]),
  )
  const problem = runs.find((run) => run.problem !== undefined)?.problem
  return {
    page,
    rate,
    ...figures,
    fps_of_empty: figures.fps === null || !emptyFps ? null : Math.round((figures.fps / emptyFps) * 1_000) / 1_000,
    runs: runs.length,
    ...(runs.length > 1 ? { spread } : {}),
    ...(problem === undefined ? {} : { problem }),
  }
}

const round = (value: number): number => Math.round(value * 10) / 10
