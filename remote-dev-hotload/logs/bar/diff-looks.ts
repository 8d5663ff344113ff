import type { IconName } from '../../ui/index.ts'
import type { DiffItem } from '../engine/reload-diff.ts'

/** Own shape of each state. */
export const STATE_ICONS: Readonly<Record<DiffItem['state'], IconName>> = { new: 'added', still: 'same', gone: 'check' }

/** Level of a rank 3 (warn) … 5 (fatal), as the texts and shapes name it. */
export function levelOf(rank: number): 'warn' | 'error' | 'fatal' {
  return rank >= 5 ? 'fatal' : rank === 4 ? 'error' : 'warn'
}

/** A cut, because a line may be a megabyte, and one row, because it stands in a list. */
export function oneLine(text: string, most = 240): string {
  const line = text.slice(0, most * 2).replace(/\s*[\r\n\u2028\u2029]+\s*/g, ' ⏎ ')
  return line.length > most || text.length > most * 2 ? `${line.slice(0, most)} …` : line
}
