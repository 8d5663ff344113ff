import type { LogFilter } from './log-filter.ts'

/** Characters of a pattern that stand for themselves outside of quotes; anything else is quoted. */
const BARE = /^[\w.*+?|^$:@%-]+$/

/** One line for a text, whatever is in it: the reader of a record must be able to tell where it ends. */
function quoted(text: string): string {
  // JSON leaves some marks that break or reorder a line as they are.
  return JSON.stringify(text).replace(
    /[\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g,
    (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

const matched = (name: string, text: string, isPattern: boolean) =>
  isPattern ? `${name}~/${quoted(text).slice(1, -1).replaceAll('/', '\\/')}/` : `${name}~${quoted(text)}`

/** A year that `Date` cannot hold is given as the number that it was. */
const timeOf = (ms: number) => (Math.abs(ms) <= 8.64e15 ? new Date(ms).toISOString() : String(ms))

const word = (text: string) => (BARE.test(text) ? text : quoted(text))

/**
 * A filter as one line for the audit record and the head of an export, e.g.
 * `level>=warn source=cli,build text~/time.*out/ exclude~/health/ from=2026-11-23T10:00:00.000Z since=reload`;
 * `all` when nothing is hidden. English and stable: it is read by programs too.
 */
export function describeFilter(filter: LogFilter): string {
  const parts: string[] = []
  if (filter.level !== '') parts.push(`level>=${word(filter.level)}`)
  if (filter.sources.length > 0) parts.push(`source=${filter.sources.map(word).join(',')}`)
  if (filter.text !== '') parts.push(matched('text', filter.text, filter.isPattern))
  if (filter.exclude !== '') parts.push(matched('exclude', filter.exclude, filter.isPattern))
  if (filter.from !== null) parts.push(`from=${timeOf(filter.from)}`)
  if (filter.to !== null) parts.push(`to=${timeOf(filter.to)}`)
  if (filter.sinceReload) parts.push('since=reload')
  return parts.length === 0 ? 'all' : parts.join(' ')
}
