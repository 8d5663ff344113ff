import { LOG_LEVELS } from '../../../contracts/index.ts'

const RANKS: ReadonlyMap<string, number> = new Map(LOG_LEVELS.map((word, rank) => [word, rank]))
const INFO = 2
const ERROR = 4

/** Severity of a level word: 0 (trace) … 5 (fatal); a word that we do not know counts as info (2). */
export const rankOf = (word: string): number => RANKS.get(word) ?? INFO

/** The word of a severity 0 … 5. */
export const levelOf = (rank: number): string => LOG_LEVELS[rank] ?? 'info'

/** Error or worse. Takes a level word or its rank; `NO_LINE` is no error. */
export function isError(level: string | number): boolean {
  const rank = typeof level === 'string' ? rankOf(level) : level
  return rank >= ERROR && rank < LOG_LEVELS.length
}
