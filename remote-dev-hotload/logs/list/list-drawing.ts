import type { Clock } from '../../kernel/index.ts'
import type { TextRange } from '../engine/log-find.ts'
import type { LogRow } from '../engine/log-row.ts'
import type { LogView } from '../engine/log-view.ts'
import type { LogLook } from '../log-look.ts'
import type { RowLabels, RowMarks } from './row-element.ts'
import type { RowWords } from './row-model.ts'
import { createRowPool, type RowPool } from './row-pool.ts'
import { createViewport, ROW_HEIGHT, type Viewport, type ViewportParts } from './viewport.ts'

/** The elements of the list, once they are there. */
export interface ListElements {
  readonly scroller: HTMLElement
  readonly sizer: HTMLElement
  readonly block: HTMLElement
  icon: Parameters<typeof createRowPool>[1]
}

/** What the list shows now. Asked anew at each drawing, so nothing of it has to be reactive. */
export interface ListState {
  readonly view: LogView
  readonly look: LogLook
  readonly withSession: boolean
  readonly rangesIn: ((text: string) => readonly TextRange[]) | null
  row(seq: number): LogRow | undefined
}

export interface ListDrawing {
  readonly viewport: Viewport
  readonly seqOf: RowPool['seqOf']
  /** The look, the words or the hits are others: all rows are written anew. */
  restyle(): void
  /** Rows may be higher or lower than they were. */
  remeasure(): void
  /** Keeps the rows still, say while a pointer is down on one of them; what comes is drawn at the end of it. */
  hold(on: boolean): void
  update(): void
  dispose(): void
}

export interface ListDrawingPorts {
  state(): ListState
  words(): RowWords
  labels(): RowLabels
  marks(seq: number, position: number, row: LogRow | undefined): RowMarks
  hostOf(seq: number): HTMLElement | null
  hasOpened(): boolean
  isFollowing(): boolean
  onRead: ViewportParts['onRead']
  readonly clock: Pick<Clock, 'every'>
  /** Calls in the next frame. */
  frame(run: () => void): void
}

const noRanges: readonly TextRange[] = []

/** Joins the viewport, which knows heights and positions, with the pool, which knows rows. */
export function createListDrawing(elements: ListElements, ports: ListDrawingPorts): ListDrawing {
  const pool = createRowPool(elements.block, elements.icon)
  let isHeld = false
  let isDue = false
  /** A screen that is another one in each frame cannot be read: it is drawn in every second one. */
  let isResting = false
  let isDisposed = false

  let isAnother = false
  function isUneven(): boolean {
    return ports.state().look.wrap || ports.hasOpened() || pool.hasGaps
  }
  const viewport = createViewport({
    scroller: elements.scroller,
    sizer: elements.sizer,
    block: elements.block,
    order: () => ports.state().view,
    drawRows(first, last) {
      const { view, row } = ports.state()
      const stayed = pool.draw(first, last, { view, row, marks: ports.marks, detailsOf: ports.hostOf })
      isAnother = stayed === 0 && last > first
    },
    measure: (report) => pool.measure(ports.state().look.wrap, ROW_HEIGHT, report),
    isUneven,
    onRead: ports.onRead,
  })

  function setContext(): void {
    const { look, withSession, rangesIn } = ports.state()
    pool.setContext(
      { look, withSession, words: ports.words(), wrap: look.wrap, rangesIn: rangesIn ?? (() => noRanges) },
      ports.labels(),
    )
  }

  function update(): void {
    if (isHeld || isResting) isDue = true
    else drawNow()
  }
  function drawNow(): void {
    isDue = false
    viewport.update()
    if (!isAnother || !ports.isFollowing()) return
    isResting = true
    ports.frame(() =>
      ports.frame(() => {
        isResting = false
        if (isDue && !isHeld && !isDisposed) drawNow()
      }),
    )
  }

  setContext()
  const stopClock = ports.clock.every(1_000, () => {
    if (ports.state().look.time !== 'relative') return
    setContext()
    update()
  })
  let width = elements.scroller.clientWidth
  const observer =
    typeof ResizeObserver === 'undefined'
      ? null
      : new ResizeObserver(() => {
          const { clientWidth, clientHeight } = elements.scroller
          viewport.resize(clientHeight)
          if (clientWidth === width) return
          width = clientWidth
          if (isUneven()) viewport.forget()
        })
  observer?.observe(elements.scroller)

  return {
    viewport,
    seqOf: pool.seqOf,
    update,
    restyle() {
      setContext()
      update()
    },
    remeasure: viewport.forget,
    hold(on) {
      isHeld = on
      if (!on && isDue) drawNow()
    },
    dispose() {
      isDisposed = true
      stopClock()
      observer?.disconnect()
    },
  }
}
