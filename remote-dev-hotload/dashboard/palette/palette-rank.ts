import type { PaletteEntry, PaletteGroup } from './palette-entries.ts'
import { matchText, wordsOf, type Range } from './palette-match.ts'

export interface PaletteHit {
  readonly entry: PaletteEntry
  /** What the query has found in the title. */
  readonly ranges: readonly Range[]
}

/** `recent` are those that were chosen before, while nothing is asked for yet. */
export interface PaletteSection {
  readonly name: PaletteGroup | 'recent'
  readonly hits: readonly PaletteHit[]
}

const ORDER: readonly PaletteGroup[] = ['sessions', 'commands', 'views', 'acts', 'search']
const MOST_RECENT = 5
/** Of a section while nothing is asked for; the rest is found by typing. */
const MOST_UNASKED = 7
const MOST_FOUND = 50
/** Between two finds of one kind the one that was chosen before comes first; it does not outdo a better kind. */
const RECENT_BONUS = 4

/** The entries that the query finds, the best section first. `recent` are ids, newest first. */
export function rankEntries(
  entries: readonly PaletteEntry[],
  query: string,
  recent: readonly string[],
): readonly PaletteSection[] {
  const words = wordsOf(query)
  return words.length === 0 ? unasked(entries, recent) : found(entries, words, recent)
}

function unasked(entries: readonly PaletteEntry[], recent: readonly string[]): readonly PaletteSection[] {
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  const used = recent.flatMap((id) => byId.get(id) ?? []).slice(0, MOST_RECENT)
  const sections = ORDER.map((name) => {
    const own = entries.filter((entry) => entry.group === name && !used.includes(entry))
    return { name, hits: (name === 'sessions' ? own.slice(0, MOST_UNASKED) : own).map(plain) }
  })
  return [{ name: 'recent' as const, hits: used.map(plain) }, ...sections].filter(({ hits }) => hits.length > 0)
}

const plain = (entry: PaletteEntry): PaletteHit => ({ entry, ranges: [] })

function found(
  entries: readonly PaletteEntry[],
  words: readonly string[],
  recent: readonly string[],
): readonly PaletteSection[] {
  const scored = entries
    .flatMap((entry) => {
      // The search for all holds the query itself, and is the way out when nothing else fits.
      if (entry.group === 'search') return [{ entry, ranges: [], score: 0 }]
      const match = matchText(words, entry.title, entry.keywords)
      if (!match) return []
      const bonus = recent.includes(entry.id) ? RECENT_BONUS : 0
      // What can be done comes before what cannot.
      return [{ entry, ranges: match.ranges, score: match.score + bonus - (entry.why === null ? 0 : RECENT_BONUS) }]
    })
    .sort((a, b) => b.score - a.score)
  const kept = scored.filter(({ entry }, at) => at < MOST_FOUND || entry.group === 'search')
  const names = [...new Set(kept.map(({ entry }) => entry.group))]
  return names.map((name) => ({ name, hits: kept.filter(({ entry }) => entry.group === name) }))
}
