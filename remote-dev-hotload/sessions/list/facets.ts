import type { Session } from '../../../contracts/index.ts'
import { sessionTitle } from '../session-status.ts'
import { isFiltered, type SessionQuery } from './session-query.ts'

/** Something that the list can be narrowed to. */
export interface Choice {
  readonly id: string
  readonly name: string
}

/** The owners of these sessions, each once. */
export const seenOwners = (rows: readonly Session[]): readonly Choice[] =>
  eachOnce(rows.map(({ developer: { id, name } }) => ({ id, name: name ?? id })))

/** The plugins of these sessions, each once. */
export const seenPlugins = (rows: readonly Session[]): readonly Choice[] =>
  eachOnce(rows.map((session) => ({ id: session.pluginId, name: sessionTitle(session) })))

/** By name, and with the current one even when it was not seen. */
export function offeredChoices(seen: readonly Choice[], current: string): readonly Choice[] {
  const isKnown = current === '' || seen.some(({ id }) => id === current)
  const all = isKnown ? seen : [...seen, { id: current, name: current }]
  return all.toSorted((a, b) => a.name.localeCompare(b.name))
}

/** The old list where the new one says the same: an update of a session is none of who is on the page. */
export const keepSame = (old: readonly Choice[] | undefined, next: readonly Choice[]): readonly Choice[] =>
  old?.length === next.length && old.every(({ id, name }, at) => id === next[at]?.id && name === next[at].name)
    ? old
    : next

const eachOnce = (choices: readonly Choice[]): readonly Choice[] => [
  ...new Map(choices.map((choice) => [choice.id, choice])).values(),
]

/**
 * How many sessions there are without the filter, or null when the server did not say: it counts by status, whichever
 * is filtered for, but within all other filters.
 */
export function totalWithout(
  query: SessionQuery,
  counts: ReadonlyMap<string, number>,
  matching: number,
): number | null {
  if (query.status === '' || isFiltered({ ...query, status: '' })) return null
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0)
  return all > 0 && all >= matching ? all : null
}
