/** Controls, line ends of every kind, what is not seen and what turns the direction of the text. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu

/**
 * A server's text in Markdown: one line of code, in which nothing means anything — no link, address, mention, HTML or
 * emphasis. The fence is longer than every run of backticks inside, so the text cannot end it.
 * Not for tables: a `|` in them is read before the code is.
 */
export function codeText(text: string): string {
  const line = text.replaceAll(UNSEEN, ' ').trim()
  if (line === '') return '(empty)'
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  // A backtick at the end would be taken for a part of the fence; one space on each side is not shown.
  const edge = line.startsWith('`') || line.endsWith('`') ? ' ' : ''
  return `${fence}${edge}${line}${edge}${fence}`
}

/** The same where there may be no text. */
export const codeOr = (text: string | null, absent: string): string => (text === null ? absent : codeText(text))
