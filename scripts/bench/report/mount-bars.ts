import type { MountsResult } from '../mount/mounts-result.ts'
import { atMost, type Bar } from './verdict.ts'

const LIMIT_MS = 300
/** Fewer have no middle to speak of. */
const LEAST_SAMPLES = 5

/** What the panel promises of being opened. */
export const ofMounts = ({ rows }: MountsResult): Bar[] =>
  rows
    .filter(({ kind }) => kind !== 'again')
    .map(({ kind, table, samples }) =>
      atMost(`opened ${kind}: door imported → table painted, median ≤ ${LIMIT_MS} ms`, [
        samples < LEAST_SAMPLES ? null : table,
        LIMIT_MS,
        0,
      ]),
    )
