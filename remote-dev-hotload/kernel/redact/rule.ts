import type { MaskKind } from './kinds.ts'

/** A secret in a text: from `start` up to and without `end`, UTF-16 units. */
export interface Found {
  readonly kind: MaskKind
  readonly start: number
  readonly end: number
}

/** What stands behind a name: from `start` up to and without `end`. */
export interface Value {
  readonly start: number
  readonly end: number
  readonly isQuoted: boolean
  /** Reads on: a value is judged by its first 512 characters, and masked to its end. */
  readonly pattern: RegExp
}

/** One look through one text; what a rule has learned on the way stays here, so that nothing is read twice. */
export interface Pass {
  readonly text: string
  /** Up to here the name of a value was looked at. */
  nameEnd: number
  /** Up to here a run of token characters was read. */
  runEnd: number
  /** Where the next end of a key block is: -1 when there is none any more. */
  blockEnd: number
  /** The line end that was looked for last: where it is, and where the next line begins. */
  lineEnd: { at: number; to: number }
}

/**
 * One kind of secret. `find` is called where one of `words` occurs and must be linear over all of its calls: the
 * engine skips what the rule has found, and what it has read in vain when it says up to where (a number).
 */
export interface Rule {
  readonly words: readonly string[]
  readonly ignoreCase: boolean
  find(pass: Pass, at: number): Found | number | null
}

export interface TokenOptions {
  /** The pattern starts this many characters before the word. */
  readonly back?: number
  /** Says no to what only looks like a secret. */
  readonly check?: (secret: string) => boolean
}

/**
 * A rule from a sticky pattern that starts at the word. What its first group matches stays readable; an `i` flag
 * makes the words indifferent to case as well.
 *
 * `word{m,}` at the end of a pattern is linear: a failure costs at most m, a match is skipped. Something demanded
 * behind an open repetition is not, and has to be bounded.
 */
export function token(
  kind: MaskKind,
  words: readonly string[],
  pattern: RegExp,
  { back = 0, check }: TokenOptions = {},
): Rule {
  return {
    words,
    ignoreCase: pattern.ignoreCase,
    find({ text }, at) {
      if (at < back) return null
      pattern.lastIndex = at - back
      const match = pattern.exec(text)
      if (match === null) return null
      const start = match.index + (match[1]?.length ?? 0)
      const end = match.index + match[0].length
      return start < end && (!check || check(text.slice(start, end))) ? { kind, start, end } : end
    },
  }
}

export const hasDigit = (text: string): boolean => /\d/.test(text)
export const hasLetter = (text: string): boolean => /[A-Za-z]/.test(text)
