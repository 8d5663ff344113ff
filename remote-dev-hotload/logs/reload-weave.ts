import type { LogEntry, Reload } from '../../contracts/index.ts'
import type { NewRow } from './engine/log-row.ts'

/** Lines that are put into a log, and the reloads among them. */
export interface Weaving {
  readonly sessionId: string
  readonly entries: readonly LogEntry[]
  readonly reloads: readonly Reload[]
  /** Highest reload before the first of the lines; null when nobody knows. */
  readonly before: number | null
  /** Nothing was said before the first line, so a reload that starts with it starts there. */
  readonly isStart: boolean
  /** The line that follows in the log: its time in ms and its reload. */
  readonly next: { readonly ts: number; readonly reload: number | null } | null
}

export interface Woven {
  readonly rows: NewRow[]
  /** Reloads that belong behind `next`. */
  readonly later: readonly Reload[]
}

/** What is known of a reload when only its lines have come. */
export const pendingReload = (sequence: number, at: string): Reload => ({
  sequence,
  at,
  reloadId: null,
  durationMs: null,
  buildTimeMs: null,
  mode: null,
  trigger: null,
  changedFiles: [],
  success: null,
  error: null,
  firstLogId: null,
})

const byTime = (a: Reload, b: Reload) => Date.parse(a.at) - Date.parse(b.at) || a.sequence - b.sequence

/**
 * Puts each reload before the first line that carries its number, else before the first line that is not older than
 * it. One that started before these lines is left out. A number without a reload gets a pending one.
 */
export function weave({ sessionId, entries, reloads, before, isStart, next }: Weaving): Woven {
  const firstOf = new Map<number, number>()
  for (const [i, { reloadSequence }] of entries.entries())
    if (reloadSequence !== null && !firstOf.has(reloadSequence)) firstOf.set(reloadSequence, i)

  const places = new Map<number, Reload[]>()
  const later: Reload[] = []
  for (const reload of reloads.toSorted(byTime)) {
    const place = placeOf(reload)
    if (place === 'later') later.push(reload)
    else if (place !== null) places.set(place, [...(places.get(place) ?? []), reload])
  }
  for (const [place, reload] of unnamed()) places.set(place, [...(places.get(place) ?? []), reload])

  const rows: NewRow[] = []
  for (let i = 0; i <= entries.length; i++) {
    for (const reload of places.get(i) ?? []) rows.push({ kind: 'reload', sessionId, reload })
    const entry = entries[i]
    if (entry) rows.push({ kind: 'line', sessionId, entry })
  }
  return { rows, later }

  function placeOf({ sequence, at }: Reload): number | 'later' | null {
    const named = sequence > 0 ? firstOf.get(sequence) : undefined
    if (named !== undefined) return named > 0 || isStart ? named : null
    if (sequence > 0 && next?.reload === sequence) return entries.length > 0 || isStart ? entries.length : null
    const ms = Date.parse(at)
    if (entries[0] && ms < Date.parse(entries[0].ts)) return null
    if (next && ms > next.ts) return 'later'
    const index = entries.findIndex((entry) => ms <= Date.parse(entry.ts))
    return index < 0 ? entries.length : index
  }

  /** Numbers that go up from one line to the next without a reload of that number. */
  function unnamed(): [number, Reload][] {
    const found: [number, Reload][] = []
    const named = new Set(reloads.map(({ sequence }) => sequence))
    let top = before
    const look = (sequence: number, place: number, at: string) => {
      if (top !== null && sequence > Math.max(0, top) && !named.has(sequence))
        found.push([place, pendingReload(sequence, at)])
      top = Math.max(top ?? 0, sequence)
    }
    for (const [i, { reloadSequence, ts }] of entries.entries()) look(reloadSequence ?? 0, i, ts)
    if (next?.reload && !Number.isNaN(next.ts)) look(next.reload, entries.length, new Date(next.ts).toISOString())
    return found
  }
}
