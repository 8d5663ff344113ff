import type { Reload } from '../../contracts/index.ts'

/** Some CLIs do not count their reloads and send 0 for each of them. */
export const isNumbered = ({ sequence }: Pick<Reload, 'sequence'>): boolean => sequence > 0

/** What tells a reload of a session from the others: its number, else its id, else when it was heard. */
export const reloadKey = (reload: Pick<Reload, 'sequence' | 'reloadId' | 'at'>): string =>
  isNumbered(reload) ? String(reload.sequence) : `${reload.reloadId ?? ''}@${reload.at}`

/** Oldest first: by number, and by time as soon as one has no number. */
export function inOrder(reloads: readonly Reload[]): Reload[] {
  const isCounted = reloads.every(isNumbered)
  return reloads.toSorted((a, b) =>
    isCounted ? a.sequence - b.sequence : Date.parse(a.at) - Date.parse(b.at) || a.sequence - b.sequence,
  )
}
