import type { Reload } from '../../../../contracts/index.ts'
import { isNumbered, reloadKey } from '../../reload-order.ts'

/** A time then and now, ms; null where it was not reported. */
export interface TimeChange {
  readonly before: number | null
  readonly after: number | null
  readonly deltaMs: number | null
  /** Of the time before; null without one, or when it was 0. */
  readonly percent: number | null
}

/** A word that is another one now. */
export interface WordChange {
  readonly before: string | null
  readonly after: string | null
}

/** What is different about a reload, seen from an earlier one. */
export interface ReloadComparison {
  readonly filesAdded: readonly string[]
  readonly filesGone: readonly string[]
  readonly filesInBoth: number
  readonly build: TimeChange
  readonly reload: TimeChange
  /** Null when it is the same. */
  readonly mode: WordChange | null
  readonly trigger: WordChange | null
  readonly error: string | null
}

export function compareReloads(before: Reload, after: Reload): ReloadComparison {
  const [then, now] = [new Set(before.changedFiles), new Set(after.changedFiles)]
  return {
    filesAdded: [...now].filter((file) => !then.has(file)),
    filesGone: [...then].filter((file) => !now.has(file)),
    filesInBoth: [...now].filter((file) => then.has(file)).length,
    build: timeChange(before.buildTimeMs, after.buildTimeMs),
    reload: timeChange(before.durationMs, after.durationMs),
    mode: wordChange(before.mode, after.mode),
    trigger: wordChange(before.trigger, after.trigger),
    error: after.error === '' ? null : after.error,
  }
}

function timeChange(before: number | null, after: number | null): TimeChange {
  const deltaMs = before === null || after === null ? null : after - before
  return { before, after, deltaMs, percent: deltaMs === null || !before ? null : (deltaMs / before) * 100 }
}

const wordChange = (before: string | null, after: string | null): WordChange | null =>
  before?.toLowerCase() === after?.toLowerCase() ? null : { before, after }

/** Of each reload, by its key, the nearest earlier one that is known to have succeeded. `reloads` are newest first. */
export function lastGoods(reloads: readonly Reload[]): ReadonlyMap<string, Reload> {
  const goods = new Map<string, Reload>()
  let good: Reload | null = null
  for (const reload of reloads.toReversed()) {
    if (good) goods.set(reloadKey(reload), good)
    if (reload.success === true) good = reload
  }
  return goods
}

/** The reload whose number is the nearest to `sequence`; of two that are equally near, the newer one. */
export function nearestReload(reloads: readonly Reload[], sequence: number): Reload | null {
  let nearest: Reload | null = null
  for (const reload of reloads.filter(isNumbered)) {
    if (!nearest || Math.abs(reload.sequence - sequence) < Math.abs(nearest.sequence - sequence)) nearest = reload
  }
  return nearest
}
