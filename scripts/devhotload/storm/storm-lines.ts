import { LOG_LEVELS } from '../../../contracts/index.ts'
import type { KnownLevel, KnownSource, LogLine } from '../../../host-stub/plugin-session/log-line.ts'
import { createLinePool } from '../../bench/server/line-pool.ts'

const TEXTS = 1_000
const levelOf = (word: string): KnownLevel => LOG_LEVELS.find((level) => level === word) ?? 'info'

/** Writes lines like those of the benchmark, numbered; the same for the same seed. */
export function createStormLines(seed: number, now: () => number) {
  const pool = createLinePool(TEXTS, seed)
  let written = 0
  return (count: number, reloadSequence: number): LogLine[] => {
    const ts = new Date(now()).toISOString()
    return Array.from({ length: count }, () => {
      const { level, source, text } = pool[written++ % TEXTS]!
      return {
        ts,
        level: levelOf(level),
        source: source as KnownSource,
        message: `#${written} ${text}`,
        reloadSequence,
      }
    })
  }
}
