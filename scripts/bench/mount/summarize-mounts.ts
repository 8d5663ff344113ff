import { median, percentile } from '../stats/percentile.ts'
import { MOUNT_KINDS, type MountRow, type MountRun } from './mounts-result.ts'

/** Runs → a row for each kind. */
export function summarizeMounts(runs: readonly MountRun[]): MountRow[] {
  return MOUNT_KINDS.map((kind) => {
    const times = runs.flatMap((run) => run.times[kind] ?? [])
    const all = times.map(({ table_ms }) => table_ms)
    const table = times.map(({ table_ms, door_ms }) => table_ms - door_ms)
    return {
      kind,
      samples: times.length,
      door: round(median(times.map(({ door_ms }) => door_ms))),
      table: round(median(table)),
      table_longest: round(percentile(table, 1)),
      all: round(median(all)),
      all_least: round(percentile(all, 0)),
      all_longest: round(percentile(all, 1)),
    }
  })
}

const round = (value: number | null): number | null => (value === null ? null : Math.round(value * 10) / 10)
