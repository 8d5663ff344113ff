import type { LogEntry, Reload } from '../../../contracts/index.ts'
import type { LogFindings, OpenError } from './candidate-facts.ts'
import { timeOf } from './report-time.ts'

export interface ReadableText {
  /** What kind of message it is. */
  fingerprintOf(text: string): number
  /** Without escapes, controls and what reorders, masked once more. */
  cleanText(text: string): string
}

const ERRORS = new Set<string>(['error', 'fatal'])
/** Enough to recognise a message; the log has the rest. */
const MOST_CHARACTERS = 500

/** A line's own word on its reload counts; without one its time does. */
export function isSince({ reloadSequence, ts }: LogEntry, reload: Pick<Reload, 'sequence' | 'at'>): boolean {
  if (reloadSequence !== null && reload.sequence > 0) return reloadSequence >= reload.sequence
  return Date.parse(ts) >= Date.parse(reload.at)
}

/** What the lines since a reload say, in order of the log. */
export function findingsOf(entries: readonly LogEntry[], { fingerprintOf, cleanText }: ReadableText): LogFindings {
  const errors = new Map<string, OpenError>()
  let warnings = 0
  for (const { level, message, ts, logId } of entries) {
    if (level === 'warn') warnings++
    if (!ERRORS.has(level)) continue
    const text = cleanText(message)
    const fingerprint = fingerprintOf(text).toString(16).padStart(8, '0')
    const before = errors.get(fingerprint)
    // Taken out first: the map keeps the order in which its keys came.
    errors.delete(fingerprint)
    errors.set(fingerprint, {
      fingerprint,
      level,
      message: firstLine(text),
      count: (before?.count ?? 0) + 1,
      firstAt: before ? before.firstAt : timeOf(ts),
      lastAt: timeOf(ts),
      logId,
    })
  }
  return {
    lines: entries.length,
    from: timeOf(entries[0]?.ts ?? null),
    to: timeOf(entries.at(-1)?.ts ?? null),
    warnings,
    errors: [...errors.values()].reverse(),
  }
}

/** The first line that says something, cut where nobody reads on. */
export function firstLine(text: string): string {
  const line =
    text
      .split(/\r?\n/)
      .find((one) => one.trim() !== '')
      ?.trim() ?? ''
  return line.length > MOST_CHARACTERS ? `${line.slice(0, MOST_CHARACTERS)} …` : line
}
