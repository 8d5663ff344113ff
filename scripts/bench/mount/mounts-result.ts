import type { MountTimes } from '../pages/mount/page.ts'

/**
 * How the page stood before the click: a browser that has never seen the panel, the same browser in a fresh page, or
 * a page that has shown the panel before.
 */
export const MOUNT_KINDS = ['cold', 'warm', 'again'] as const
export type MountKind = (typeof MOUNT_KINDS)[number]

export interface MountRun {
  readonly times: Partial<Record<MountKind, MountTimes>>
  readonly load: number
  readonly problem?: string
}

/** Ms; null is "could not be measured". */
export interface MountRow {
  readonly kind: MountKind
  readonly samples: number
  /** Click → door imported, median. */
  readonly door: number | null
  /** Door imported → first row painted: median, and the slowest. */
  readonly table: number | null
  readonly table_longest: number | null
  /** Click → first row painted: median, fastest and slowest. */
  readonly all: number | null
  readonly all_least: number | null
  readonly all_longest: number | null
}

export interface MountsResult {
  readonly sessions: number
  readonly rows: readonly MountRow[]
  readonly runs: readonly MountRun[]
}
