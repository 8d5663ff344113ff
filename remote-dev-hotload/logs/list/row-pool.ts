import type { LogRow } from '../engine/log-row.ts'
import type { LogView } from '../engine/log-view.ts'
import { createRowElement, type RowElement, type RowLabels, type RowMarks } from './row-element.ts'
import { blankRow, rowModel, timeOf, type RowContext } from './row-model.ts'

/** What the pool draws from. */
export interface RowSource {
  readonly view: LogView
  row(seq: number): LogRow | undefined
  marks(seq: number, position: number, row: LogRow | undefined): RowMarks
  /** The details of an opened line. */
  detailsOf(seq: number): HTMLElement | null
}

export interface RowPool {
  /**
   * Draws the rows of `[first, last)`. A row that stays on the screen keeps its element and is not written again.
   * Returns how many stayed.
   */
  draw(first: number, last: number, source: RowSource): number
  /** What is the same for all rows has changed: every row is written anew. */
  setContext(context: RowContext, labels: RowLabels): void
  /** A gap has been drawn: its words wrap where there is little room, and its button must not cover them. */
  readonly hasGaps: boolean
  /** Heights of the drawn rows: of all, or of gaps and opened ones while the others are known to be one line. */
  measure(all: boolean, usual: number, report: (position: number, height: number) => void): void
  /** `seq` of the row that an element belongs to. */
  seqOf(element: Element): number | null
}

interface Slot {
  readonly row: RowElement
  seq: number
  position: number
  /** Place in the window; -1 while it is free. */
  index: number
  isNew: boolean
  content: LogRow | undefined
  foldCount: number
  before: string | null
  details: HTMLElement | null
}

function isSame(a: LogRow | undefined, b: LogRow | undefined): boolean {
  if (a === b) return true
  // A segment at rest is unpacked into new objects each time.
  return a?.kind === 'line' && b?.kind === 'line' && a.entry.logId === b.entry.logId && a.sessionId === b.sessionId
}

export function createRowPool(block: HTMLElement, icon: Parameters<typeof createRowElement>[0]): RowPool {
  const bySeq = new Map<number, Slot>()
  const byElement = new WeakMap<Element, Slot>()
  let shown: Slot[] = []
  let context: RowContext
  let labels: RowLabels
  let hasGaps = false

  function create(): Slot {
    const row = createRowElement(icon)
    const slot: Slot = {
      row,
      seq: Number.NaN,
      position: -1,
      index: -1,
      isNew: true,
      content: undefined,
      foldCount: 0,
      before: null,
      details: null,
    }
    byElement.set(row.element, slot)
    return slot
  }

  /** Gives each position an element: its own when it is on the screen already, else one that is free. */
  function assign(first: number, last: number, view: LogView): Slot[] {
    for (const slot of shown) slot.index = -1
    const seqs: number[] = []
    for (let position = first; position < last; position++) {
      const seq = view.seqAt(position)
      const slot = bySeq.get(seq)
      if (slot) slot.index = seqs.length
      seqs.push(seq)
    }
    const free = shown.filter((slot) => slot.index < 0)
    for (const slot of free) bySeq.delete(slot.seq)
    let used = 0
    const next = seqs.map((seq, index) => {
      let slot = bySeq.get(seq)
      if (!slot) {
        slot = free[used++] ?? create()
        slot.seq = seq
        slot.isNew = true
        bySeq.set(seq, slot)
      }
      slot.index = index
      slot.position = first + index
      return slot
    })
    for (const slot of free.slice(used)) {
      slot.row.hold(null)
      slot.row.element.remove()
    }
    return next
  }

  /** Brings the elements into reading order. What was freed at one end is moved to the other; the rest stays. */
  function arrange(next: readonly Slot[]): void {
    let cursor = block.firstElementChild
    for (const slot of next) {
      while (cursor) {
        const there = byElement.get(cursor)!
        if (!there.isNew || there.index <= slot.index) break
        cursor = cursor.nextElementSibling
      }
      const { element } = slot.row
      if (element === cursor) cursor = cursor.nextElementSibling
      else block.insertBefore(element, cursor)
    }
  }

  function refresh(slot: Slot, source: RowSource): void {
    const { view } = source
    const content = source.row(slot.seq)
    const fold = view.foldOf(slot.seq)
    const foldCount = fold?.count ?? 0
    const before = context.look.time === 'delta' ? timeBefore(slot.position, source) : null
    if (slot.isNew || !isSame(content, slot.content) || foldCount !== slot.foldCount || before !== slot.before) {
      slot.row.write(content ? rowModel(content, fold, before, context) : blankRow, labels)
    }
    slot.isNew = false
    slot.content = content
    hasGaps ||= content?.kind === 'gap'
    slot.foldCount = foldCount
    slot.before = before
    slot.details = source.detailsOf(slot.seq)
    slot.row.mark(source.marks(slot.seq, slot.position, content), labels)
    slot.row.hold(slot.details)
  }

  function timeBefore(position: number, { view, row }: RowSource): string | null {
    const above = position > 0 ? row(view.seqAt(position - 1)) : undefined
    return above ? timeOf(above) : null
  }

  return {
    get hasGaps() {
      return hasGaps
    },
    draw(first, last, source) {
      const next = assign(first, last, source.view)
      const stayed = next.filter((slot) => !slot.isNew).length
      arrange(next)
      shown = next
      for (const slot of shown) refresh(slot, source)
      return stayed
    },
    setContext(nextContext, nextLabels) {
      context = nextContext
      labels = nextLabels
      for (const slot of shown) slot.isNew = true
    },
    measure(all, usual, report) {
      for (const slot of shown) {
        const isGap = slot.content?.kind === 'gap'
        const mayDiffer = all || slot.details !== null || isGap
        const height = mayDiffer ? slot.row.element.getBoundingClientRect().height : usual
        report(slot.position, isGap ? height || usual : height)
      }
    },
    seqOf: (element) => byElement.get(element.closest('.dh-log-row') ?? element)?.seq ?? null,
  }
}
