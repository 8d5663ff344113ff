import type { TextRange } from './log-find.ts'

/** Something to look for in a readable text, whatever the case of its letters. */
export interface TextSearch {
  has(text: string): boolean
  /** Where it stands, in order and apart, at most `MAX_RANGES`. */
  ranges(text: string): readonly TextRange[]
}

/** Nobody reads more marks in one line than this. */
export const MAX_RANGES = 100

/** Characters that make a pattern more than a text. */
const SYNTAX = /[\\^$.*+?()[\]{}|]/g

/** True when a pattern means the same as a plain text: no engine is needed for it. */
export const isLiteral = (pattern: string): boolean => pattern.search(SYNTAX) === -1

/**
 * Search for a text as it stands. Compared with `toLowerCase().includes` nothing is copied and no length
 * changes; without operators the native engine has nothing to go back for.
 */
export function createTextSearch(text: string): TextSearch {
  const source = text.replace(SYNTAX, '\\$&')
  const once = new RegExp(source, 'iu')
  return {
    has: (line) => once.test(line),
    ranges(line) {
      const found: TextRange[] = []
      for (const { index, 0: hit } of line.matchAll(new RegExp(source, 'giu'))) {
        if (found.push([index, index + hit.length]) === MAX_RANGES) break
      }
      return found
    },
  }
}
