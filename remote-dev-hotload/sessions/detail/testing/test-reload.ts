import type { Reload } from '../../../../contracts/index.ts'

/** A good reload of that number, in its `sequence`th minute; everything else may be overridden. */
export function testReload(sequence: number, patch: Partial<Reload> = {}): Reload {
  return {
    reloadId: `r-${sequence}`,
    sequence,
    at: new Date(Date.UTC(2026, 0, 1) + sequence * 60_000).toISOString(),
    durationMs: 38,
    buildTimeMs: 20,
    mode: 'hot',
    trigger: 'file',
    changedFiles: ['src/route.ts'],
    success: true,
    error: null,
    firstLogId: null,
    ...patch,
  }
}

/** Reloads of `first` down to `last`, newest first. */
export const testReloads = (first: number, last: number): Reload[] =>
  Array.from({ length: first - last + 1 }, (_, at) => testReload(first - at))
