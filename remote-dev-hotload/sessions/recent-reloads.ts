import type { Reload } from '../../contracts/index.ts'
import { inOrder, reloadKey } from './reload-order.ts'

/** As many as a row's trend shows. */
export const MOST_RELOADS = 12

const SHOWN = ['at', 'success', 'durationMs', 'buildTimeMs', 'error', 'firstLogId', 'reloadId'] as const

const isSame = (a: Reload, b: Reload): boolean => SHOWN.every((name) => a[name] === b[name])

/** The newest of both, oldest first, each sequence once in its latest telling; `known` itself when nothing is new. */
export function withReloads(known: readonly Reload[], more: readonly Reload[]): readonly Reload[] {
  const byKey = new Map(known.map((reload) => [reloadKey(reload), reload]))
  let isNew = false
  for (const reload of more) {
    const before = byKey.get(reloadKey(reload))
    if (before && isSame(before, reload)) continue
    byKey.set(reloadKey(reload), reload)
    isNew = true
  }
  if (!isNew) return known
  const next = inOrder([...byKey.values()]).slice(-MOST_RELOADS)
  // An older page of a long history ends before what is kept begins.
  return next.length === known.length && next.every((reload, i) => reload === known[i]) ? known : next
}
