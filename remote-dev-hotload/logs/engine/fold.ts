/** How a line begins, as far as stack traces go. */
export type LineShape = 'plain' | 'indented' | 'frame'

/** Enough of a line to tell; an attacker's is not read any further. */
const HEAD = 256

/** The frames of JavaScript and the JVM, what the JVM puts between them, Python's and Go's. */
const FRAME = /^(?:\s+at |\s*Caused by: |\s*Suppressed: |\s*\.\.\. \d+ (?:more|common frames)|\s+File "|\t\S+:\d+)/

/** Tells lines of a stack trace by their beginning. `text` is readable text. */
export function shapeOf(text: string): LineShape {
  const head = text.length > HEAD ? text.slice(0, HEAD) : text
  if (FRAME.test(head)) return 'frame'
  return /^[ \t]+\S/.test(head) ? 'indented' : 'plain'
}

/** What is known of a shown row, as bits beside those that the hit list counts. */
export const FOLD_FRAME = 4
export const FOLD_INDENTED = 8
/** Both this row and the shown one before it are lines of one session and source. */
export const FOLD_SAME = 16
/** And also of one level and text. */
export const FOLD_EQUAL = 32
/** Stands under the row before it: as part of a trace, as a repeat. Never both. */
export const FOLD_TRACE = 64
export const FOLD_REPEAT = 128
export const FOLDED = FOLD_TRACE | FOLD_REPEAT
