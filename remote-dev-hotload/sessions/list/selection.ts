/** Which rows are ticked. A value: each change makes a new one, so it lives well in a `shallowRef`. */
export interface Selection {
  /** In the order they were ticked. */
  readonly ids: ReadonlySet<string>
  /** Where an extension with Shift begins. */
  readonly anchor: string | null
}

export const nothingSelected: Selection = { ids: new Set(), anchor: null }

/** One row on or off; it becomes the anchor. */
export function toggle({ ids }: Selection, id: string): Selection {
  const next = new Set(ids)
  if (!next.delete(id)) next.add(id)
  return { ids: next, anchor: id }
}

/** Everything from the anchor to `id`, in the order on screen, is ticked too. The anchor stays. */
export function extend(selection: Selection, id: string, order: readonly string[]): Selection {
  const from = selection.anchor === null ? -1 : order.indexOf(selection.anchor)
  const to = order.indexOf(id)
  if (from === -1 || to === -1) return { ids: new Set([...selection.ids, id]), anchor: id }
  const span = order.slice(Math.min(from, to), Math.max(from, to) + 1)
  return { ids: new Set([...selection.ids, ...span]), anchor: selection.anchor }
}

/** All rows on screen, or none of them when all are ticked. Rows of other pages stay as they are. */
export function toggleAll(selection: Selection, order: readonly string[]): Selection {
  const next = new Set(selection.ids)
  const isOff = headState(selection, order) === 'all'
  for (const id of order)
    if (isOff) next.delete(id)
    else next.add(id)
  return { ids: next, anchor: null }
}

/** What the box in the head of the table shows. */
export function headState({ ids }: Selection, order: readonly string[]): 'none' | 'some' | 'all' {
  const ticked = order.filter((id) => ids.has(id)).length
  if (ticked === 0) return 'none'
  return ticked === order.length ? 'all' : 'some'
}
