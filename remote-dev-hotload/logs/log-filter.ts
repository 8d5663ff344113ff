import { LOG_LEVELS, type LogLevel } from '../../contracts/index.ts'
import type { LogBuffer } from './log-buffer.ts'
import type { LogRow } from './log-row.ts'

export interface LogFilter {
  /** Lines below this level are hidden; '' shows all. */
  readonly level: string
  /** Lines without this text are hidden, case-insensitively; '' shows all. */
  readonly text: string
}

export const noFilter: LogFilter = { level: '', text: '' }

const RANK = new Map<string, number>(LOG_LEVELS.map((level, rank) => [level, rank]))

/** A level of a newer server counts as info: neither hidden among traces nor shouted as an error. */
export const rankOf = (level: LogLevel): number => RANK.get(level) ?? 2

export const isError = (level: LogLevel): boolean => rankOf(level) >= 4

/** Reload marks and gaps are always shown: hiding them would make the log lie. */
export function matches(row: LogRow, filter: LogFilter, lowerText: string): boolean {
  if (row.kind !== 'line') return true
  if (filter.level !== '' && rankOf(row.entry.level) < rankOf(filter.level)) return false
  return lowerText === '' || row.entry.message.toLowerCase().includes(lowerText)
}

/** The rows of a buffer that pass a filter, kept up to date by looking at new rows only. */
export interface FilteredLog {
  /** Row numbers in order. The array is replaced, never changed, when the content changed. */
  seqs(): readonly number[]
  setFilter(filter: LogFilter): void
}

export function createFilteredLog(buffer: LogBuffer): FilteredLog {
  let filter = noFilter
  let lowerText = ''
  let matched: readonly number[] = []
  let scanned = buffer.first
  let generation = buffer.generation

  function restart(): void {
    matched = []
    scanned = buffer.first
    generation = buffer.generation
  }

  return {
    setFilter(next) {
      filter = next
      lowerText = next.text.toLowerCase()
      restart()
    },
    seqs() {
      if (generation !== buffer.generation) restart()
      const isTrimmed = matched.length > 0 && matched[0]! < buffer.first
      if (scanned === buffer.next && !isTrimmed) return matched
      const next = isTrimmed ? matched.filter((seq) => seq >= buffer.first) : matched.slice()
      for (let seq = Math.max(scanned, buffer.first); seq < buffer.next; seq++) {
        const row = buffer.row(seq)
        if (row && matches(row, filter, lowerText)) next.push(seq)
      }
      scanned = buffer.next
      matched = next
      return matched
    },
  }
}
